import type { DuckDBConnection } from '@duckdb/node-api';
import { clientMonths, clientOverview, dailySeries, topEntities } from '../src/facts/index.ts';
import { type Context, databaseClock, openDatabase } from '../src/foundation/db/index.ts';
import { addDays, type ClientId, type Day, dayOf, monthOf } from '../src/foundation/kit/index.ts';
import { createLog } from '../src/foundation/runtime/index.ts';
import { judge, type Measured, median, type Outcome, percentile, rowCount, tell } from './kit/figures.ts';
import { openPlace, type Place } from './kit/place.ts';
import { accountOf, familiesOf, fillDuck, fillLedger, sizeWorld, type World } from './kit/query-world.ts';

const ROWS = 5_000_000;
// Enough for a 95th percentile with a dozen runs above it.
const RUNS = 240;
// The whole agency takes DuckDB the better part of a second: three runs above it have to do.
const AGENCY_RUNS = 60;
// Connections and plans are warm in a server that serves; a first answer is the start's business.
const WARM_UP = 20;
const TOP = 20;

type Period = { readonly from: Day; readonly to: Day };

/** A question, asked of the product and of DuckDB for the client whose turn it is; both give the spend they came to. */
type Question = {
  readonly name: string;
  readonly runs?: number;
  readonly ask: (clientId: ClientId) => Promise<bigint>;
  readonly duck?: (client: number) => Promise<bigint>;
};

type Timed = { readonly ours: number[]; readonly duck: number[] };

const clock = async (work: () => Promise<bigint>): Promise<{ ms: number; spend: bigint }> => {
  const startedAt = performance.now();
  const spend = await work();
  return { ms: performance.now() - startedAt, spend };
};

/** Asks both sides in turn, so that what else the machine does meets both. */
const time = async (question: Question, world: World, stopping: AbortSignal): Promise<Timed> => {
  const timed: Timed = { ours: [], duck: [] };
  for (let run = -WARM_UP; run < (question.runs ?? RUNS); run += 1) {
    stopping.throwIfAborted();
    const client = (run + WARM_UP) % world.clients.length;
    const clientId = world.clients[client];
    if (clientId === undefined) throw new Error('No client has this turn.');
    const ours = await clock(() => question.ask(clientId));
    const duck = question.duck;
    const beside = duck === undefined ? undefined : await clock(() => duck(client));
    if (beside !== undefined && beside.spend !== ours.spend) {
      throw new Error(`${question.name}: the product came to ${ours.spend}, DuckDB to ${beside.spend}.`);
    }
    if (run < 0) continue;
    timed.ours.push(ours.ms);
    if (beside !== undefined) timed.duck.push(beside.ms);
  }
  return timed;
};

const spendOf = (rows: readonly { readonly sums: { readonly spend?: bigint } }[]): bigint =>
  rows.reduce((total, row) => total + (row.sums.spend ?? 0n), 0n);

/** DuckDB's side: the same sums of the same columns, by the same keys. */
const duckSide = async (place: Place, duck: DuckDBConnection) => {
  const families = await familiesOf(place);
  const spendIn = async (sql: string): Promise<bigint> => {
    const rows = (await duck.runAndReadAll(sql)).getRowObjects();
    return rows.reduce((total, row) => total + BigInt(String(row.spend_micros ?? 0)), 0n);
  };
  const grouped = (by: string, where: string): Promise<bigint> =>
    families.reduce(async (before, { name, columns }) => {
      const sums = columns.map((column) => `sum(${column}) as ${column}`).join(', ');
      const spend = await spendIn(`select ${by}, ${sums} from ${name} where ${where} group by ${by}`);
      return (await before) + (name === 'delivery' ? spend : 0n);
    }, Promise.resolve(0n));
  return { grouped };
};

