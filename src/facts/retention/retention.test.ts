import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { testDatabase } from '../../../test/kit/index.ts';
import { landingShelf, type ReportRow } from '../../../test/kit/landings.ts';
import { addClient, changeSettings, keptFrom } from '../../clients/index.ts';
import { addDays, type ClientId, type Day, dayOf, daysBetween, eachDay, monthOf } from '../../foundation/kit/index.ts';
import { breakdownTable } from '../breakdown/breakdown-table.ts';
import { deriveLanding } from '../derive/derive-landing.ts';
import type { LandingHead, LandingReader } from '../derive/landing-reader.ts';
import { organicDaily, organicPins } from '../organic/organic-figures.ts';
import { clientMonths } from '../queries/client-months.ts';
import { clientOverview } from '../queries/client-overview.ts';
import { dailySeries } from '../queries/daily-series.ts';
import { entityFigures } from '../queries/entity-figures.ts';
import { entityTable } from '../queries/entity-table.ts';
import { explainFigure } from '../queries/explain-figure.ts';
import { listDrift } from '../queries/list-drift.ts';
import { ledgerMoment, listFacts } from '../queries/list-facts.ts';
import { listGaps } from '../queries/list-gaps.ts';
import { reconcile } from '../queries/reconcile.ts';
import { usualAttribution } from '../queries/selection.ts';
import { spendByDay } from '../queries/spend-by-day.ts';
import { topEntities } from '../queries/top-entities.ts';
import { dropMonths } from './drop-months.ts';
import { datedTables } from './forget-month.ts';
import { forgetPastTerm } from './forget-past-term.ts';
import { oldestDays } from './oldest-days.ts';

const database = await testDatabase({ after });
const ctx = database.context();
const account = '549755885175';
const today = dayOf(ctx.clock.now());
const range = { from: keptFrom(4, today), to: today };
const allDays = eachDay(range.from, range.to);
const organicColumns = [
  'IMPRESSION',
  'ENGAGEMENT',
  'PIN_CLICK',
  'OUTBOUND_CLICK',
  'SAVE',
  'PROFILE_VISIT',
  'USER_FOLLOW',
];

const aKeptClient = () =>
  addClient(ctx, { name: 'Tuin', kind: 'legal_person', locale: 'nl', zone: 'Europe/Amsterdam' });

const keepFor = async (clientId: ClientId, keepMonths: number): Promise<Day> => {
  await changeSettings(ctx, { clientId, settings: { keepMonths } });
  return keptFrom(keepMonths, today);
};

const derive = async (
  clientId: ClientId,
  head: Partial<LandingHead> & { pulledAt: Date },
  rows: readonly ReportRow[] | string,
): Promise<void> => {
  const shelf = landingShelf();
  const isText = typeof rows === 'string';
  const landingId = shelf.addReport({ ...range, ...head }, isText ? [] : rows);
  const reader: LandingReader = {
    ...shelf.reader,
    readLanding: async (tx, input) => {
      const landing = await shelf.reader.readLanding(tx, input);
      const body = async function* () {
        yield Buffer.from(String(rows));
      };
      return isText ? { head: landing.head, body: body() } : landing;
    },
  };
  await deriveLanding(ctx, { clientId, landingId }, reader);
};

/** Ads and their account on some days, pulled twice so that there is a past, and organic figures of every day. */
const fill = async (clientId: ClientId, pulls: readonly (readonly (readonly [Day, number])[])[]): Promise<string[]> => {
  const moments: string[] = [];
  for (const [index, spends] of pulls.entries()) {
    const pulledAt = new Date(Date.UTC(2030, 0, 1 + index));
    const rows = (id: string, more: number): ReportRow[] =>
      spends.map(([on, spend]) => ({ id, day: on, SPEND_IN_MICRO_DOLLAR: spend + more, TOTAL_CHECKOUT: spend }));
    await derive(clientId, { level: 'ad', pulledAt }, [...rows('1', 0), ...rows('2', 1)]);
    // The account says more than its ads, so that every day is one that does not add up.
    await derive(clientId, { level: 'account', pulledAt }, rows(account, 7));
    const organic = ['', '813744226420795884'].flatMap((pin) =>
      allDays.map((on) => [pin, on, 'READY', ...organicColumns.map(() => 5 + index)].join('\t')),
    );
    const about = { kind: 'organic', account: '', level: 'account', window: '', reportTime: '' } as const;
    await derive(clientId, { ...about, columns: organicColumns, pulledAt }, `${organic.join('\n')}\n`);
    const lines = spends.map(([on, spend]) => [account, on, 'COUNTRY', 'NL', spend + 7, spend].join('\t'));
    await derive(
      clientId,
      {
        ...{ kind: 'breakdown', level: 'account', breakdown: ['COUNTRY'], pulledAt },
        columns: ['SPEND_IN_MICRO_DOLLAR', 'TOTAL_CHECKOUT'],
      },
      lines.map((line) => `${line}\n`).join(''),
    );
    moments.push((await ledgerMoment(ctx, clientId)) ?? '');
  }
  return moments;
};

