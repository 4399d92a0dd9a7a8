import type { AdAccountId, ClientId } from '../../foundation/kit/index.ts';
import { Fault } from '../../foundation/kit/index.ts';
import type { Personal } from '../../foundation/privacy/index.ts';
import { getUserAccountPersonal, listAdAccountNames } from '../../pinterest/read.ts';
import type { GateContext } from '../gate/open-gate.ts';
import type { ClientSession } from '../shapes.ts';
import { sessionFor } from '../tokens/session-for.ts';

/** What Pinterest shows of the account behind a connection, for the page a person has opened. */
export type ConnectionView = {
  readonly username: string | null;
  readonly businessName: string | null;
  /** Every ad account the consent reaches, with the name Pinterest shows; null where it shows none. */
  readonly adAccounts: readonly { readonly adAccountId: AdAccountId; readonly name: string | null }[];
};

const KEY = 'connection-view';

const ask = async ({ pinterest, session }: ClientSession): Promise<ConnectionView> => {
  const account = await getUserAccountPersonal(pinterest, session, {});
  const adAccounts: { adAccountId: AdAccountId; name: string | null }[] = [];
  for await (const page of listAdAccountNames(pinterest, session, { includeShared: true })) {
    for (const each of page)
      adAccounts.push({ adAccountId: each.id as AdAccountId, name: each.name?.reveal() ?? null });
  }
  return {
    username: account.username?.reveal() ?? null,
    businessName: account.business_name?.reveal() ?? null,
    adAccounts,
  };
};

/**
 * The names behind a connection, asked live when a person opens its page, and held in this process's memory for 15 minutes
 * at most. Only a signed-in person can ask; no job, schedule, key or command line can. Nothing of it may be written.
 *
 * @throws CONNECT_PERSON_ONLY, CONNECT_NOT_CONNECTED, CONNECT_RECONNECT_NEEDED, and Pinterest's faults
 * @personal pinterest.account: user name, business name, names of ad accounts; wrapped, see `reveal` of privacy
 */
export const viewConnection = async (
  ctx: GateContext,
  input: { clientId: ClientId },
): Promise<Personal<ConnectionView>> => {
  if (ctx.actor.kind !== 'user') {
    throw new Fault('CONNECT_PERSON_ONLY', 'forbidden', 'Names from Pinterest are shown to a person only.');
  }
  // Asked first, so that what is held of an ended connection is not shown any more.
  const session = await sessionFor(ctx, input);
  const held = ctx.gate.views.recall({ clientId: input.clientId, key: KEY });
  if (held !== undefined) return held as Personal<ConnectionView>;
  return ctx.gate.views.remember({ clientId: input.clientId, key: KEY }, await ask(session));
};
