import { setTimeout as pause } from 'node:timers/promises';
import { withoutClient } from '../src/foundation/db/index.ts';
import { enqueue, enqueueAll } from '../src/foundation/jobs/index.ts';
import type { ClientId } from '../src/foundation/kit/index.ts';
import { loadConfig } from '../src/foundation/runtime/index.ts';
import { planClientJob, planNightJob } from '../src/ingest/index.ts';
import { listWorldClients } from '../src/sandbox/index.ts';
import { openPlace, type Place, skipHistory } from '../test/kit/place.ts';
import { judge, median, type Outcome, percentile, rowCount, tell } from './kit/figures.ts';
import { type LineProcess, startLineProcess } from './kit/line-process.ts';
import { type NightCalls, nightCalls, readJournal } from './kit/night-calls.ts';

const ACCOUNTS = 400;
const SEED = '7';

// Asking, one look, the download.
const CALLS_A_REPORT = 3;

// Nights with and without the client whose consent is gone, in turns, so that both see the same machine.
const PAIRS = 3;
const COMPARED_CLIENTS = 20;

type Stage = {
  readonly place: Place;
  readonly sandboxUrl: string;
  readonly stopping: AbortSignal;
  /** Clients in the order of the world, with their Pinterest accounts. */
  readonly clients: readonly { readonly clientId: ClientId; readonly user: string }[];
};

const post = async (sandboxUrl: string, path: string, body: unknown): Promise<void> => {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${sandboxUrl}/__sandbox/${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`The sandbox refused ${path}: ${answer.status}`);
  await answer.body?.cancel();
};

type Progress = { planned: number; open: number; underived: number };

/** Waits until each of `clients` clients has a plan and nothing of it is left to do. */
const untilNightIsOver = async ({ place, stopping }: Stage, clients: number): Promise<void> => {
  for (;;) {
    const [row] = await place.admin<Progress>(
      `select (select count(distinct client_id) from ingest_chunks)::int4 as planned,
              (select count(*) from ingest_chunks where state in ('planned', 'asked'))::int4 as open,
              (select count(*) from ingest_landings where derived_at is null)::int4 as underived`,
    );
    if (row !== undefined && row.planned >= clients && row.open === 0 && row.underived === 0) return;
    tell(JSON.stringify(row));
    await pause(2_000, undefined, { signal: stopping });
  }
};

const actor = { kind: 'system', name: 'bench' } as const;

/** The whole night, begun as the timetable begins it. */
const runNight = async (stage: Stage): Promise<NightCalls> => {
  const { place, sandboxUrl, clients } = stage;
  const before = (await readJournal(sandboxUrl)).items.length;
  await withoutClient(place.ctx.db, { actor }, (tx) => enqueue(tx, planNightJob, {}));
  await untilNightIsOver(stage, clients.length);
  return nightCalls(await readJournal(sandboxUrl), before);
};

type Minimum = {
  accounts: number;
  reports: number;
  breakdowns: number;
  minimum: number;
  not_ready: number;
  failed: number;
};

/**
 * The least number of calls for the night just run: the pages of each walk, three for each report, one for each day that
 * Pinterest had not called ready when the night began (all of the week, in a new database). Connecting came before the night, so
 * its two calls are in neither number. Breakdowns are counted apart, as organic figures are: three calls for each that landed
 * stand in neither number, and what was asked more than that counts as needed.
 */
const minimumOf = async ({ place }: Stage): Promise<Minimum> => {
  const [row] = await place.admin<Minimum>(
    `with walks as (select greatest(1, ceil(rows / 250.0)) as calls from ingest_chunks where kind = 'structure'),
          accounts as (select count(*) as count from connect_ad_accounts where released_at is null),
          days as (select count(*) as count from ingest_ready_days)
     select accounts.count::int4 as accounts, days.count::int4 as not_ready,
            (select count(*) from ingest_chunks where kind = 'report')::int4 as reports,
            (select count(*) from ingest_chunks where kind = 'breakdown' and state = 'landed')::int4 as breakdowns,
            (select count(*) from ingest_chunks where state = 'failed')::int4 as failed,
            ((select sum(calls) from walks) + accounts.count * 24 + days.count)::int4 as minimum
       from accounts, days`,
  );
  if (row === undefined) throw new Error('The database gave no counts.');
  return row;
};

/** One more night for some clients; tells when the 95th percentile of them was done. @unit seconds */
const finishOf = async (stage: Stage, asked: readonly ClientId[], counted: readonly ClientId[]): Promise<number> => {
  const { place } = stage;
  // A second plan of one day asks nothing again, so the day is made new.
  await place.admin('delete from ingest_chunks');
  const [start] = await place.admin<{ at: Date }>('select clock_now() as at');
  await withoutClient(place.ctx.db, { actor }, (tx) =>
    enqueueAll(
      tx,
      planClientJob,
      asked.map((clientId) => ({ payload: { clientId }, options: { singletonKey: String(clientId) } })),
    ),
  );
  await untilNightIsOver(stage, asked.length);
  const rows = await place.admin<{ seconds: number }>(
    `select extract(epoch from max(derived_at) - $1)::float8 as seconds
       from ingest_landings where pulled_at >= $1 and client_id = any($2::int4[]) group by client_id`,
    [start?.at, counted],
  );
  if (rows.length !== counted.length) throw new Error(`${rows.length} of ${counted.length} clients were collected.`);
  return percentile(
    rows.map((row) => row.seconds),
    0.95,
  );
};

