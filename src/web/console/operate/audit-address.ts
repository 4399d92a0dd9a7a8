/** Which entries of the trail are shown; it stands in the address, so that a selection can be shared and kept. */
export type AuditAddress = {
  readonly client?: string;
  readonly actor?: string;
  readonly action?: string;
  readonly from?: string;
  readonly to?: string;
};

const patterns: Readonly<Record<keyof AuditAddress, RegExp>> = {
  client: /^[1-9]\d{0,9}$/,
  actor: /^(user|cli|system):[A-Za-z0-9._@-]{1,100}$/,
  action: /^[a-z][a-z.-]{0,79}$/,
  from: /^\d{4}-\d{2}-\d{2}$/,
  to: /^\d{4}-\d{2}-\d{2}$/,
};

/** Reads what stands in the address; what is no filter is left out. */
export const readAuditAddress = (search: Readonly<Record<string, unknown>>): AuditAddress =>
  Object.fromEntries(
    Object.entries(patterns).flatMap(([key, pattern]) => {
      // The router reads `7` as a number.
      const given = search[key];
      const text = typeof given === 'number' ? String(given) : given;
      return typeof text === 'string' && pattern.test(text) ? [[key, text]] : [];
    }),
  );
