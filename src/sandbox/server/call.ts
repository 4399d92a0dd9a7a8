import { randomUUID } from 'node:crypto';
import type { FaultKind, Faults } from '../faults/faults.ts';
import type { Answer, ApiRequest, Handler, Sandbox, TokenHolder } from '../handler.ts';
import { Refusal } from '../handler.ts';
import type { Tokens } from '../state/tokens.ts';
import type { Limits, Verdict } from './limits.ts';
import { checkRequest } from './schema-check.ts';

/*
 * One call, always in this order, so that every operation behaves alike:
 *
 *   token → scopes → tier → spam block → fault before → limit → published schema → handle → fault after → headers
 *
 * A fault "after commit" lets the operation do its work and spoils only the answer.
 */

/** What a call needs besides the sandbox its handler sees. */
export type CallParts = {
  readonly sandbox: Sandbox;
  readonly tokens: Tokens;
  readonly faults: Faults;
  readonly limits: Limits;
};

/** What goes over the wire, and what the journal says about it. `silence` keeps the line open without an answer. */
export type CallResult = {
  readonly answer: Answer;
  readonly manner: 'plain' | 'silence' | 'reset' | 'slow';
  readonly user: string | null;
  readonly overLimit: boolean;
  readonly fault: FaultKind | null;
};

/** The parts of a request that came over the wire. */
export type Incoming = Pick<ApiRequest, 'params' | 'query' | 'body' | 'headers'>;

/** A failure in Pinterest's shape; real ones carry `status` besides the two fields of the description. */
export const failure = (status: number, code: number, message: string): Answer => ({
  status,
  json: { code, message, status: 'failure' },
});

const SPAM = "You've hit a block (Pins) we have in place to combat spam. Please try again later.";
const HTML = '<html><head><title>503 Service Temporarily Unavailable</title></head><body><h1>503</h1></body></html>';

const authenticationFailed = (): Answer => failure(401, 2, 'Authentication failed.');

const holderOf = (parts: CallParts, incoming: Incoming): TokenHolder | undefined => {
  const header = incoming.headers.authorization;
  const value = typeof header === 'string' ? /^Bearer (\S+)$/i.exec(header)?.[1] : undefined;
  const token = value === undefined ? undefined : parts.tokens.find(value);
  if (token?.kind !== 'access' || token.expiresAt <= parts.sandbox.clock.now().getTime()) return undefined;
  return token;
};

/** Whom a token call is about: the holder of the code or refresh token it brings. */
const userOfGrant = (parts: CallParts, body: unknown): string | undefined => {
  if (typeof body !== 'object' || body === null) return undefined;
  const grant: { refresh_token?: unknown; code?: unknown } = body;
  if (typeof grant.refresh_token === 'string') return parts.tokens.find(grant.refresh_token)?.user;
  return typeof grant.code === 'string' ? parts.tokens.codes.get(grant.code)?.user : undefined;
};

const tierRefusal = (handler: Handler, tier: string): Answer | undefined => {
  if (tier !== 'trial') return undefined;
  if (handler.operationId === 'pins/create') {
    return failure(
      403,
      29,
      'Apps with Trial access may not create Pins in production https://api.pinterest.com - use API Sandbox https://api-sandbox.pinterest.com instead.',
    );
  }
  if (handler.operationId === 'pins/update') {
    return failure(401, 3, 'Your application does not have access to this restricted feature: pin_edit');
  }
  return undefined;
};

const scopeRefusal = (handler: Handler, holder: TokenHolder): Answer | undefined => {
  const lacking = handler.scopes.filter((scope) => !holder.scopes.includes(scope));
  if (lacking.length === 0) return undefined;
  const list = lacking.map((scope) => `'${scope}'`).join(', ');
  return failure(
    401,
    3,
    `Your application token does not have sufficient permissions or the correct set of scopes. Missing: [${list}]`,
  );
};

/** Apps registered since 2026-09-14 get no boards or Pins of people without a business account. */
const pinnerRefusal = (handler: Handler, sandbox: Sandbox, user: string): Answer | undefined => {
  const organic = /^(boards|board_sections|pins|multi_pins|media)\//.test(handler.operationId);
  if (!organic || sandbox.settings.pinnerAccess === 'allowed') return undefined;
  return sandbox.world.user(user)?.accountType === 'PINNER'
    ? failure(403, 403, 'PINNER_DATA_ACCESS_DENIED')
    : undefined;
};

const limitRefusal = (handler: Handler, verdict: Verdict): Answer | undefined => {
  if (!verdict.over) return undefined;
  // Analytics calls tell their limit in another voice.
  const analytics = handler.category.endsWith('_analytics');
  const answer = analytics
    ? failure(400, 8, `You have exceeded your rate limit. Retry after ${verdict.waitSeconds} seconds`)
    : failure(429, 8, 'You have exceeded your rate limit. Try again later.');
  return { ...answer, headers: verdict.headers };
};

