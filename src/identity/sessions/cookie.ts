import { LONGEST_SECONDS } from './lives.ts';

// `__Host-` makes browsers refuse the cookie from another host or without TLS; over plain loopback HTTP they would refuse
// it altogether.
const nameFor = (isSecure: boolean): string => (isSecure ? '__Host-prikbord' : 'prikbord');

/**
 * The `Set-Cookie` value that gives a browser its session token, or takes it away when there is none.
 *
 * @param input.isSecure whether the public address is https
 * @personal none
 */
export const sessionCookie = (input: { token: string | undefined; isSecure: boolean }): string => {
  const life = input.token === undefined ? 0 : LONGEST_SECONDS;
  const secure = input.isSecure ? '; Secure' : '';
  // Lax, not Strict: the OAuth callback comes from Pinterest's page and must find the session that began it.
  return `${nameFor(input.isSecure)}=${input.token ?? ''}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${life}${secure}`;
};

/** The session token in a `Cookie` header, or undefined. @personal none */
export const sessionToken = (cookie: string | undefined): string | undefined => {
  const pairs = (cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  const [, token] = pairs.find(([name]) => name === '__Host-prikbord' || name === 'prikbord') ?? [];
  return token === undefined || token === '' ? undefined : token;
};
