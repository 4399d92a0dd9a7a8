import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { testDatabase } from '../../../test/kit/index.ts';
import { withoutClient } from '../../foundation/db/index.ts';
import { isFault } from '../../foundation/kit/index.ts';
import { rateLimits } from '../../pinterest/contract.ts';
import { openBudget } from './budget.ts';
import { allowancesFor } from './limits.ts';

const database = await testDatabase({ after });
const { clock } = database.context();

const open = (role: 'app' | 'job', tier: 'trial' | 'standard' = 'standard') =>
  openBudget({ db: database[role], clock, tier, appKey: 'the-app' });

const spentOf = async (key: string, category: string): Promise<number> => {
  const [row] = await database.admin<{ spent: number }>(
    'select coalesce((select sum(each) from unnest(spent) each), 0)::int4 as spent from connect_budget where budget_key = $1 and category = $2',
    [key, category],
  );
  return row?.spent ?? 0;
};

test('together, several processes get a minute’s calls and not one more', async () => {
  const budgets = [open('job'), open('app'), open('job')];
  const outcomes = await Promise.allSettled(
    Array.from({ length: 90 }, (_, index) => budgets[index % 3]?.take({ key: 'one', category: 'org_analytics' })),
  );
  const granted = outcomes.filter((outcome) => outcome.status === 'fulfilled').length;
  assert.ok(granted <= 60, `granted ${granted}`);
  assert.ok(granted >= 50, `granted ${granted}: more than a few lapsed`);
  const [refused] = outcomes.filter((outcome) => outcome.status === 'rejected');
  assert.ok(isFault(refused?.reason, 'CONNECT_BUDGET_SPENT'));
  const waitMs = (refused.reason.retryAt?.getTime() ?? 0) - clock.now().getTime();
  assert.ok(waitMs > 50_000 && waitMs < 70_000, `waits ${waitMs} ms`);
  for (const budget of budgets) budget.close();
});

test('a user whose minute is spent keeps no other user waiting', async () => {
  const budget = open('job');
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: 20 }, (_, index) => budget.take({ key: `user-${index}`, category: 'org_analytics' })),
  );
  await assert.rejects(budget.take({ key: 'one', category: 'org_analytics' }), (error) =>
    isFault(error, 'CONNECT_BUDGET_SPENT'),
  );
  assert.ok(performance.now() - begun < 2_500, 'the spent user was turned away at once');
  budget.close();
});

test('a process that stops turns away at once who waits for a turn and who asks for one', async () => {
  const budget = open('job');
  const taken = Array.from({ length: 70 }, () => budget.take({ key: 'stopper', category: 'org_analytics' }));
  const ends = Promise.allSettled(taken);
  await taken[0];
  const begun = performance.now();
  budget.stop();
  const waiting = (await ends).filter((outcome) => outcome.status === 'rejected');
  assert.ok(waiting.length > 0 && performance.now() - begun < 1_000);
  for (const each of waiting) assert.ok(isFault(each.reason, 'CONNECT_STOPPING') && each.reason.kind === 'limited');
  await assert.rejects(budget.take({ key: 'other', category: 'ads_read' }), (error) =>
    isFault(error, 'CONNECT_STOPPING'),
  );
  budget.close();
});

test('a pause holds that category of that user in every process, and nothing else', async () => {
  const [here, there] = [open('job'), open('app')];
  const endsAt = await here.pause({ key: 'two', category: 'ads_read', forMs: 20_000 });
  assert.ok(Math.abs(endsAt.getTime() - clock.now().getTime() - 20_000) < 1_000);
  await assert.rejects(there.take({ key: 'two', category: 'ads_read' }), (error) =>
    isFault(error, 'CONNECT_BUDGET_SPENT'),
  );
  await there.take({ key: 'two', category: 'ads_analytics' });
  await there.take({ key: 'three', category: 'ads_read' });
  const still = await here.pause({ key: 'two', category: 'ads_read', forMs: 10 });
  assert.ok(still.getTime() - clock.now().getTime() > 15_000, 'a shorter pause does not shorten a longer one');
  here.close();
  there.close();
});

test('under trial access all users share one day of calls', async () => {
  const budget = open('job', 'trial');
  await Promise.all(
    Array.from({ length: 30 }, (_, index) => budget.take({ key: `trial-${index}`, category: 'ads_read' })),
  );
  assert.ok((await spentOf('the-app', '*')) >= 30);
  await database.admin(
    "update connect_budget set spent[slot % cardinality(spent) + 1] = 1000 where budget_key = 'the-app' and category = '*'",
  );
  await assert.rejects(budget.take({ key: 'trial-other', category: 'ads_read' }), (error) =>
    isFault(error, 'CONNECT_BUDGET_SPENT'),
  );
  budget.close();
});

test('busy lanes fetch permits in blocks, so most calls cost no round trip', async () => {
  const budget = open('job');
  for (let call = 0; call < 60; call += 1) await budget.take({ key: 'busy', category: 'ads_read' });
  const spent = await spentOf('busy', 'ads_read');
  assert.ok(spent >= 60 && spent <= 70, `spent ${spent}`);
  budget.close();
});

test('a ring of slots never grants more than the limit within any window, whatever the moments', async () => {
  const limit = { calls: 7, windowMs: 1_000, per: 'user' as const };
  const [allowance] = allowancesFor(
    { ...rateLimits.standard, categories: { ...rateLimits.standard.categories, org_write: limit } },
    { userKey: 'u', appKey: 'a', category: 'org_write' },
  ).filter((each) => each.category === 'org_write');
  assert.ok(allowance !== undefined);
  assert.ok((allowance.slots - 1) * allowance.slotMs >= limit.windowMs + 1_500);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat({ max: 60 }), { minLength: 10, maxLength: 25 }),
      fc.uuid(),
      async (pauses, key) => {
        const grants: { at: number; granted: number }[] = [];
        for (const pause of pauses) {
          await new Promise((resolve) => setTimeout(resolve, pause));
          const [row] = await withoutClient(database.job, { actor: { kind: 'system', name: 'test' } }, (tx) =>
            tx.sql<{ granted: number; at: number }>(
              `select granted, (extract(epoch from clock_timestamp()) * 1000)::float8 as at
               from connect_take(array[$1], array['x'], array[7], array[250], array[11], 3)`,
              [key],
            ),
          );
          grants.push(row ?? { at: 0, granted: 99 });
        }
        for (const { at } of grants) {
          const within = grants.filter((each) => each.at >= at && each.at < at + 2_500);
          assert.ok(within.reduce((sum, each) => sum + each.granted, 0) <= 7);
        }
      },
    ),
    { numRuns: 5 },
  );
});
