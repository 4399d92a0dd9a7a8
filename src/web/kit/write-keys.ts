// A write whose answer never came may have happened. Sent again it carries the same key, and the server does it once. Keys
// live as long as the page does and are kept nowhere else: what was typed into the page does not live longer either.
const unanswered = new Map<string, string>();

// Not `randomUUID`: browsers have it on secure pages only, and an installation in a closed network may not be one.
const makeKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** The key of a write: the one it was sent with before when that was never answered, else a new one. */
export const keyFor = (write: string): string => {
  const key = unanswered.get(write) ?? makeKey();
  unanswered.set(write, key);
  return key;
};

/** Says that a write was answered: the same words sent again are another write. */
export const noteAnswered = (write: string): void => {
  unanswered.delete(write);
};