/** When the others are done, with and without clients whose consent is gone. */
const compareFinish = async (stage: Stage): Promise<{ withDead: number; without: number; reconnect: number }> => {
  const compared = stage.clients.slice(0, COMPARED_CLIENTS);
  const victims = compared.slice(-PAIRS);
  const others = compared.slice(0, -PAIRS).map((each) => each.clientId);
  const withDead: number[] = [];
  const without: number[] = [];
  for (const victim of victims) {
    without.push(await finishOf(stage, others, others));
    await post(stage.sandboxUrl, 'faults', [{ op: '*', kind: 'revoked', account: victim.user }]);
    withDead.push(await finishOf(stage, [...others, victim.clientId], others));
    await post(stage.sandboxUrl, 'faults', []);
    tell(
      `others done after ${without.at(-1)?.toFixed(1)} s, with a revoked one after ${withDead.at(-1)?.toFixed(1)} s`,
    );
  }
  const [row] = await stage.place.admin<{ count: number }>(
    "select count(*)::int4 as count from connect_connections where state = 'reconnect'",
  );
  return { withDead: median(withDead), without: median(without), reconnect: row?.count ?? 0 };
};

const measure = async (stage: Stage): Promise<Outcome> => {
  const begun = performance.now();
  const calls = await runNight(stage);
  const seconds = Math.round((performance.now() - begun) / 1000);
  const minimum = await minimumOf(stage);
  tell(JSON.stringify({ ...calls, ...minimum, seconds }));
  const finish = await compareFinish(stage);
  return judge(
    'calls',
    [
      { name: 'calls', value: calls.needed - CALLS_A_REPORT * minimum.breakdowns, baseline: minimum.minimum },
      { name: 'over-limit', value: calls.overLimit },
      { name: 'further-polls-per-report', value: calls.furtherPolls / Math.max(1, calls.reports) },
      { name: 'others-p95-finish', value: finish.withDead, baseline: finish.without },
    ],
    {
      accounts: minimum.accounts,
      reports: minimum.reports,
      'days-not-ready': minimum.not_ready,
      'chunks-failed': minimum.failed,
      'further-polls': calls.furtherPolls,
      'organic-calls': calls.organic,
      'breakdown-reports': minimum.breakdowns,
      'breakdown-calls': CALLS_A_REPORT * minimum.breakdowns,
      'night-seconds': seconds,
      'waiting-for-reconnect': finish.reconnect,
    },
  );
};

const startWorkers = (place: Place): Promise<LineProcess[]> =>
  Promise.all(
    [1, 2].map(async () => {
      const worker = startLineProcess('bench/kit/ingest-worker.ts', [], place.env);
      await worker.line();
      return worker;
    }),
  );

/**
 * A night of world `large`: what 400 ad accounts cost in calls, counted from the sandbox's journal, against the least it can be.
 * The days before the nightly 65 are marked as landed beforehand, so that a first collection's history is no part of it.
 * @param rows how many ad accounts; 400 unless given
 */
export const run = async ({
  rows,
  stopping,
}: {
  rows: string | undefined;
  stopping: AbortSignal;
}): Promise<Outcome> => {
  const users = listWorldClients({ name: 'large', seed: Number(SEED) }).slice(0, rowCount(rows, ACCOUNTS));
  const now = `${Temporal.Now.plainDateISO('UTC').add({ days: 1 })}T12:05:00Z`;
  const sandboxArguments = ['sandbox', '--port', '0', '--seed', SEED, '--world', 'large', '--now', now];
  const sandbox = startLineProcess('src/main/index.ts', sandboxArguments, { PATH: '/usr/bin:/bin' });
  try {
    const sandboxUrl = await sandbox.line();
    const place = await openPlace({ sandboxUrl, now, databaseUrl: loadConfig().databaseUrl });
    const workers: LineProcess[] = [];
    try {
      const clients: { clientId: ClientId; user: string }[] = [];
      for (const { user } of users) clients.push({ clientId: await place.connect(user), user });
      await skipHistory(place);
      tell(`${clients.length} clients are connected`);
      workers.push(...(await startWorkers(place)));
      return await measure({ place, sandboxUrl, stopping, clients });
    } finally {
      for (const worker of workers) await worker.end();
      await place.close();
    }
  } finally {
    await sandbox.end('SIGTERM');
  }
};
