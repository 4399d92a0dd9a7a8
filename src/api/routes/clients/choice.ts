import { z } from 'zod';
import {
  boundAdAccounts,
  chooseAdAccounts,
  type GateContext,
  reachableAdAccounts,
  viewConnection,
} from '../../../connect/index.ts';
import { type AdAccountId, asFault, type ClientId } from '../../../foundation/kit/index.ts';
import { reveal } from '../../../foundation/privacy/index.ts';
import { type AccountChoice, accountChoice, accountChoiceRequest } from '../../contract/data.ts';
import { clientOf, type Route, route } from '../../route.ts';

// A person may choose by id when Pinterest gives no names now, and a key is never shown a name.
const namesFor = async (ctx: GateContext, clientId: ClientId): Promise<ReadonlyMap<string, string | null>> => {
  try {
    const { adAccounts } = reveal(await viewConnection(ctx, { clientId }), 'page-opened-by-a-person');
    return new Map(adAccounts.map((each) => [each.adAccountId, each.name]));
  } catch (error) {
    const fault = asFault(error);
    if (fault.kind === 'bug') throw fault;
    ctx.log.info('api.names-unknown', { clientId, code: fault.code });
    return new Map();
  }
};

const read = route({
  method: 'GET',
  path: '/clients/:clientId/connection/accounts',
  summary: 'The ad accounts the consent reaches, asked live for whoever chooses among them; nothing of it is stored',
  action: 'connect.manage',
  answer: accountChoice,
  run: async ({ ctx }, asked): Promise<AccountChoice> => {
    const clientId = clientOf(asked);
    const reachable = await reachableAdAccounts(ctx, { clientId });
    const [names, bound] = await Promise.all([namesFor(ctx, clientId), boundAdAccounts(ctx, { clientId })]);
    asked.reply.header('cache-control', 'no-store');
    return {
      items: reachable.map((each) => ({
        id: each.adAccountId,
        name: names.get(each.adAccountId) ?? null,
        currency: each.currency,
        country: each.country,
        isOwned: each.isOwned,
        isChosen: bound.some(({ adAccountId }) => adAccountId === each.adAccountId),
      })),
    };
  },
});

const choose = route({
  method: 'POST',
  path: '/clients/:clientId/connection/accounts',
  summary: 'Choose the client’s ad accounts among those the consent reaches; the rest is stored nowhere',
  action: 'connect.manage',
  body: accountChoiceRequest,
  answer: z.undefined(),
  run: async ({ ctx }, asked) => {
    const adAccountIds = asked.body.accounts.map((id) => id as AdAccountId);
    await chooseAdAccounts(ctx, { clientId: clientOf(asked), adAccountIds });
    return undefined;
  },
});

/** Choosing a client's ad accounts. @personal names of ad accounts, live, for the person who chooses */
export const choiceRoutes: readonly Route[] = [read, choose];