/** Faults that answer before the operation did anything. */
const faultBefore = (parts: CallParts, user: string | undefined, kind: FaultKind | undefined): Answer | undefined => {
  switch (kind) {
    case '429':
      return {
        ...failure(429, 8, 'You have exceeded your rate limit. Try again later.'),
        headers: {
          'x-ratelimit-limit': '100, 100;w=1, 1000;w=60',
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': '1',
        },
      };
    case 'spam':
      return failure(429, 8, SPAM);
    case '500':
      return failure(500, 500, 'Sorry! Something went wrong on our end.');
    case 'html':
      return { status: 503, html: HTML };
    case 'expired-token':
      if (user !== undefined) parts.tokens.end(user, false);
      return authenticationFailed();
    case 'revoked':
      if (user !== undefined) parts.tokens.end(user, true);
      return authenticationFailed();
    default:
      return undefined;
  }
};

const faultAfter = (kind: FaultKind | undefined): Answer | undefined => {
  if (kind === '500-after-commit') return failure(500, 500, 'Sorry! Something went wrong on our end.');
  if (kind === '2787-after-commit') return failure(400, 2787, 'Sorry! Something went wrong on our end.');
  return undefined;
};

const mannerOf = (kind: FaultKind | undefined): CallResult['manner'] => {
  if (kind === 'timeout' || kind === 'timeout-after-commit') return 'silence';
  if (kind === 'reset' || kind === 'slow') return kind;
  return 'plain';
};

const perform = async (handler: Handler, request: ApiRequest): Promise<Answer> => {
  try {
    checkRequest(handler.operationId, request);
    return await handler.handle(request);
  } catch (error) {
    if (error instanceof Refusal) return failure(error.status, error.code, error.message);
    throw error;
  }
};

const withHeaders = (answer: Answer): Answer => ({
  ...answer,
  headers: { 'x-pinterest-rid': randomUUID(), 'pinterest-version': '5.23.0', ...answer.headers },
});

const mayNot = (parts: CallParts, handler: Handler, holder: TokenHolder): Answer | undefined =>
  scopeRefusal(handler, holder) ??
  tierRefusal(handler, parts.sandbox.settings.tier) ??
  pinnerRefusal(handler, parts.sandbox, holder.user);

type Caller = { readonly holder: TokenHolder | undefined; readonly user: string | undefined };

/** The part of a call that has passed authentication and permission: faults, limits, schema, the operation itself. */
const runAllowed = async (
  parts: CallParts,
  call: { handler: Handler; incoming: Incoming },
  caller: Caller,
): Promise<Omit<CallResult, 'user'>> => {
  const { handler, incoming } = call;
  const account = incoming.params.ad_account_id ?? incoming.query.text('ad_account_id');
  const kind = parts.faults.hit({ op: handler.operationId, user: caller.user, account });
  const rest = { manner: mannerOf(kind), overLimit: false, fault: kind ?? null };
  const before = faultBefore(parts, caller.user, kind);
  if (before) return { ...rest, answer: before };
  if (kind === 'timeout' || kind === 'reset') return { ...rest, answer: { status: 0 } };

  const { sandbox } = parts;
  const { holder } = caller;
  const verdict = holder && parts.limits.take({ ...holder, category: handler.category, at: sandbox.clock.real() });
  const over = verdict && limitRefusal(handler, verdict);
  if (over) return { answer: over, manner: 'plain', overLimit: true, fault: null };

  const token = holder ?? { user: '', app: '', scopes: [] };
  const answer = await perform(handler, { ...sandbox, ...incoming, token, now: sandbox.clock.now });
  return { ...rest, answer: { ...(faultAfter(kind) ?? answer), headers: { ...verdict?.headers, ...answer.headers } } };
};

/** Runs one call of `/v5` from authentication to headers. Never throws for anything a caller did. */
export const runCall = async (parts: CallParts, handler: Handler, incoming: Incoming): Promise<CallResult> => {
  const bearer = (handler.auth ?? 'bearer') === 'bearer';
  const holder = bearer ? holderOf(parts, incoming) : undefined;
  const user = bearer ? holder?.user : userOfGrant(parts, incoming.body);
  const refused = (answer: Answer, fault: FaultKind | null = null): CallResult => ({
    answer: withHeaders(answer),
    manner: 'plain',
    user: user ?? null,
    overLimit: false,
    fault,
  });
  if (bearer && !holder) return refused(authenticationFailed());
  const denied = holder && mayNot(parts, handler, holder);
  if (denied) return refused(denied);
  if (handler.category === 'org_write' && parts.faults.isBlocked(user)) return refused(failure(429, 8, SPAM), 'spam');
  const result = await runAllowed(parts, { handler, incoming }, { holder, user });
  return { ...result, user: user ?? null, answer: withHeaders(result.answer) };
};
