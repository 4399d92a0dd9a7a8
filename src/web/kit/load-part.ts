const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 5000;

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

const isThere = async (): Promise<boolean> => {
  try {
    return (await fetch('/health/live', { cache: 'no-store' })).ok;
  } catch {
    // Still away: asked again by the caller.
    return false;
  }
};

const untilThere = async (): Promise<void> => {
  for (let wait = FIRST_WAIT_MS; !(await isThere()); wait = Math.min(wait * 2, LONGEST_WAIT_MS)) await pause(wait);
};

// Once a minute at most, so that a part that is really broken does not reload for ever.
const RELOADED = 'prikbord-reloaded';

const mayReload = (): boolean => {
  const last = Number(sessionStorage.getItem(RELOADED) ?? 0);
  const now = performance.timeOrigin + performance.now();
  if (now - last < 60_000) return false;
  sessionStorage.setItem(RELOADED, String(now));
  return true;
};

/**
 * Loads a part of the pages that comes when it is needed. While the server is away it is waited for: loading the whole page
 * anew then would leave the browser's own error in its place. When the server is there and the part is not, the server was
 * upgraded under the page, and the new page has it.
 */
export const loadPart = async <Part>(load: () => Promise<Part>): Promise<Part> => {
  try {
    return await load();
  } catch {
    await untilThere();
  }
  try {
    return await load();
  } catch (error) {
    if (!mayReload()) throw error;
    window.location.reload();
    return new Promise(() => undefined);
  }
};
