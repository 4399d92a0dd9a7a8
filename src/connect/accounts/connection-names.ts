import { asFault, type ClientId, type Secret } from '../../foundation/kit/index.ts';
import { getUserAccountPersonal, listAdAccountNames } from '../../pinterest/read.ts';
import type { GateContext } from '../gate/open-gate.ts';
import { sessionFor } from '../tokens/session-for.ts';

/** Names as Pinterest shows them now, wrapped; undefined where Pinterest gives none. */
export type ConnectionNames = {
  readonly userName: Secret | undefined;
  readonly accountNames: ReadonlyMap<string, Secret>;
};

const noNames: ConnectionNames = { userName: undefined, accountNames: new Map() };

const ask = async (ctx: GateContext, clientId: ClientId): Promise<ConnectionNames> => {
  const { pinterest, session } = await sessionFor(ctx, { clientId });
  const user = await getUserAccountPersonal(pinterest, session, {});
  const accountNames = new Map<string, Secret>();
  for await (const page of listAdAccountNames(pinterest, session, { includeShared: true })) {
    for (const { id, name } of page) if (name !== null) accountNames.set(id, name);
  }
  return { userName: user.business_name ?? user.username ?? undefined, accountNames };
};

/**
 * The names behind a connection, asked of Pinterest for the page a person is looking at. They are kept nowhere: not in the
 * database, not in a log, not after the answer. When Pinterest does not answer now, there are no names.
 * @source openapi ops user_account/get, ad_accounts/list
 * @cost two calls
 * @personal name of the Pinterest user and of ad accounts, wrapped; reveal them in the answer and nowhere else
 */
export const connectionNames = async (ctx: GateContext, input: { clientId: ClientId }): Promise<ConnectionNames> => {
  try {
    return await ask(ctx, input.clientId);
  } catch (error) {
    const fault = asFault(error);
    if (fault.kind === 'bug') throw fault;
    ctx.log.info('connect.names-unknown', { clientId: input.clientId, code: fault.code });
    return noNames;
  }
};
