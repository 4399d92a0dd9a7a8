import { type Answer, type ApiRequest, empty, type Handler, ok, refuse } from '../handler.ts';
import { addGrant } from '../state/consents.ts';
import { ACCESS_SECONDS, REFRESH_SECONDS, type Token } from '../state/tokens.ts';

/** A consent code is good for ten minutes of virtual time. */
const CODE_MS = 600_000;
/** With rotation `grace` a used refresh token works one real minute more. */
const GRACE_MS = 60_000;
/** Two refreshes within a real second get the same access token. */
const SAME_MS = 1000;

type Form = Readonly<Record<string, unknown>>;
type Recent = { readonly access: string; readonly refresh: string; readonly at: number };

const authenticationFailed = (): never => refuse(401, 2, 'Authentication failed.');

const appOf = (request: ApiRequest): string => {
  const header = request.headers.authorization;
  const encoded = typeof header === 'string' ? /^Basic (\S+)$/i.exec(header)?.[1] : undefined;
  const [app, password] = Buffer.from(encoded ?? '', 'base64')
    .toString('utf8')
    .split(':');
  if (app === undefined || !/^\d+$/.test(app) || !password) return authenticationFailed();
  const expected = request.settings.apps[app];
  return expected === undefined || expected === password ? app : authenticationFailed();
};

const formOf = (request: ApiRequest): Form =>
  typeof request.body === 'object' && request.body !== null ? Object.fromEntries(Object.entries(request.body)) : {};

const field = (form: Form, name: string): string => {
  const value = form[name];
  return typeof value === 'string' && value !== '' ? value : refuse(400, 1, `Missing parameter: ${name}`);
};

const tell = (grant: string, separator: string, tokens: { access: Token; refresh: Token | undefined }): Answer =>
  ok({
    response_type: grant,
    access_token: tokens.access.value,
    token_type: 'bearer',
    expires_in: ACCESS_SECONDS,
    scope: tokens.access.scopes.join(separator),
    ...(tokens.refresh && {
      refresh_token: tokens.refresh.value,
      refresh_token_expires_in: REFRESH_SECONDS,
      refresh_token_expires_at: Math.floor(tokens.refresh.expiresAt / 1000),
    }),
  });

const exchangeCode = (request: ApiRequest, app: string, form: Form): Answer => {
  const { tokens } = request;
  const code = tokens.codes.get(field(form, 'code'));
  const redirectUri = field(form, 'redirect_uri');
  const now = request.now().getTime();
  if (!code || code.app !== app || now - code.issuedAt > CODE_MS)
    return refuse(400, 283, 'Invalid authorization code.');
  tokens.codes.remove(code.value);
  if (code.redirectUri !== redirectUri)
    return refuse(400, 283, 'The redirect_uri does not match the one consented to.');
  const holder = { app, user: code.user, scopes: addGrant(request, code), issuedAt: now };
  const access = tokens.issue({ ...holder, kind: 'access' });
  const refresh = tokens.issue({ ...holder, kind: 'refresh' });
  return tell('authorization_code', ',', { access, refresh });
};

const retire = (request: ApiRequest, used: Token): void => {
  if (request.settings.rotation === 'dies') request.tokens.remove(used.value);
  if (request.settings.rotation === 'grace' && used.diesAt === undefined) {
    request.tokens.put({ ...used, diesAt: request.clock.real() + GRACE_MS });
  }
};

const narrowed = (held: readonly string[], asked: unknown): readonly string[] => {
  if (typeof asked !== 'string' || asked === '') return held;
  const wanted = asked.split(/[ ,]+/);
  return wanted.every((scope) => held.includes(scope)) ? wanted : refuse(400, 1, 'A refresh cannot widen the scope.');
};

const refreshToken = (request: ApiRequest, app: string, form: Form): Answer => {
  const { tokens } = request;
  const used = tokens.find(field(form, 'refresh_token'));
  const now = request.now().getTime();
  const real = request.clock.real();
  if (used?.kind !== 'refresh' || used.app !== app || used.expiresAt <= now) return authenticationFailed();
  if (used.diesAt !== undefined && used.diesAt <= real) return authenticationFailed();
  const scopes = narrowed(used.scopes, form.scope);
  const recents = request.state.collection<Recent>('recent-refreshes');
  const key = `${app} ${used.user}`;
  const recent = recents.get(key);
  const same = recent && real - recent.at < SAME_MS ? tokens.find(recent.access) : undefined;
  const holder = { app, user: used.user, scopes, issuedAt: now };
  const access = same ?? tokens.issue({ ...holder, kind: 'access' });
  const refresh = tokens.issue({ ...holder, scopes: used.scopes, kind: 'refresh' });
  if (!same) recents.put(key, { access: access.value, refresh: refresh.value, at: real });
  retire(request, used);
  return tell('refresh_token', ' ', { access, refresh });
};

/** Acts as the app owner's own account: in every world the agency's. */
const clientCredentials = (request: ApiRequest, app: string, form: Form): Answer => {
  const owner = request.world.users.find((user) => !user.client && user.accountType === 'BUSINESS');
  if (!owner) return authenticationFailed();
  const scopes = field(form, 'scope').split(/[ ,]+/);
  const access = request.tokens.issue({
    app,
    user: owner.id,
    scopes,
    issuedAt: request.now().getTime(),
    kind: 'access',
  });
  return tell('client_credentials', ' ', { access, refresh: undefined });
};

const token = (request: ApiRequest): Answer => {
  const app = appOf(request);
  const form = formOf(request);
  const grant = field(form, 'grant_type');
  if (grant === 'authorization_code') return exchangeCode(request, app, form);
  if (grant === 'refresh_token') return refreshToken(request, app, form);
  if (grant === 'client_credentials') return clientCredentials(request, app, form);
  return refuse(400, 1, `'grant_type' value '${grant}' is not one of the allowed values.`);
};

/** Only system users' tokens can be revoked, and this world has none. */
const revoke = (request: ApiRequest): Answer => {
  appOf(request);
  const known = request.tokens.find(field(formOf(request), 'token'));
  return known ? refuse(403, 29, 'Only tokens of system users can be revoked.') : empty(200);
};

/** The token endpoints; they know the app by Basic authentication and no person. */
export const oauthHandlers: readonly Handler[] = [
  {
    operationId: 'oauth/token',
    method: 'POST',
    path: '/oauth/token',
    category: 'org_read',
    scopes: [],
    auth: 'basic',
    handle: token,
  },
  {
    operationId: 'token/revoke',
    method: 'POST',
    path: '/oauth/token/revoke',
    category: 'org_write',
    scopes: [],
    auth: 'basic',
    handle: revoke,
  },
];
