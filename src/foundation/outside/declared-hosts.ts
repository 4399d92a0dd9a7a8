import { Fault } from '../kit/index.ts';

/** The two addresses the operator may configure; everything else is declared here. */
export type PinterestAddresses = { readonly pinterest: { readonly apiUrl: string; readonly oauthUrl: string } };

/** Tells whether an address may be called. */
export type HostRule = (url: URL) => boolean;

/** True for an address of this machine itself, by name or number. @personal none */
export const isLoopback = (url: URL): boolean =>
  url.hostname === 'localhost' || url.hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(url.hostname);

const atPinterest = (url: URL): boolean => url.hostname === 'pinterest.com' || url.hostname.endsWith('.pinterest.com');

// Anybody can open a bucket called "pinterest-something"; Pinterest's reports always lie under this path.
const isReport = (url: URL): boolean =>
  /^pinterest-[a-z0-9-]+\.s3(\.[a-z0-9-]+)?\.amazonaws\.com$/.test(url.hostname) &&
  url.pathname.startsWith('/async_reporting');

const isUpload = (url: URL): boolean => url.hostname === 'pinterest-media-upload.s3-accelerate.amazonaws.com';

const isPicture = (url: URL): boolean => url.hostname === 'i.pinimg.com';

const readAddress = (name: string, text: string): URL => {
  const url = URL.parse(text);
  if (url === null) throw new Fault('OUTSIDE_ADDRESS_INVALID', 'invalid', `${name} is not an address.`);
  return url;
};

/**
 * The rule that follows from the configured addresses. While the API address is loopback the sandbox's own origin is
 * the only one there is: a demo never reaches Pinterest, nor does a real installation ever reach a sandbox.
 *
 * @throws OUTSIDE_ADDRESS_INVALID for addresses that are neither Pinterest's nor loopback
 * @personal none
 */
export const declaredHosts = (addresses: PinterestAddresses): HostRule => {
  const api = readAddress('The Pinterest API address', addresses.pinterest.apiUrl);
  const oauth = readAddress('The Pinterest OAuth address', addresses.pinterest.oauthUrl);
  if (isLoopback(api)) return (url) => url.origin === api.origin;
  for (const url of [api, oauth]) {
    if (url.protocol !== 'https:' || !atPinterest(url) || url.port !== '') {
      throw new Fault(
        'OUTSIDE_ADDRESS_INVALID',
        'invalid',
        'The Pinterest addresses must be https addresses at pinterest.com, or loopback for a sandbox.',
      );
    }
  }
  const configured = new Set([api.host, oauth.host]);
  return (url) =>
    url.protocol === 'https:' &&
    url.port === '' &&
    (configured.has(url.host) || isReport(url) || isUpload(url) || isPicture(url));
};

/**
 * The rule for pictures alone: the host Pinterest serves pictures from, or the sandbox's own origin while the API address is
 * loopback. Narrower than `declaredHosts`, so that an address inside an answer can never reach the API itself.
 *
 * @throws OUTSIDE_ADDRESS_INVALID for addresses that are neither Pinterest's nor loopback
 * @personal none
 */
export const pictureHosts = (addresses: PinterestAddresses): HostRule => {
  const mayCall = declaredHosts(addresses);
  const isSandbox = isLoopback(readAddress('The Pinterest API address', addresses.pinterest.apiUrl));
  return (url) => mayCall(url) && (isSandbox || isPicture(url));
};
