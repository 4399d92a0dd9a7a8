import { record } from '../../foundation/audit/index.ts';
import { type Context, roomDb, type Tx, withClient, withClients } from '../../foundation/db/index.ts';
import { type ClientId, type Day, Fault, uuidv7 } from '../../foundation/kit/index.ts';
import { checkDays } from '../settings/check-days.ts';
import type { Goal, GoalTerms } from '../shapes.ts';
import { clientsTables } from '../tables.ts';

/** A client has a handful; every one is looked at on each visit, so there is an end to it. */
const GOALS_MAX = 200;

type Row = {
  goal_id: string;
  account: string;
  metric: string;
  kind: Goal['kind'];
  from_day: Goal['from'];
  to_day: Goal['to'];
  target_millionths: bigint;
};

const goalOf = (row: Row): Goal => ({
  goalId: row.goal_id,
  account: row.account,
  metric: row.metric,
  kind: row.kind,
  from: row.from_day,
  to: row.to_day,
  target: row.target_millionths,
});

const goalsOf = async (tx: Tx, clientIds: readonly ClientId[]): Promise<Goal[]> => {
  const rows = await roomDb(tx, clientsTables)
    .selectFrom('client_goals')
    .select(['goal_id', 'account', 'metric', 'kind', 'from_day', 'to_day', 'target_millionths'])
    .where('client_id', 'in', [...clientIds])
    .orderBy('from_day', 'desc')
    .orderBy('goal_id')
    .execute();
  return rows.map(goalOf);
};

/**
 * A client's goals, those that begin last first.
 *
 * @unit target millionths of the metric's unit
 * @source client_goals
 * @cost one query
 * @personal none
 */
export const listGoals = (ctx: Context, input: { clientId: ClientId }): Promise<Goal[]> =>
  withClients(ctx.db, { actor: ctx.actor, clientIds: [input.clientId] }, (tx) => goalsOf(tx, [input.clientId]));

/**
 * Goals of many clients whose period shares days with the given ones, each with its client; of one client those that begin
 * last first.
 *
 * @unit target millionths of the metric's unit
 * @source client_goals
 * @cost one query, whatever the number of clients
 * @personal none
 */
export const goalsBetween = async (
  ctx: Context,
  input: { clientIds: readonly ClientId[]; from: Day; to: Day },
): Promise<{ readonly clientId: ClientId; readonly goal: Goal }[]> => {
  if (input.clientIds.length === 0) return [];
  const { actor } = ctx;
  const rows = await withClients(ctx.db, { actor, clientIds: input.clientIds }, (tx) =>
    roomDb(tx, clientsTables)
      .selectFrom('client_goals')
      .select(['client_id', 'goal_id', 'account', 'metric', 'kind', 'from_day', 'to_day', 'target_millionths'])
      .where('client_id', 'in', [...input.clientIds])
      .where('from_day', '<=', input.to)
      .where('to_day', '>=', input.from)
      .orderBy('client_id')
      .orderBy('from_day', 'desc')
      .orderBy('goal_id')
      .execute(),
  );
  return rows.map((row) => ({ clientId: row.client_id, goal: goalOf(row) }));
};

const refuse = (code: string, field: string, message: string): Fault =>
  new Fault(code, 'invalid', message, { facts: { field } });

const INT8_MAX = 2n ** 63n - 1n;

const checkTerms = (terms: GoalTerms): void => {
  checkDays(terms);
  if (terms.target <= 0n || terms.target > INT8_MAX) {
    throw refuse('CLIENTS_GOAL_TARGET_INVALID', 'target', 'A target is more than zero.');
  }
  // Money is what one has a budget of; how much of something else is to come of it is a result.
  if ((terms.kind === 'budget' && terms.metric !== 'spend') || !/^[a-z0-9-]{1,60}$/.test(terms.metric)) {
    throw refuse('CLIENTS_GOAL_METRIC_INVALID', 'metric', 'A budget is about spend.');
  }
  if (!/^\d{1,20}$/.test(terms.account)) {
    throw refuse('CLIENTS_GOAL_ACCOUNT_INVALID', 'account', 'That is no ad account.');
  }
};

// One change of a client's goals at a time: two budgets that overlap could otherwise both pass the look before.
const othersLocked = async (tx: Tx, clientId: ClientId): Promise<Goal[]> => {
  const client = await roomDb(tx, clientsTables)
    .selectFrom('clients')
    .select('client_id')
    .where('client_id', '=', clientId)
    .forUpdate()
    .executeTakeFirst();
  if (client === undefined) throw new Fault('CLIENTS_MISSING', 'missing', 'There is no such client.');
  return goalsOf(tx, [clientId]);
};