const questionsOf = async (
  ctx: Context,
  input: { place: Place; world: World; duck: DuckDBConnection },
): Promise<Question[]> => {
  const { world } = input;
  const { grouped } = await duckSide(input.place, input.duck);
  const { to } = world;
  const between = ({ from, to: end }: Period) => `day between date '${from}' and date '${end}'`;
  const last = (days: number): Period => ({ from: addDays(to, 1 - days), to });
  // Whole months, which the roll-up answers.
  const year: Period = { from: monthOf(addDays(monthOf(to), -350)), to: addDays(monthOf(to), -1) };
  const twoYears: Period = { from: monthOf(addDays(monthOf(to), -700)), to };
  const at = (clientId: ClientId) => ({ clientId, account: accountOf(world, clientId) });
  const top = (period: Period) => async (clientId: ClientId) =>
    spendOf(await topEntities(ctx, { ...at(clientId), level: 'ad', ...period, by: 'spend', limit: TOP }));
  const topOfDuck = (client: number) => {
    const mine = `client = ${client} and ${between(year)}`;
    const ranked = `select entity from delivery where ${mine} group by entity order by sum(spend_micros) desc, entity limit ${TOP}`;
    return grouped('entity', `${mine} and entity in (${ranked})`);
  };
  return [
    {
      name: 'dashboard-days',
      ask: async (clientId) => spendOf(await dailySeries(ctx, { ...at(clientId), level: 'account', ...last(180) })),
      duck: (client) => grouped('day', `client = ${client} and ${between(last(180))}`),
    },
    {
      name: 'dashboard-periods',
      ask: async (clientId) => {
        const rows = await clientOverview(ctx, { clientIds: [clientId], period: last(90) });
        return spendOf(rows.flatMap((row) => [row.current, row.before]));
      },
      duck: (client) => grouped(`day >= date '${last(90).from}'`, `client = ${client} and ${between(last(180))}`),
    },
    { name: 'top-20', ask: top(last(30)) },
    { name: 'top-20-of-a-year', ask: top(year), duck: topOfDuck },
    {
      name: 'agency-24-months',
      runs: AGENCY_RUNS,
      ask: async () => spendOf(await clientMonths(ctx, { clientIds: world.clients, period: twoYears })),
      duck: () => grouped("client, date_trunc('month', day)", between(twoYears)),
    },
  ];
};

const measuredOf = ({ name }: Question, { ours, duck }: Timed): Measured[] => {
  const beside = duck.length === 0 ? '' : `; DuckDB p50 ${median(duck).toFixed(1)} ms`;
  tell(`${name}: p50 ${median(ours).toFixed(1)} ms, p95 ${percentile(ours, 0.95).toFixed(1)} ms${beside}`);
  const absolute = { name: `${name}-p95`, value: percentile(ours, 0.95) };
  return duck.length === 0
    ? [absolute]
    : [absolute, { name: `${name}-to-duckdb`, value: median(ours), baseline: median(duck) }];
};

const countsOf = async (place: Place, duck: DuckDBConnection): Promise<Record<string, number>> => {
  const { rows } = await place.admin.query<Record<string, number>>(
    `select (select count(*) from facts_ad_days where level = 3)::int4 as "ad-days",
            (select count(*) from facts_ad_conversions where level = 3)::int4 as "ad-day-conversions",
            (select count(*) from facts_account_days)::int4 as "account-days",
            (select count(*) from facts_entity_months)::int4 as "entity-months"`,
  );
  const beside = (await duck.runAndReadAll('select count(*)::int as n from delivery')).getRowObjects();
  return { ...rows[0], 'ad-days-in-duckdb': Number(beside[0]?.n) };
};

/**
 * What pages ask, through the data layer and under row security, over millions of rows; DuckDB beside it on the same rows,
 * each question in turn.
 */
export const run = async (input: { rows: string | undefined; stopping: AbortSignal }): Promise<Outcome> => {
  const place = await openPlace('query');
  const ends: (() => Promise<void>)[] = [place.close];
  try {
    const world = sizeWorld(rowCount(input.rows, ROWS), addDays(dayOf(new Date(performance.timeOrigin)), -1));
    await fillLedger(place, world, input.stopping);
    const { duck, close } = await fillDuck(place, world);
    ends.unshift(async () => close());
    const db = await openDatabase({ config: place.config, keys: place.keys, role: 'app', max: 4 });
    ends.unshift(() => db.close());
    const following = databaseClock(db);
    ends.unshift(() => following.close());
    const ctx: Context = { db, clock: following, log: createLog(place.config), actor: { kind: 'cli', name: 'bench' } };
    const measured: Measured[] = [];
    for (const question of await questionsOf(ctx, { place, world, duck })) {
      measured.push(...measuredOf(question, await time(question, world, input.stopping)));
    }
    return judge('query', measured, await countsOf(place, duck));
  } finally {
    for (const end of ends) await end();
  }
};
