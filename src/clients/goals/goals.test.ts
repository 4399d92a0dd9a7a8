import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { testDatabase } from '../../../test/kit/index.ts';
import { addDays, eachDay, isFault, parseDay } from '../../foundation/kit/index.ts';
import { addClient } from '../roster/add-client.ts';
import type { GoalTerms } from '../shapes.ts';
import { addGoal, changeGoal, listGoals, removeGoal } from './goals.ts';

const database = await testDatabase({ after });
const ctx = database.context({ kind: 'cli', name: 'test' });
const aClient = () => addClient(ctx, { name: 'Doel', kind: 'legal_person', locale: 'nl', zone: 'Europe/Amsterdam' });

const june: GoalTerms = {
  account: '549755885175',
  metric: 'spend',
  kind: 'budget',
  from: parseDay('2026-06-01'),
  to: parseDay('2026-06-30'),
  target: 3_000_000_000n,
};

const refusal = (code: string, field: string) => (error: unknown) =>
  isFault(error, code) && error.facts.field === field;

test('a goal is added, changed and removed, and the trail says by whom and what it then said', async () => {
  const clientId = await aClient();
  const { goalId } = await addGoal(ctx, { clientId, terms: june });
  assert.deepEqual(await listGoals(ctx, { clientId }), [{ ...june, goalId }]);
  await changeGoal(ctx, { clientId, goalId, terms: { target: 3_500_000_000n } });
  assert.deepEqual(await listGoals(ctx, { clientId }), [{ ...june, goalId, target: 3_500_000_000n }]);
  await removeGoal(ctx, { clientId, goalId });
  assert.deepEqual(await listGoals(ctx, { clientId }), []);
  await assert.rejects(removeGoal(ctx, { clientId, goalId }), (error) => isFault(error, 'CLIENTS_GOAL_MISSING'));
  const entries = await database.admin<{ action: string; target: string | null }>(
    `select to_jsonb(p) ->> 'action' as action, facts ->> 'target' as target from audit_pending p
      where client_id = $1 and to_jsonb(p) ->> 'subject' = $2 order by entry_id`,
    [clientId, goalId],
  );
  assert.deepEqual(
    entries.map(({ action, target }) => [action, target]),
    [
      ['clients.goal-added', '3000000000'],
      ['clients.goal-changed', '3500000000'],
      ['clients.goal-removed', null],
    ],
  );
});

test('what is wrong with a goal is refused naming the field, and nothing is kept', async () => {
  const clientId = await aClient();
  const cases: [Partial<GoalTerms>, string, string][] = [
    [{ to: parseDay('2026-05-31') }, 'CLIENTS_DAYS_INVALID', 'to'],
    [{ to: parseDay('2036-05-31') }, 'CLIENTS_DAYS_INVALID', 'to'],
    [{ target: 0n }, 'CLIENTS_GOAL_TARGET_INVALID', 'target'],
    [{ target: 2n ** 63n }, 'CLIENTS_GOAL_TARGET_INVALID', 'target'],
    [{ metric: 'roas' }, 'CLIENTS_GOAL_METRIC_INVALID', 'metric'],
    [{ account: 'x' }, 'CLIENTS_GOAL_ACCOUNT_INVALID', 'account'],
  ];
  for (const [wrong, code, field] of cases) {
    await assert.rejects(addGoal(ctx, { clientId, terms: { ...june, ...wrong } }), refusal(code, field));
  }
  assert.deepEqual(await listGoals(ctx, { clientId }), []);
});

test('two budgets of an account never share a day, whichever came first; results and other accounts may', async () => {
  const clientId = await aClient();
  const { goalId } = await addGoal(ctx, { clientId, terms: june });
  const shifted = (from: string, to: string) => ({ ...june, from: parseDay(from), to: parseDay(to) });
  await assert.rejects(
    addGoal(ctx, { clientId, terms: shifted('2026-06-30', '2026-07-31') }),
    refusal('CLIENTS_GOAL_OVERLAPS', 'from'),
  );
  await assert.rejects(
    addGoal(ctx, { clientId, terms: shifted('2026-05-01', '2026-06-01') }),
    refusal('CLIENTS_GOAL_OVERLAPS', 'to'),
  );
  const july = await addGoal(ctx, { clientId, terms: shifted('2026-07-01', '2026-07-31') });
  await assert.rejects(
    changeGoal(ctx, { clientId, goalId: july.goalId, terms: { from: parseDay('2026-06-20') } }),
    refusal('CLIENTS_GOAL_OVERLAPS', 'from'),
  );
  await changeGoal(ctx, { clientId, goalId, terms: { from: parseDay('2026-06-10') } });
  await addGoal(ctx, { clientId, terms: { ...june, account: '549755885176' } });
  await addGoal(ctx, { clientId, terms: { ...june, kind: 'at-most' } });
  assert.equal((await listGoals(ctx, { clientId })).length, 4);
});

test('of budgets set at the same moment those that share a day with an earlier one are refused', async () => {
  const day = parseDay('2026-06-01');
  const stretch = fc.tuple(fc.nat(20), fc.nat(9)).map(([first, length]) => ({
    from: addDays(day, first),
    to: addDays(day, first + length),
  }));
  await fc.assert(
    fc.asyncProperty(fc.array(stretch, { minLength: 2, maxLength: 5 }), async (stretches) => {
      const clientId = await aClient();
      await Promise.allSettled(stretches.map((each) => addGoal(ctx, { clientId, terms: { ...june, ...each } })));
      const days = (await listGoals(ctx, { clientId })).flatMap(({ from, to }) => eachDay(from, to));
      assert.equal(new Set(days).size, days.length);
      assert.ok(days.length > 0);
    }),
    { numRuns: 8 },
  );
});

test('goals of another client are neither seen nor changed', async () => {
  const [own, other] = [await aClient(), await aClient()];
  const { goalId } = await addGoal(ctx, { clientId: own, terms: june });
  assert.deepEqual(await listGoals(ctx, { clientId: other }), []);
  const missing = (error: unknown) => isFault(error, 'CLIENTS_GOAL_MISSING');
  await assert.rejects(changeGoal(ctx, { clientId: other, goalId, terms: { target: 1n } }), missing);
  await assert.rejects(removeGoal(ctx, { clientId: other, goalId }), missing);
});