/** What every door that answers with days or sums says of the client, the past moments included. */
const askEverything = async (clientId: ClientId, moments: readonly string[]) => {
  const clientIds = [clientId];
  const at = { clientId, account };
  const expected = [{ ...at, ...range, ...usualAttribution, level: 'ad', reason: 'planned' }] as const;
  return {
    facts: await Promise.all(
      [undefined, ...moments].map((asOf) => Array.fromAsync(listFacts(ctx, { clientId, asOf }))),
    ),
    organic: await Promise.all([undefined, ...moments].map((asOf) => organicDaily(ctx, { clientId, ...range, asOf }))),
    pins: await organicPins(ctx, { clientId, ...range }),
    series: await dailySeries(ctx, { ...at, ...range, level: 'account' }),
    ad: await dailySeries(ctx, { ...at, ...range, level: 'ad', entity: '2' }),
    overview: await clientOverview(ctx, { clientIds, period: { from: addDays(range.to, -40), to: range.to } }),
    months: await clientMonths(ctx, { clientIds, period: range }),
    top: await topEntities(ctx, { ...at, ...range, level: 'ad', by: 'spend', limit: 9 }),
    table: await entityTable(ctx, {
      ...at,
      level: 'ad',
      period: range,
      before: range,
      metrics: ['spend'],
      order: { by: 'name', direction: 'up' },
      limit: 9,
      offset: 0,
    }),
    parts: await breakdownTable(ctx, {
      ...at,
      type: 'COUNTRY',
      period: range,
      before: range,
      shareOf: 'spend',
      order: { by: 'name', direction: 'up' },
    }),
    figures: await entityFigures(ctx, { ...at, level: 'ad', entity: '2', period: range, before: range, months: 6 }),
    explained: await explainFigure(ctx, { ...at, ...range, level: 'ad', metric: 'spend' }),
    spend: await spendByDay(ctx, { clientIds, period: range }),
    reconciled: await reconcile(ctx, { clientId, ...range }),
    gaps: await listGaps(ctx, { clientId, expected }),
  };
};

type Answers = Awaited<ReturnType<typeof askEverything>>;

/** Every day that shows in an answer. */
const daysIn = (answers: Answers): string[] => [
  ...answers.facts.flat().map((line) => line.day),
  ...answers.organic.flat().flatMap((each) => (each.status === 'gap' ? [] : [each.day])),
  ...[...answers.series, ...answers.ad].flatMap((each) =>
    each.delivery === 'gap' && each.conversions === 'gap' && Object.keys(each.sums).length === 0 ? [] : [each.day],
  ),
  ...answers.months.map((each) => each.month),
  ...answers.figures.months.flatMap((each) =>
    each.collected === 0 && each.sums.spend === undefined ? [] : [each.month],
  ),
  ...answers.spend.flatMap((each) => [...each.byDay.keys()]),
  ...answers.reconciled.map((each) => each.day),
  ...answers.gaps.map((each) => each.from),
];

const timeOf = (table: string): string => (table.endsWith('months') ? 'month' : 'day');

/** All rows of the client before a day, and a sum of all the others, of every table. */
const rowsAround = async (clientId: ClientId, cut: Day): Promise<{ before: string[]; rest: string[] }> => {
  const before: string[] = [];
  const rest: string[] = [];
  for (const table of datedTables) {
    const [row] = await database.admin<{ before: number; rest: string }>(
      `select count(*) filter (where ${timeOf(table)} < $2)::int4 as before,
              coalesce(sum(hashtextextended(t::text, 0)::numeric) filter (where ${timeOf(table)} >= $2), 0)::text as rest
         from ${table} t where client_id = $1`,
      [clientId, cut],
    );
    if ((row?.before ?? 0) > 0) before.push(table);
    rest.push(`${table} ${row?.rest}`);
  }
  return { before, rest };
};

