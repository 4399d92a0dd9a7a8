import { z } from 'zod';
import { type Fee, listFees, removeFee, setFee } from '../../../clients/index.ts';
import { accountKey, boundAdAccounts, currenciesOf, type GateContext } from '../../../connect/index.ts';
import { type AgencyFee, agencyFee, type Cost } from '../../../facts/index.ts';
import { type ClientId, daysBetween, Fault, isFault, micros, parseDay } from '../../../foundation/kit/index.ts';
import {
  type Costs,
  type Cost as CostTold,
  costs,
  type FeeAgreement,
  type FeeList,
  feeList,
  feeRequest,
} from '../../contract/costs.ts';
import { clientOf, type Route, route } from '../../route.ts';
import { figuresQuery, readQuestion } from '../figures/question.ts';

const agreementOf = ({ account, from, shareMillionths, fixed }: Fee): FeeAgreement => ({
  account,
  from,
  shareMillionths,
  fixed: fixed.toString(),
});

const listOf = async (ctx: GateContext, clientId: ClientId): Promise<FeeList> => {
  const [fees, accounts, currencies] = await Promise.all([
    listFees(ctx, { clientId }),
    boundAdAccounts(ctx, { clientId }),
    currenciesOf(ctx, { clientIds: [clientId] }),
  ]);
  return {
    accounts: accounts.map(({ adAccountId: id }) => ({
      id,
      currency: currencies.get(accountKey(clientId, id)) ?? null,
    })),
    items: fees.map(agreementOf),
  };
};

const list = route({
  method: 'GET',
  path: '/clients/:clientId/fees',
  summary: 'What was agreed about the agency’s fee, by ad account and from which month on',
  action: 'clients.read',
  answer: feeList,
  run: async ({ ctx }, asked): Promise<FeeList> => listOf(ctx, clientOf(asked)),
});

const set = route({
  method: 'PUT',
  path: '/clients/:clientId/fees',
  summary: 'Set the fee of an ad account from a month on; nothing in both ends it',
  action: 'clients.manage',
  body: feeRequest,
  answer: feeList,
  run: async ({ ctx }, asked): Promise<FeeList> => {
    const clientId = clientOf(asked);
    const { account, from, shareMillionths, fixed } = asked.body;
    const accounts = await boundAdAccounts(ctx, { clientId });
    if (!accounts.some((each) => each.adAccountId === account)) {
      throw new Fault('CLIENTS_FEE_INVALID', 'invalid', 'That is no ad account of this client.', {
        facts: { field: 'account' },
      });
    }
    await setFee(ctx, { clientId, fee: { account, from: parseDay(from), shareMillionths, fixed: micros(fixed) } });
    return listOf(ctx, clientId);
  },
});

const remove = route({
  method: 'DELETE',
  path: '/clients/:clientId/fees/:account/:from',
  summary: 'Take the agreement of a month away: the one before it holds on',
  action: 'clients.manage',
  answer: z.undefined(),
  run: async ({ ctx }, asked) => {
    const { account = '', from = '' } = asked.params;
    await removeFee(ctx, { clientId: clientOf(asked), account, from: parseDay(from) });
    return undefined;
  },
});

const costOf = ({ amount, perThousand, perClick }: Cost): CostTold => ({
  amount: amount?.toString() ?? null,
  perThousand: perThousand ?? null,
  perClick: perClick ?? null,
});

const unknown: Cost = { amount: undefined, perThousand: undefined, perClick: undefined };
const nothing: AgencyFee = { agreed: [], daysIn: 0, media: unknown, fee: unknown, parts: undefined };

const query = figuresQuery.pick({ account: true, period: true, from: true, to: true });

const beside = route({
  method: 'GET',
  path: '/clients/:clientId/costs',
  summary: 'Media cost and agency fee of a period beside each other: absolute, per thousand impressions and per click',
  action: 'facts.read',
  query,
  answer: costs,
  run: async ({ ctx }, asked): Promise<Costs> => {
    const { about, period } = await readQuestion(ctx, asked);
    const { account, currency } = about;
    const found =
      account === null
        ? nothing
        : await agencyFee(ctx, { clientId: clientOf(asked), account, period }).catch((error: unknown) => {
            // Connected a moment ago: the ledger does not know the account yet, so no day is in.
            if (isFault(error, 'FACTS_ENTITY_MISSING')) return nothing;
            throw error;
          });
    return {
      account,
      currency,
      period,
      days: daysBetween(period.from, period.to) + 1,
      daysIn: found.daysIn,
      media: costOf(found.media),
      fee: found.agreed.length === 0 ? null : costOf(found.fee),
      parts:
        found.agreed.length === 0 || found.parts === undefined
          ? null
          : { share: found.parts.share.toString(), fixed: found.parts.fixed.toString() },
      agreed: found.agreed.map(agreementOf),
    };
  },
});

/** The agency's fee: what was agreed, and what it comes to beside media cost. @personal none */
export const feeRoutes: readonly Route[] = [list, set, remove, beside];
