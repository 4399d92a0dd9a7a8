import { Fault } from '../kit/index.ts';
import { declaredHosts, type PinterestAddresses } from './declared-hosts.ts';

/** What a caller may say of a request; redirects are never followed, and there is no way to ask for it. */
export type FetchInit = {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | FormData | ReadableStream<Uint8Array>;
  readonly signal?: AbortSignal;
  readonly redirect: 'manual';
};

/** The one way out to declared hosts. */
export type Fetch = (url: string, init: FetchInit) => Promise<Response>;

/**
 * Makes the only function with which the application calls the outside world: declared Pinterest hosts, or the
 * sandbox's origin while the API address is loopback. An address that is not declared is refused before a name is
 * looked up. Redirects come back as answers (a redirect would leave the declared hosts unseen), time-outs are the caller's
 * `signal`, the size of an answer is the caller's to limit while reading.
 *
 * @throws OUTSIDE_HOST_REFUSED when the address is not declared, carries a name and password, or is no address
 * @throws OUTSIDE_ADDRESS_INVALID (when made) for configured addresses that are neither Pinterest's nor loopback
 * @personal passes through what the caller sends and receives; keeps nothing
 */
export const createFetch = (addresses: PinterestAddresses): Fetch => {
  const mayCall = declaredHosts(addresses);
  return async (address, init) => {
    const url = URL.parse(address);
    if (url === null || url.username !== '' || url.password !== '' || !mayCall(url)) {
      throw new Fault('OUTSIDE_HOST_REFUSED', 'forbidden', 'This address is not among the declared hosts.', {
        // The path and query stay out: a signed report address is a secret for as long as it works.
        facts: { host: url?.host.slice(0, 100) ?? null },
      });
    }
    return await fetch(url, {
      ...init,
      redirect: 'manual',
      // Streams need half duplex, by the fetch standard; it changes nothing for other bodies.
      ...(init.body instanceof ReadableStream ? { duplex: 'half' as const } : {}),
    });
  };
};