const aDay = fc.oneof(
  fc.integer({ min: 0, max: allDays.length - 1 }).map((place) => allDays[place] ?? today),
  // The edges of months, where a cut is right or wrong.
  fc.integer({ min: 0, max: 4 }).map((months) => keptFrom(months, today)),
  fc.integer({ min: 0, max: 3 }).map((months) => addDays(keptFrom(months, today), -1)),
);
const aPull = fc
  .uniqueArray(fc.tuple(aDay, fc.integer({ min: 1, max: 5 })), { minLength: 1, maxLength: 12, selector: ([on]) => on })
  .filter((spends) => spends.length > 0);

test('no door tells of a day before the term, whatever moment is asked, and the night changes no answer', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(aPull, { minLength: 1, maxLength: 2 }),
      fc.integer({ min: 1, max: 4 }),
      async (pulls, keepMonths) => {
        const clientId = await aKeptClient();
        const moments = await fill(clientId, pulls);
        const whole = await askEverything(clientId, moments);
        const cut = await keepFor(clientId, keepMonths);

        const hidden = await askEverything(clientId, moments);
        assert.deepEqual(
          daysIn(hidden).filter((each) => each < cut),
          [],
        );
        const kept = new Map(pulls.at(-1) ?? []);
        const spent = [...kept].filter(([on]) => on >= cut).reduce((sum, [, spend]) => sum + BigInt(spend + 1), 0n);
        assert.equal(hidden.top.find((one) => one.entity === '2')?.sums.spend ?? 0n, spent);
        assert.equal(hidden.figures.sums.spend ?? 0n, spent);
        assert.equal(hidden.figures.before.spend ?? 0n, spent);
        assert.equal(hidden.table.rows.find((one) => one.entity === '2')?.sums.spend ?? 0n, spent);
        const days = daysBetween(cut, range.to) + 1;
        const { settled = 0, ready = 0, provisional = 0 } = hidden.explained.days.delivery ?? {};
        assert.equal(settled + ready + provisional, days);
        assert.equal(hidden.table.days.delivery.current.collected, days);
        assert.deepEqual(hidden.parts.collected, { from: cut, to: range.to });
        const sums = hidden.parts.parts.map((part) => [part.sums.spend, part.before.spend, part.share]);
        const account = spent + 6n * BigInt([...kept.keys()].filter((on) => on >= cut).length);
        assert.deepEqual(sums, account === 0n ? [] : [[account, account, 1]]);
        assert.equal(hidden.pins[0]?.knownDays, days);
        // What is kept is told as before.
        assert.deepEqual(
          hidden.facts[0],
          whole.facts[0]?.filter((line) => line.day >= cut),
        );
        assert.deepEqual(hidden.series.slice(-days), whole.series.slice(-days));

        const stood = await rowsAround(clientId, cut);
        await forgetPastTerm(ctx, { clientId });
        const left = await rowsAround(clientId, cut);
        assert.deepEqual(left, { before: [], rest: stood.rest });
        assert.deepEqual(await askEverything(clientId, moments), hidden);
        assert.equal(await forgetPastTerm(ctx, { clientId }), 0);
      },
    ),
    { numRuns: 12 },
  );
});

const entriesOf = (clientId: ClientId) =>
  database.admin<{ action: string; facts: Record<string, unknown> }>(
    "select to_jsonb(p) ->> 'action' as action, facts from audit_pending p where client_id = $1 and to_jsonb(p) ->> 'action' like 'facts.%' order by entry_id",
    [clientId],
  );

