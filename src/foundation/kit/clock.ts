/**
 * Calendar time: the day it is for due times, cron, expiry, token life and the state of days. It follows the database's
 * `clock_now()`, which only moves forward and may be ahead of the machine in a demo. Elapsed time (limits, leases,
 * back-off, time-outs) never uses this; it uses `performance.now()` or the database's `clock_timestamp()`.
 */
export type Clock = { readonly now: () => Date };