const refuseOverlap = (terms: GoalTerms, others: readonly Goal[]): void => {
  if (terms.kind !== 'budget') return;
  const other = others.find(
    (each) =>
      each.kind === 'budget' &&
      each.account === terms.account &&
      each.metric === terms.metric &&
      each.from <= terms.to &&
      each.to >= terms.from,
  );
  if (other === undefined) return;
  // The field to change is the day that reaches into the other one.
  const field = terms.from >= other.from ? 'from' : 'to';
  throw new Fault('CLIENTS_GOAL_OVERLAPS', 'invalid', 'Two budgets overlap.', {
    facts: { field, goalId: other.goalId, from: other.from, to: other.to },
  });
};

const columnsOf = (terms: GoalTerms) => ({
  account: terms.account,
  metric: terms.metric,
  kind: terms.kind,
  from_day: terms.from,
  to_day: terms.to,
  target_millionths: terms.target,
});

const factsOf = ({ account, metric, kind, from, to, target }: GoalTerms) => ({
  ...{ account, metric, kind, from, to },
  target: target.toString(),
});

/**
 * Adds a goal and gives it with its id.
 *
 * @throws CLIENTS_MISSING, CLIENTS_DAYS_INVALID, CLIENTS_GOAL_TARGET_INVALID, CLIENTS_GOAL_METRIC_INVALID,
 * CLIENTS_GOAL_ACCOUNT_INVALID, CLIENTS_GOAL_OVERLAPS when a budget of the account shares days with another, all naming the
 * field; CLIENTS_GOALS_TOO_MANY
 * @personal none
 */
export const addGoal = async (ctx: Context, input: { clientId: ClientId; terms: GoalTerms }): Promise<Goal> => {
  const { clientId, terms } = input;
  checkTerms(terms);
  return withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    const others = await othersLocked(tx, clientId);
    if (others.length >= GOALS_MAX) throw new Fault('CLIENTS_GOALS_TOO_MANY', 'invalid', 'There are too many goals.');
    refuseOverlap(terms, others);
    const now = ctx.clock.now();
    const goalId = uuidv7(now.getTime());
    await roomDb(tx, clientsTables)
      .insertInto('client_goals')
      .values({ client_id: clientId, goal_id: goalId, ...columnsOf(terms), added_at: now, changed_at: now })
      .execute();
    const entry = { action: 'clients.goal-added', clientId, actor: ctx.actor, subject: goalId };
    await record(tx, { ...entry, facts: factsOf(terms) });
    return { ...terms, goalId };
  });
};

const missing = (): Fault => new Fault('CLIENTS_GOAL_MISSING', 'missing', 'There is no such goal.');

/**
 * Changes some of what a goal says; what is left out stays.
 *
 * @throws CLIENTS_GOAL_MISSING, and what `addGoal` throws
 * @personal none
 */
export const changeGoal = (
  ctx: Context,
  input: { clientId: ClientId; goalId: string; terms: Partial<GoalTerms> },
): Promise<Goal> => {
  const { clientId, goalId } = input;
  return withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    const goals = await othersLocked(tx, clientId);
    const before = goals.find((each) => each.goalId === goalId);
    if (before === undefined) throw missing();
    const goal: Goal = { ...before, ...input.terms, goalId };
    checkTerms(goal);
    refuseOverlap(
      goal,
      goals.filter((each) => each.goalId !== goalId),
    );
    await roomDb(tx, clientsTables)
      .updateTable('client_goals')
      .set({ ...columnsOf(goal), changed_at: ctx.clock.now() })
      .where('client_id', '=', clientId)
      .where('goal_id', '=', goalId)
      .execute();
    const entry = { action: 'clients.goal-changed', clientId, actor: ctx.actor, subject: goalId };
    await record(tx, { ...entry, facts: factsOf(goal) });
    return goal;
  });
};

/** Removes a goal. @throws CLIENTS_GOAL_MISSING @personal none */
export const removeGoal = (ctx: Context, input: { clientId: ClientId; goalId: string }): Promise<void> => {
  const { clientId, goalId } = input;
  return withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    const removed = await roomDb(tx, clientsTables)
      .deleteFrom('client_goals')
      .where('client_id', '=', clientId)
      .where('goal_id', '=', goalId)
      .returning('goal_id')
      .executeTakeFirst();
    if (removed === undefined) throw missing();
    await record(tx, { action: 'clients.goal-removed', clientId, actor: ctx.actor, subject: goalId });
  });
};