test('each month goes whole, with what went in the audit trail; what was stopped goes on, and a second night finds nothing', async () => {
  const clientId = await aKeptClient();
  const other = await aKeptClient();
  const spends = allDays.map((on) => [on, 3] as const);
  await fill(clientId, [spends]);
  await fill(other, [spends]);
  const cut = await keepFor(clientId, 2);
  const [first, second] = [keptFrom(4, today), keptFrom(3, today)];
  const otherStood = await rowsAround(other, first);
  await database.admin(`create function stop() returns trigger language plpgsql as $$ begin raise 'stopped'; end $$;
    create trigger stop before delete on facts_entity_months for each row when (old.month = '${second}') execute function stop()`);
  await assert.rejects(forgetPastTerm(ctx, { clientId }));
  assert.deepEqual((await rowsAround(clientId, second)).before, []);
  const [held] = await database.admin<{ days: string; sums: string }>(
    `select (select sum(spend_micros) from facts_ad_days where client_id = $1 and day < $2)::text as days,
            (select sum(spend_micros) from facts_entity_months where client_id = $1 and month < $2)::text as sums`,
    [clientId, cut],
  );
  assert.ok(held?.days !== null && held?.days === held?.sums, 'the month it stopped in is whole');
  await database.admin('drop function stop cascade');
  assert.equal(await forgetPastTerm(ctx, { clientId }), 1);
  assert.equal(await forgetPastTerm(ctx, { clientId }), 0);
  const days = daysBetween(first, second);
  assert.deepEqual(
    (await entriesOf(clientId)).map(({ action, facts }) => [action, facts.month, facts.days]),
    [
      ['facts.month-forgotten', first, days * 6],
      ['facts.month-forgotten', second, daysBetween(second, cut) * 6],
    ],
  );
  assert.deepEqual(await rowsAround(other, first), otherStood);
  const told = (await oldestDays(ctx)).find((each) => each.clientId === clientId);
  assert.deepEqual(told, { clientId, keepMonths: 2, keptFrom: cut, oldest: cut });
});

const monthsHeld = async (): Promise<string[]> =>
  (
    await database.admin<{ name: string }>(
      "select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'facts_ad_days'::regclass order by 1",
    )
  ).map(({ name }) => name);

test('a month that lies before every term is dropped whole, and one that anybody keeps is not', async () => {
  const clientId = await aKeptClient();
  await fill(clientId, [allDays.map((on) => [on, 3] as const)]);
  for (const each of await oldestDays(ctx)) await keepFor(each.clientId, 1);
  const longest = await keepFor(clientId, 2);
  const stood = await rowsAround(clientId, longest);
  assert.ok((await dropMonths(ctx)) > 0);
  const named = `facts_ad_days_p${longest.slice(0, 7).replace('-', '')}`;
  assert.equal((await monthsHeld())[0], named);
  assert.equal(await dropMonths(ctx), 0);
  // The sums and states of the dropped months go with the client's own.
  await forgetPastTerm(ctx, { clientId });
  assert.deepEqual(await rowsAround(clientId, longest), { before: [], rest: stood.rest });
});

test('what is over since before the term, and of which no day is held, loses its name and number; what is listed stays', async () => {
  const clientId = await aKeptClient();
  const shelf = landingShelf();
  const old = addDays(monthOf(today), -80);
  await fill(clientId, [
    [
      [old, 3],
      [today, 3],
    ],
  ]);
  const walk = async (at: string, ids: readonly string[]) => {
    const items = ids.map((id) => ({
      id,
      ad_account_id: account,
      campaign_id: '9',
      name: `ad ${at} ${id}`,
      status: 'ACTIVE',
    }));
    const landingId = shelf.addStructure({ level: 'campaign', pulledAt: new Date(at) }, items);
    await deriveLanding(ctx, { clientId, landingId }, shelf.reader);
  };
  await walk('2030-01-01T00:00:00Z', ['8', '9']);
  await walk('2030-01-02T00:00:00Z', ['9']);
  assert.ok((await listDrift(ctx, { clientId })).length > 0);
  await database.admin(
    `update facts_entity_versions set known_from = known_from - interval '10 years', known_to = known_to - interval '10 years' where client_id = $1`,
    [clientId],
  );
  await database.admin(`update facts_entities set first_known_at = '2020-01-01' where client_id = $1`, [clientId]);
  const names = () =>
    database.admin(
      `select e.pinterest_id as id, count(v)::int4 as versions from facts_entities e
         left join facts_entity_versions v on v.client_id = e.client_id and v.entity = e.entity
        where e.client_id = $1 and e.level = 1 group by 1 order by 1`,
      [clientId],
    );
  assert.deepEqual(await listDrift(ctx, { clientId }), []);
  assert.deepEqual(await names(), [
    { id: '8', versions: 2 },
    { id: '9', versions: 2 },
  ]);
  await keepFor(clientId, 1);
  await forgetPastTerm(ctx, { clientId });
  assert.deepEqual(await names(), [{ id: '9', versions: 1 }]);
});
