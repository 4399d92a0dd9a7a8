import { lookup as lookUp } from 'node:dns/promises';
import { once } from 'node:events';
import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { Fault } from '../kit/index.ts';
import { declaredHosts, isLoopback, type PinterestAddresses } from './declared-hosts.ts';
import { isPublicAddress } from './public-address.ts';

/** What is asked of an address a person gave us. */
export type GuardedRequest = {
  readonly method?: 'GET' | 'HEAD' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** The most bytes of an answer; more is refused. */
  readonly bytes: number;
  readonly signal: AbortSignal;
};

/** What came back, from where in the end. */
export type GuardedAnswer = {
  readonly address: string;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

/** The one way to an address that a person gave us. */
export type GuardedFetch = (address: string, request: GuardedRequest) => Promise<GuardedAnswer>;

/** How names become numbers and numbers connections; tests put their own in place. */
export type Ways = {
  readonly resolve: (host: string) => Promise<readonly string[]>;
  readonly dial: (to: { readonly address: string; readonly port: number }) => Socket;
};

const REDIRECTS = 3;
const MILLISECONDS = 10_000;
const PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };
const redirects = new Set([301, 302, 303, 307, 308]);

const usualWays: Ways = {
  resolve: async (host) => (await lookUp(host, { all: true, verbatim: true })).map(({ address }) => address),
  dial: ({ address, port }) => connectPlain({ host: address, port }),
};

// The host is told, never the path: an address may carry a secret of whoever gave it.
const refused = (url: URL | null, why: string): Fault =>
  new Fault('OUTSIDE_ADDRESS_REFUSED', 'invalid', `The address is not called: ${why}.`, {
    facts: { host: url?.host.slice(0, 100) ?? null },
  });

const unreachable = (url: URL, cause: unknown): Fault =>
  new Fault('OUTSIDE_UNREACHABLE', 'upstream', 'The address does not answer.', {
    cause,
    facts: { host: url.host.slice(0, 100) },
  });

type Target = { readonly url: URL; readonly address: string; readonly port: number };
type Guard = { readonly ways: Ways; readonly isSandbox: (url: URL) => boolean };

const parsed = (address: string): URL => {
  const url = URL.parse(address);
  if (url === null || PORTS[url.protocol] === undefined) throw refused(url, 'it is no web address');
  if (url.username !== '' || url.password !== '') throw refused(url, 'it carries a name and password');
  return url;
};

/** Where an address leads, as a number that is then called: nobody can answer otherwise the second time. */
const targetOf = async (guard: Guard, url: URL): Promise<Target> => {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (guard.isSandbox(url)) return { url, address: host === 'localhost' ? '127.0.0.1' : host, port: Number(url.port) };
  const port = PORTS[url.protocol];
  if (port === undefined || (url.port !== '' && Number(url.port) !== port)) throw refused(url, 'its port is unusual');
  let addresses: readonly string[];
  try {
    addresses = isIP(host) === 0 ? await guard.ways.resolve(host) : [host];
  } catch (error) {
    throw unreachable(url, error);
  }
  // One inside among others is how a name is made to lead in on the second try.
  const [address] = addresses;
  if (address === undefined || !addresses.every(isPublicAddress)) throw refused(url, 'it does not lie on the internet');
  return { url, address, port };
};

const readBody = async (answer: IncomingMessage, url: URL, most: number): Promise<Buffer> => {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of answer) {
    bytes += piece.length;
    if (bytes > most) {
      answer.destroy();
      throw new Fault('OUTSIDE_TOO_LARGE', 'invalid', 'What lies at the address is too large.', {
        facts: { host: url.host.slice(0, 100), most },
      });
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces, bytes);
};

const socketFor = ({ ways }: Guard, { url, address, port }: Target): Socket => {
  const socket = ways.dial({ address, port });
  if (url.protocol === 'http:') return socket;
  // Whose certificate it has to be is told by the name, whatever number it has.
  return connectTls({ socket, ...(isIP(url.hostname) === 0 && { servername: url.hostname }) });
};

const askOnce = async (guard: Guard, target: Target, request: GuardedRequest): Promise<GuardedAnswer> => {
  const { url } = target;
  const { method = 'GET', headers = {}, body, signal, bytes } = request;
  const asked = httpRequest({
    method,
    // The connection is made already, to the number that was judged: nothing is looked up here.
    createConnection: () => socketFor(guard, target),
    host: url.hostname,
    path: `${url.pathname}${url.search}`,
    headers: { 'user-agent': 'Prikbord', accept: '*/*', 'accept-encoding': 'identity', ...headers, host: url.host },
    signal,
  });
  asked.end(body);
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  const { statusCode: status = 0 } = answer;
  if (redirects.has(status) || method === 'HEAD') answer.resume();
  const read = redirects.has(status) ? Buffer.alloc(0) : await readBody(answer, url, bytes);
  return { address: url.href, status, headers: answer.headers, body: read };
};

const follow = async (guard: Guard, address: string, request: GuardedRequest): Promise<GuardedAnswer> => {
  let url = parsed(address);
  for (let hops = 0; ; hops += 1) {
    const target = await targetOf(guard, url);
    let answer: GuardedAnswer;
    try {
      answer = await askOnce(guard, target, request);
    } catch (error) {
      if (error instanceof Fault) throw error;
      throw unreachable(url, error);
    }
    const { location } = answer.headers;
    if (!redirects.has(answer.status) || location === undefined || request.method === 'POST') return answer;
    if (hops === REDIRECTS) throw refused(url, 'it leads on too often');
    url = parsed(URL.parse(location, url)?.href ?? '');
  }
};

/**
 * Makes the way to addresses that people give us (links, pictures, feeds, webhooks). Nothing but the public internet is called:
 * a name is looked up once, every number it has is judged, and the connection is made to the number that was judged. Up to three
 * redirects are followed, each judged anew; a POST follows none. Only ports 80 and 443, ten seconds, as many bytes as the caller
 * says. While the API address is loopback the sandbox's own origin is allowed beside it.
 *
 * @throws OUTSIDE_ADDRESS_REFUSED for what is no web address, lies inside a network, or leads on too often
 * @throws OUTSIDE_UNREACHABLE when no name is known, nothing answers in time, or the connection breaks
 * @throws OUTSIDE_TOO_LARGE
 * @cost one lookup and one connection a hop; the answer is held in memory
 * @personal carries nothing but what the caller gives; keeps nothing
 */
export const createGuardedFetch = (addresses: PinterestAddresses, ways: Ways = usualWays): GuardedFetch => {
  const api = URL.parse(addresses.pinterest.apiUrl);
  const isDemo = api !== null && isLoopback(api);
  const mayCall = declaredHosts(addresses);
  const guard: Guard = { ways, isSandbox: (url) => isDemo && mayCall(url) };
  return (address, request) => {
    const signal = AbortSignal.any([request.signal, AbortSignal.timeout(MILLISECONDS)]);
    return follow(guard, address, { ...request, signal });
  };
};
