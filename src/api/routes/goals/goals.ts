import { z } from 'zod';
import {
  addGoal,
  type Goal as ClientGoal,
  changeGoal,
  type GoalTerms,
  getClient,
  listGoals,
  removeGoal,
} from '../../../clients/index.ts';
import { accountKey, boundAdAccounts, currenciesOf } from '../../../connect/index.ts';
import { goalProgress, usualAttribution } from '../../../facts/index.ts';
import { isMetric } from '../../../facts/metrics.ts';
import type { Context } from '../../../foundation/db/index.ts';
import { type ClientId, dayOf, Fault, parseDay, startOf } from '../../../foundation/kit/index.ts';
import { goal, goalChange, goalList, goalRequest, goalStory } from '../../contract/goals.ts';
import { pageQuery } from '../../contract/people.ts';
import type { Goal, GoalList, GoalStory } from '../../contract.ts';
import { presentGoal, presentGoalDays } from '../../present/goals.ts';
import { newestFirst, pageOf } from '../../present/page.ts';
import { clientOf, type Route, route } from '../../route.ts';
import { idIn, pageAsked } from '../people/shared.ts';

const progressOf = async (ctx: Context, clientId: ClientId, goals: readonly ClientGoal[]) => {
  const [client, currencies] = await Promise.all([
    getClient(ctx, { clientId }),
    currenciesOf(ctx, { clientIds: [clientId] }),
  ]);
  // Counted as the workspace counts unless asked otherwise, so that both show the same number.
  const { windows, reportTimes } = client.settings;
  const attribution = {
    window: windows[0] ?? usualAttribution.window,
    reportTime: reportTimes[0] ?? usualAttribution.reportTime,
  };
  const progress = await goalProgress(ctx, { clientId, goals, today: dayOf(ctx.clock.now()), attribution });
  return { client, currencies, progress };
};

const storyOf = async (ctx: Context, clientId: ClientId, found: ClientGoal): Promise<GoalStory> => {
  const { progress, currencies } = await progressOf(ctx, clientId, [found]);
  const [first] = progress;
  if (first === undefined) throw new Fault('CLIENTS_GOAL_MISSING', 'missing', 'There is no such goal.');
  const currency = currencies.get(accountKey(clientId, found.account));
  return { goal: presentGoal(found, first, currency), days: presentGoalDays(first) };
};

const presented = async (ctx: Context, clientId: ClientId, found: ClientGoal): Promise<Goal> =>
  (await storyOf(ctx, clientId, found)).goal;

// Which metrics and accounts there are is known in rooms that the one of the clients does not see.
const checkNames = async (ctx: Context, clientId: ClientId, terms: Partial<GoalTerms>): Promise<void> => {
  if (terms.metric !== undefined && !isMetric(terms.metric)) {
    throw new Fault('CLIENTS_GOAL_METRIC_INVALID', 'invalid', 'There is no such metric.', {
      facts: { field: 'metric' },
    });
  }
  if (terms.account === undefined) return;
  const accounts = await boundAdAccounts(ctx, { clientId });
  if (!accounts.some((each) => each.adAccountId === terms.account)) {
    throw new Fault('CLIENTS_GOAL_ACCOUNT_INVALID', 'invalid', 'That is no ad account of this client.', {
      facts: { field: 'account' },
    });
  }
};

const list = route({
  method: 'GET',
  path: '/clients/:clientId/goals',
  summary: 'Budgets and results agreed with the client, and how far each has come; those that begin last first',
  action: 'facts.read',
  query: pageQuery,
  answer: goalList,
  run: async ({ ctx }, asked): Promise<GoalList> => {
    const clientId = clientOf(asked);
    const [goals, accounts] = await Promise.all([listGoals(ctx, { clientId }), boundAdAccounts(ctx, { clientId })]);
    const keyOf = (each: ClientGoal) => newestFirst(startOf(each.from), each.goalId);
    const { items, next } = pageOf(goals, pageAsked(asked), keyOf);
    const { client, currencies, progress } = await progressOf(ctx, clientId, items);
    const byId = new Map(progress.map((each) => [each.goalId, each]));
    const currencyOf = (account: string) => currencies.get(accountKey(clientId, account));
    return {
      client: { id: String(clientId), name: client.name },
      accounts: accounts.map(({ adAccountId: id }) => ({ id, currency: currencyOf(id) ?? null })),
      items: items.flatMap((each) => {
        const found = byId.get(each.goalId);
        return found === undefined ? [] : [presentGoal(each, found, currencyOf(each.account))];
      }),
      next,
    };
  },
});

const read = route({
  method: 'GET',
  path: '/clients/:clientId/goals/:goalId',
  summary: 'One goal day by day: its plan, and what came of it',
  action: 'facts.read',
  answer: goalStory,
  run: async ({ ctx }, asked): Promise<GoalStory> => {
    const clientId = clientOf(asked);
    const goalId = idIn(asked, 'goalId');
    const found = (await listGoals(ctx, { clientId })).find((each) => each.goalId === goalId);
    if (found === undefined) throw new Fault('CLIENTS_GOAL_MISSING', 'missing', 'There is no such goal.');
    return storyOf(ctx, clientId, found);
  },
});

const add = route({
  method: 'POST',
  path: '/clients/:clientId/goals',
  summary: 'Set a goal; budgets of one account share no day',
  action: 'goals.manage',
  body: goalRequest,
  answer: goal,
  run: async ({ ctx }, asked): Promise<Goal> => {
    const clientId = clientOf(asked);
    const { account, metric, kind, from, to, target } = asked.body;
    const terms = { account, metric, kind, from: parseDay(from), to: parseDay(to), target: BigInt(target) };
    await checkNames(ctx, clientId, terms);
    return presented(ctx, clientId, await addGoal(ctx, { clientId, terms }));
  },
});

const change = route({
  method: 'PATCH',
  path: '/clients/:clientId/goals/:goalId',
  summary: 'Change a goal; what is left out stays',
  action: 'goals.manage',
  body: goalChange,
  answer: goal,
  run: async ({ ctx }, asked): Promise<Goal> => {
    const clientId = clientOf(asked);
    const { target, account, metric, kind, from, to } = asked.body;
    const terms: Partial<GoalTerms> = {
      ...(target === undefined ? {} : { target: BigInt(target) }),
      ...(account === undefined ? {} : { account }),
      ...(metric === undefined ? {} : { metric }),
      ...(kind === undefined ? {} : { kind }),
      ...(from === undefined ? {} : { from: parseDay(from) }),
      ...(to === undefined ? {} : { to: parseDay(to) }),
    };
    await checkNames(ctx, clientId, terms);
    return presented(ctx, clientId, await changeGoal(ctx, { clientId, goalId: idIn(asked, 'goalId'), terms }));
  },
});

const remove = route({
  method: 'DELETE',
  path: '/clients/:clientId/goals/:goalId',
  summary: 'Remove a goal',
  action: 'goals.manage',
  answer: z.undefined(),
  run: async ({ ctx }, asked) => {
    await removeGoal(ctx, { clientId: clientOf(asked), goalId: idIn(asked, 'goalId') });
    return undefined;
  },
});

/** Budgets and results of a client. @personal none */
export const goalRoutes: readonly Route[] = [list, read, add, change, remove];
