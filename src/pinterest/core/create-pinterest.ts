import type { Pinterest, PinterestConfig, Ports } from './ports.ts';

/** What must be told; patience has defaults. */
export type PinterestSettings = Omit<PinterestConfig, 'timeoutMs' | 'retry'> &
  Partial<Pick<PinterestConfig, 'timeoutMs' | 'retry'>>;

// Pinterest's slowest answers (analytics) take about three seconds; beyond ten nothing good comes.
const TIMEOUT_MS = 10_000;
// Three tries outlast a hiccup; a longer trouble is the job's to wait out, so that the worker is free for others.
const RETRY = { attempts: 3, baseMs: 250 } as const;

/**
 * A client for Pinterest's API. It holds no state: allowance, journal, clock and the way out are the ports.
 *
 * @personal none
 */
export const createPinterest = (settings: PinterestSettings, ports: Ports): Pinterest => ({
  config: {
    ...settings,
    apiUrl: settings.apiUrl.replace(/\/+$/, ''),
    timeoutMs: settings.timeoutMs ?? TIMEOUT_MS,
    retry: settings.retry ?? RETRY,
  },
  ports,
});
