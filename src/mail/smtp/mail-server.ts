import type { Config } from '../../foundation/runtime/index.ts';

/** The mail server that is configured, and as whom it is written. */
export type MailServer = {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte. */
  readonly isSecure: boolean;
  /** On this machine: nothing on the way to it can be overheard. */
  readonly isLoopback: boolean;
  readonly login: { readonly user: string; readonly pass: string } | undefined;
  readonly from: string;
};

const SUBMISSION_PORT = 587;
const SECURE_PORT = 465;

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

const senderOf = (url: URL): string => {
  const user = decodeURIComponent(url.username);
  return url.searchParams.get('from') ?? (user.includes('@') ? user : `prikbord@${url.hostname}`);
};

const readServer = (text: string): MailServer => {
  const url = new URL(text);
  const isSecure = url.protocol === 'smtps:';
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (isSecure ? SECURE_PORT : SUBMISSION_PORT) : Number(url.port),
    isSecure,
    isLoopback: loopback.test(url.hostname),
    login:
      url.username === ''
        ? undefined
        : { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    from: senderOf(url),
  };
};

/**
 * The configured mail server; undefined when there is none, and when a demo would write to another machine: its people do not
 * exist.
 */
export const mailServerOf = ({ smtpUrl, mode }: Pick<Config, 'smtpUrl' | 'mode'>): MailServer | undefined => {
  if (smtpUrl === undefined) return undefined;
  const server = readServer(smtpUrl.reveal());
  return mode === 'demo' && !server.isLoopback ? undefined : server;
};
