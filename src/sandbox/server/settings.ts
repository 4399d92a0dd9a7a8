/** How this Pinterest behaves where the real one differs by app or is not documented; changed at `POST /__sandbox/settings`. */
export type Settings = {
  tier: 'trial' | 'standard';
  /** What happens to a refresh token that was used: it stays valid, lives a minute more (real time), or dies at once. */
  rotation: 'stays' | 'grace' | 'dies';
  /** Whether a boards, Pins or section call by a PINNER account is refused with PINNER_DATA_ACCESS_DENIED. */
  pinnerAccess: 'denied' | 'allowed';
  /** Milliseconds every answer waits, or Pinterest's own profile per category. */
  latency: number | 'real';
  /** Real milliseconds a new Pin stays out of lists and counts, or Pinterest's own 1–30 seconds. */
  listLag: number | 'real';
  /** Real milliseconds a video is processed, or what Pinterest takes for a short one. */
  mediaDelay: number | 'real';
  /** Real milliseconds a report takes. */
  reportMs: number;
  /** What becomes of the reports asked from now on. */
  reportFate: 'finish' | 'fail' | 'cancel' | 'stuck' | 'null';
  /** Secrets of apps that are checked; an app that is not named here may use any secret that is not empty. */
  apps: Record<string, string>;
  /** Registered redirect addresses; with an empty list every http(s) address counts as registered. */
  redirectUris: string[];
};

/** The behaviour a sandbox starts with: standard access, nothing slowed. */
export const startingSettings = (): Settings => ({
  tier: 'standard',
  rotation: 'stays',
  pinnerAccess: 'denied',
  latency: 0,
  listLag: 'real',
  reportMs: 250,
  reportFate: 'finish',
  mediaDelay: 'real',
  apps: {},
  redirectUris: [],
});
