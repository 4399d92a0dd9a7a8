import { record } from '../../foundation/audit/index.ts';
import { type Context, roomDb, type Tx, withClient, withClients } from '../../foundation/db/index.ts';
import { type ClientId, type Day, Fault, type Micros, monthOf } from '../../foundation/kit/index.ts';
import type { Fee } from '../shapes.ts';
import { clientsTables } from '../tables.ts';

const ALL_MILLIONTHS = 1_000_000;
// A thousand million of any currency a month is a slip of the pen; the table refuses more too.
const FIXED_MAX = 1_000_000_000_000_000n;
// Twenty years of a new agreement each month, over a handful of accounts.
const FEES_MAX = 500;

const feesOf = async (tx: Tx, clientId: ClientId, account: string | undefined): Promise<Fee[]> => {
  let query = roomDb(tx, clientsTables)
    .selectFrom('client_fees')
    .select(['account', 'from_month', 'share_millionths', 'fixed_micros'])
    .where('client_id', '=', clientId);
  if (account !== undefined) query = query.where('account', '=', account);
  const rows = await query.orderBy('account').orderBy('from_month').execute();
  return rows.map((row) => ({
    account: row.account,
    from: row.from_month,
    shareMillionths: row.share_millionths,
    fixed: row.fixed_micros as Micros,
  }));
};

/**
 * What was agreed about the agency's fee, of all ad accounts of a client or of one, the earliest month of each first. A
 * line holds from its month until the next one of the same account.
 *
 * @unit shareMillionths millionths of media cost; fixed micros of the account's currency a month
 * @source client_fees
 * @personal none
 */
export const listFees = (ctx: Context, input: { clientId: ClientId; account?: string }): Promise<Fee[]> =>
  withClients(ctx.db, { actor: ctx.actor, clientIds: [input.clientId] }, (tx) =>
    feesOf(tx, input.clientId, input.account),
  );

const refuse = (field: string, message: string): Fault =>
  new Fault('CLIENTS_FEE_INVALID', 'invalid', message, { facts: { field } });

const checkFee = ({ account, from, shareMillionths, fixed }: Fee): void => {
  if (!/^\d{1,20}$/.test(account)) throw refuse('account', 'That is no ad account.');
  if (monthOf(from) !== from) throw refuse('from', 'A fee holds from the first day of a month.');
  if (!Number.isInteger(shareMillionths) || shareMillionths < 0 || shareMillionths > ALL_MILLIONTHS) {
    throw refuse('shareMillionths', 'A share is 0 to 1000000 millionths.');
  }
  if (fixed < 0n || fixed > FIXED_MAX) throw refuse('fixed', 'A fixed amount is zero or more.');
};

/**
 * Sets what is agreed for an ad account from a month on; what stood there for that month is replaced. The audit trail keeps
 * every agreement that was ever set.
 *
 * @throws CLIENTS_FEE_INVALID naming the field, CLIENTS_FEES_TOO_MANY
 * @personal none
 */
export const setFee = async (ctx: Context, input: { clientId: ClientId; fee: Fee }): Promise<void> => {
  const { clientId, fee } = input;
  checkFee(fee);
  await withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    const others = await feesOf(tx, clientId, undefined);
    if (others.length >= FEES_MAX)
      throw new Fault('CLIENTS_FEES_TOO_MANY', 'invalid', 'There are too many agreements.');
    const values = {
      share_millionths: fee.shareMillionths,
      fixed_micros: fee.fixed,
      changed_at: ctx.clock.now(),
    };
    await roomDb(tx, clientsTables)
      .insertInto('client_fees')
      .values({ client_id: clientId, account: fee.account, from_month: fee.from, ...values })
      .onConflict((conflict) => conflict.columns(['client_id', 'account', 'from_month']).doUpdateSet(values))
      .execute();
    const facts = {
      account: fee.account,
      from: fee.from,
      shareMillionths: fee.shareMillionths,
      fixedMicros: fee.fixed.toString(),
    };
    await record(tx, { action: 'clients.fee-set', clientId, actor: ctx.actor, facts });
  });
};

/** Takes the agreement of a month away: the one before it holds on. @throws CLIENTS_FEE_MISSING @personal none */
export const removeFee = (ctx: Context, input: { clientId: ClientId; account: string; from: Day }): Promise<void> => {
  const { clientId, account, from } = input;
  return withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    const removed = await roomDb(tx, clientsTables)
      .deleteFrom('client_fees')
      .where('client_id', '=', clientId)
      .where('account', '=', account)
      .where('from_month', '=', from)
      .returning('account')
      .executeTakeFirst();
    if (removed === undefined) throw new Fault('CLIENTS_FEE_MISSING', 'missing', 'There is no such agreement.');
    await record(tx, { action: 'clients.fee-removed', clientId, actor: ctx.actor, facts: { account, from } });
  });
};
