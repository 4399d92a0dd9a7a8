import { secret } from '../../src/foundation/kit/index.ts';
import { type OperationId, operationsById } from '../../src/pinterest/contract.ts';
import { createPinterest, type FetchInit, type Pinterest, type Session } from '../../src/pinterest/index.ts';
import { smallBudget } from '../kit/pinterest.ts';
import type { SandboxUser, TestSandbox } from '../kit/sandbox.ts';
import type { Exchange } from './description.ts';

/** Everything a case plays with: a sandbox, the client on it, and a record of what went over the wire. */
export type Stage = {
  readonly sandbox: TestSandbox;
  readonly pinterest: Pinterest;
  readonly session: Session;
  readonly user: SandboxUser;
  /** What was sent to `/v5` and answered since the last time it was taken. */
  readonly takeExchanges: () => Exchange[];
  /** A recorded call without the client, for what the client would never send. */
  readonly raw: (method: string, path: string, more?: RawCall) => Promise<number>;
};

/** What a recorded call carries besides its address: JSON or a form, another token or the app's own name and secret. */
export type RawCall = { token?: string; body?: unknown; form?: Record<string, string>; basic?: boolean };

/** One way to use an operation. */
export type Case = {
  readonly operation: OperationId;
  /** The door function it uses; every door function needs a case. */
  readonly door: string;
  readonly title?: string;
  readonly run: (stage: Stage) => Promise<unknown>;
};

const textOf = (body: FetchInit['body']): string | undefined => (typeof body === 'string' ? body : undefined);

const recorder = (api: string) => {
  let exchanges: Exchange[] = [];
  const send = async (address: string, init: FetchInit): Promise<Response> => {
    const response = await fetch(address, init);
    // Uploads and report files go to other hosts, of which the description says nothing.
    if (!address.startsWith(`${api}/`)) return response;
    const headers = new Headers(init.headers);
    exchanges.push({
      method: init.method,
      url: new URL(address),
      requestType: headers.get('content-type') ?? undefined,
      requestBody: textOf(init.body),
      status: response.status,
      answerType: response.headers.get('content-type') ?? undefined,
      answerBody: await response.clone().text(),
    });
    return response;
  };
  const take = (): Exchange[] => {
    const taken = exchanges;
    exchanges = [];
    return taken;
  };
  return { send, take };
};

const BASIC = `Basic ${Buffer.from('1477000:app-secret-of-tests').toString('base64')}`;

const typeOf = (call: RawCall): Record<string, string> => {
  if (call.form) return { 'content-type': 'application/x-www-form-urlencoded' };
  return call.body === undefined ? {} : { 'content-type': 'application/json' };
};

const contentOf = (call: RawCall): { body?: string } => {
  if (call.form) return { body: new URLSearchParams(call.form).toString() };
  return call.body === undefined ? {} : { body: JSON.stringify(call.body) };
};

/** Builds a stage on a sandbox, in the name of one of its users. */
export const createStage = async (sandbox: TestSandbox, user: SandboxUser): Promise<Stage> => {
  const { send, take } = recorder(sandbox.api);
  const { access } = await sandbox.consent({ user: user.id });
  const pinterest = createPinterest(
    {
      apiUrl: sandbox.api,
      oauthUrl: `${sandbox.url}/oauth/`,
      appId: '1477000',
      appSecret: secret('app-secret-of-tests'),
      tier: 'standard',
      retry: { attempts: 1, baseMs: 1 },
    },
    {
      fetch: send,
      budget: smallBudget(),
      journal: { record: () => undefined },
      clock: { now: () => new Date(performance.timeOrigin + performance.now()) },
    },
  );
  return {
    sandbox,
    pinterest,
    session: { budgetKey: user.id, accessToken: async () => secret(access) },
    user,
    takeExchanges: take,
    raw: async (method, path, more = {}) => {
      const bearer = `Bearer ${more.token ?? access}`;
      const response = await send(`${sandbox.api}${path}`, {
        method,
        headers: { authorization: more.basic ? BASIC : bearer, ...typeOf(more) },
        ...contentOf(more),
        redirect: 'manual',
      });
      return response.status;
    },
  };
};

/** An address of the operation in which every id is one that nobody has. */
export const strangeAddress = (operation: OperationId): string =>
  operationsById[operation].path
    .replace('{region}', 'NL%2BBE%2BLU')
    .replace('{trend_type}', 'growing')
    .replace(/\{\w+\}/g, '999999999999');

/** All pages of a list in one. */
export const gathered = async <Item>(pages: AsyncIterable<readonly Item[]>): Promise<Item[]> => {
  const all: Item[] = [];
  for await (const page of pages) all.push(...page);
  return all;
};

/** The first of a list. @throws Error when the world has none, so that a case never passes on nothing */
export const firstOf = <Item>(list: readonly Item[]): Item => {
  const [first] = list;
  if (first === undefined) throw new Error('the world of the contract has none of these');
  return first;
};
