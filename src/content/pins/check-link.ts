import { isFault } from '../../foundation/kit/index.ts';
import type { GuardedAnswer, GuardedFetch } from '../../foundation/outside/index.ts';

/** Whether the page a Pin leads to is there. `faultCode` says why it is not known; `host` is where it led in the end. */
export type LinkCheck = {
  readonly state: 'answers' | 'missing' | 'refuses' | 'unknown';
  readonly status: number | null;
  readonly host: string | null;
  readonly faultCode: string | null;
};

const PAGE_BYTES = 1_000_000;

const visit = async (get: GuardedFetch, address: string, signal: AbortSignal): Promise<GuardedAnswer> => {
  const asked = await get(address, { method: 'HEAD', bytes: PAGE_BYTES, signal });
  // Shops there are that answer a page and refuse to say so without sending it.
  return asked.status < 400 ? asked : get(address, { bytes: PAGE_BYTES, signal });
};

const stateOf = (status: number): LinkCheck['state'] => {
  if (status < 400) return 'answers';
  return status === 404 || status === 410 ? 'missing' : 'refuses';
};

/**
 * Looks whether a link answers, as a reader's browser would find it.
 * @cost one request, two when the first is refused; ten seconds each at most
 * @personal none
 */
export const checkLink = async (
  get: GuardedFetch,
  input: { readonly link: string; readonly signal: AbortSignal },
): Promise<LinkCheck> => {
  try {
    const { status, address } = await visit(get, input.link, input.signal);
    return { state: stateOf(status), status, host: URL.parse(address)?.host ?? null, faultCode: null };
  } catch (error) {
    const host = URL.parse(input.link)?.host ?? null;
    // A page larger than we read is there all the same.
    if (isFault(error, 'OUTSIDE_TOO_LARGE')) return { state: 'answers', status: 200, host, faultCode: null };
    if (isFault(error) && error.code.startsWith('OUTSIDE_')) {
      return { state: 'unknown', status: null, host, faultCode: error.code };
    }
    throw error;
  }
};
