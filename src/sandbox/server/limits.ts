import type { RateCategory } from '../handler.ts';
import type { Settings } from './settings.ts';

/** What a category allows per minute, per user and app, with standard access. */
const perMinute: Readonly<Record<RateCategory, number>> = {
  org_read: 1000,
  org_write: 100,
  org_analytics: 60,
  ads_read: 1000,
  ads_write: 400,
  ads_analytics: 300,
  catalogs_read: 1000,
  trends_read: 60,
};

const UNIVERSAL_PER_SECOND = 100;
const TRIAL_PER_DAY = 1000;
const TRIAL_WRITES_PER_DAY = 300;
const MINUTE_MS = 60_000;
const SECOND_MS = 1000;
const DAY_MS = 86_400_000;
/** Calls that left on time may arrive a little closer together; that must not make an exact caller an offender. */
const JITTER_MS = 50;

/** The last calls of one budget, as the real times they came, in a ring as long as the limit. */
type Ring = { readonly times: Float64Array; next: number };

/** Whether a call fits, how many would still fit in the tightest window, and when the next one will. */
export type Verdict = {
  readonly over: boolean;
  /** Seconds until a call fits again; 0 when one fits now. */
  readonly waitSeconds: number;
  readonly headers: Readonly<Record<string, string>>;
};

/** Counts calls in real time. */
export type Limits = {
  readonly take: (call: { app: string; user: string; category: RateCategory; at: number }) => Verdict;
  readonly clear: () => void;
};

const ringOf = (rings: Map<string, Ring>, key: string, size: number): Ring => {
  const found = rings.get(key);
  if (found && found.times.length === size) return found;
  const made = { times: new Float64Array(size).fill(Number.NEGATIVE_INFINITY), next: 0 };
  rings.set(key, made);
  return made;
};

/** Milliseconds until the oldest call of a full window leaves it; 0 when there is room. */
const waitFor = (ring: Ring, windowMs: number, at: number): number =>
  Math.max(0, (ring.times[ring.next] ?? Number.NEGATIVE_INFINITY) + windowMs - JITTER_MS - at);

const note = (ring: Ring, at: number): void => {
  ring.times[ring.next] = at;
  ring.next = (ring.next + 1) % ring.times.length;
};

const usedSince = (ring: Ring, since: number): number => {
  let used = 0;
  for (const time of ring.times) if (time > since) used += 1;
  return used;
};

/**
 * Sliding windows in real time: a call over any of them is refused and does not count, so a caller that waits as told gets
 * through. The headers describe the tightest window only, as Pinterest's do.
 */
export const createLimits = (settings: Settings): Limits => {
  const rings = new Map<string, Ring>();

  const windowsOf = (call: { app: string; user: string; category: RateCategory }): [Ring, number][] => {
    const person = `${call.app} ${call.user}`;
    const second: [Ring, number] = [ringOf(rings, `second ${person}`, UNIVERSAL_PER_SECOND), SECOND_MS];
    if (settings.tier === 'trial') {
      const day: [Ring, number] = [ringOf(rings, `day ${call.app}`, TRIAL_PER_DAY), DAY_MS];
      const writes: [Ring, number] = [ringOf(rings, `writes ${call.app}`, TRIAL_WRITES_PER_DAY), DAY_MS];
      return call.category.endsWith('_write') ? [second, day, writes] : [second, day];
    }
    return [second, [ringOf(rings, `${call.category} ${person}`, perMinute[call.category]), MINUTE_MS]];
  };

  return {
    clear: () => rings.clear(),
    take: (call) => {
      const windows = windowsOf(call);
      const waitMs = Math.max(...windows.map(([ring, span]) => waitFor(ring, span, call.at)));
      if (waitMs === 0) for (const [ring] of windows) note(ring, call.at);
      const [tightest] = windows;
      const used = tightest ? usedSince(tightest[0], call.at - SECOND_MS) : 0;
      const policy = windows.map(([ring, span]) => `${ring.times.length};w=${span / SECOND_MS}`).join(', ');
      return {
        over: waitMs > 0,
        waitSeconds: Math.ceil(waitMs / SECOND_MS),
        headers: {
          'x-ratelimit-limit': `${UNIVERSAL_PER_SECOND}, ${policy}`,
          'x-ratelimit-remaining': waitMs > 0 ? '0' : String(UNIVERSAL_PER_SECOND - used),
          'x-ratelimit-reset': String(Math.max(1, Math.ceil(waitMs / SECOND_MS))),
        },
      };
    },
  };
};
