/**
 * Tokens are renewed this long before they end. Looked at daily, so never later than 8 days before: a week stays for an
 * outage of Pinterest or of us, in which nothing is lost.
 */
export const RENEW_BEFORE_DAYS = 9;

const DAY_MS = 86_400_000;

/** True when either token ends within the margin. @personal none */
export const isDue = (
  tokens: { readonly access_expires_at: Date | null; readonly refresh_expires_at: Date | null },
  now: Date,
): boolean =>
  [tokens.access_expires_at, tokens.refresh_expires_at].some(
    (endsAt) => endsAt !== null && endsAt.getTime() - now.getTime() < RENEW_BEFORE_DAYS * DAY_MS,
  );
