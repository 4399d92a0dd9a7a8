import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { testDatabase } from '../../../test/kit/index.ts';
import { aClient, day, landingShelf, type ReportRow } from '../../../test/kit/landings.ts';
import { deriveLanding } from '../derive/derive-landing.ts';
import { columnNames, familyTables } from '../derive/ledger-scope.ts';

const database = await testDatabase({ after });
const ctx = database.context();

/** The days cross a month, so that sums of months are tried too. */
const days = ['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-02'];

// Few ids and small numbers, so that rows come, change, turn to zero and go within a handful of landings.
const row = fc.record({
  id: fc.constantFrom('7', '8', '9'),
  day: fc.constantFrom(...days),
  SPEND_IN_MICRO_DOLLAR: fc.integer({ min: 0, max: 2 }),
  IMPRESSION_1: fc.integer({ min: 0, max: 1 }),
  TOTAL_CHECKOUT: fc.integer({ min: 0, max: 1 }),
  TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR: fc.integer({ min: 0, max: 2 }),
});
const landing = fc.record({
  level: fc.constantFrom('ad' as const, 'campaign' as const),
  account: fc.constantFrom('100', '200'),
  rows: fc.uniqueArray(row, { maxLength: 8, selector: (one) => `${one.id} ${one.day}` }),
  first: fc.integer({ min: 0, max: 3 }),
  last: fc.integer({ min: 0, max: 3 }),
});

const different = (one: string, other: string): string =>
  `((${one}) except all (${other})) union all ((${other}) except all (${one}))`;

/** Rows in which a roll-up is not the sum of the facts. */
const wrongSums = async (clientId: number): Promise<unknown[]> => {
  const wrong: unknown[] = [];
  for (const family of ['delivery', 'conversion'] as const) {
    const { facts, accountDays, entityMonths } = familyTables[family];
    const window = family === 'delivery' ? '' : ', report_time, window_code';
    const columns = columnNames(family);
    const sums = columns.map((name) => `sum(${name})::int8`).join(', ');
    const where = `where client_id = ${clientId}`;
    const byDay = `account, level, day${window}`;
    const byMonth = `account, level, date_trunc('month', day::timestamp)::date, entity${window}`;
    wrong.push(
      ...(await database.admin(
        different(
          `select ${byDay}, ${columns.join(', ')} from ${accountDays} ${where}`,
          `select ${byDay}, ${sums} from ${facts} ${where} group by ${byDay}`,
        ),
      )),
      ...(await database.admin(
        different(
          `select account, level, month, entity${window}, ${columns.join(', ')} from ${entityMonths} ${where}`,
          `select ${byMonth}, ${sums} from ${facts} ${where} group by ${byMonth}`,
        ),
      )),
    );
  }
  return wrong;
};

test('roll-ups are the sum of the facts after any landings, and the facts are what was landed last', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(landing, { minLength: 1, maxLength: 6 }), async (landings) => {
      const clientId = aClient();
      const shelf = landingShelf();
      const expected = new Map<string, ReportRow>();
      for (const [index, { level, account, rows, first, last }] of landings.entries()) {
        const [from, to] = [days[Math.min(first, last)] ?? '', days[Math.max(first, last)] ?? ''];
        const inside = rows
          .filter((one) => one.day >= from && one.day <= to)
          .map((one) => ({ ...one, id: `${account}${one.id}` }));
        const pulledAt = new Date(Date.UTC(2026, 2, 3 + index));
        const head = { level, account, from: day(from), to: day(to), pulledAt };
        await deriveLanding(ctx, { clientId, landingId: shelf.addReport(head, inside) }, shelf.reader);
        for (const key of expected.keys()) {
          const [ofLevel, ofAccount, ofDay = ''] = key.split(' ');
          if (ofLevel === level && ofAccount === account && ofDay >= from && ofDay <= to) expected.delete(key);
        }
        for (const one of inside) expected.set(`${level} ${account} ${one.day} ${one.id}`, one);
      }
      assert.deepEqual(await wrongSums(clientId), []);
      const spent = [...expected.values()].map((one) => Number(one.SPEND_IN_MICRO_DOLLAR)).reduce((a, b) => a + b, 0);
      const found = await database.admin(
        'select coalesce(sum(spend_micros), 0)::int4 as spent from facts_ad_days where client_id = $1',
        [clientId],
      );
      assert.deepEqual(found, [{ spent }]);
      const zeros = await database.admin(
        `select from facts_ad_days where client_id = $1 and (${columnNames('delivery').join(', ')})
           = (${columnNames('delivery')
             .map(() => '0')
             .join(', ')})`,
        [clientId],
      );
      assert.deepEqual(zeros, []);
    }),
    { numRuns: 25 },
  );
});
