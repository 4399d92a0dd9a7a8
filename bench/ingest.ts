import { addDays, dayOf } from '../src/foundation/kit/index.ts';
import { judge, median, type Outcome, rowCount, tell } from './kit/figures.ts';
import { connectLanes, copyAll, fetchAll, type Speaker, startSpeaker, writeCopyFiles } from './kit/ingest-rounds.ts';
import { openPlace, type Place } from './kit/place.ts';
import { writeReportFiles } from './kit/report-files.ts';

const ROWS = 1_000_000;
// As many at once as a worker derives; a plain COPY gets as many connections.
const CLIENTS = 4;

type Round = {
  readonly rows: number;
  readonly load: number;
  readonly again: number;
  /** Of the plain COPY, before and after the second fetch. */
  readonly copies: readonly number[];
  readonly peakMb: number;
  readonly counts: Readonly<Record<string, number>>;
};

const countsOf = async ({ admin }: Place): Promise<Record<string, number>> => {
  const { rows } = await admin.query<Record<string, number>>(
    `select (select count(*) from facts_ad_days)::int4 as "fact-rows-delivery",
            (select count(*) from facts_ad_conversions)::int4 as "fact-rows-conversions",
            (select count(*) from facts_ad_days_past)::int4 as "fact-rows-past",
            (select count(*) from facts_account_days)::int4 as "account-days",
            (select count(*) from facts_entity_months)::int4 as "entity-months",
            (select sum(rows) from ingest_landings)::int4 as "landed-rows",
            (select count(*) from ingest_landing_pieces)::int4 as "landed-pieces"`,
  );
  return rows[0] ?? {};
};

const address = async (server: Speaker): Promise<NodeJS.ProcessEnv> => {
  const url = await server.line();
  return {
    PRIKBORD_PINTEREST_API_URL: `${url}/v5`,
    PRIKBORD_PINTEREST_OAUTH_URL: `${url}/oauth/`,
    PRIKBORD_PINTEREST_APP_ID: '1477000',
    PRIKBORD_PINTEREST_APP_SECRET: 'secret-of-a-bench',
  };
};

const round = async (rows: number, stopping: AbortSignal): Promise<Round> => {
  const bare = await openPlace('ingest');
  const ends: (() => Promise<void>)[] = [bare.close];
  try {
    const to = addDays(dayOf(new Date(performance.timeOrigin)), -2);
    const files = await writeReportFiles({ folder: bare.folder, files: CLIENTS, rows, to });
    const accounts = files.map((file) => file.account);
    const server = startSpeaker('report-server.ts', [bare.folder, ...accounts], { PATH: process.env.PATH });
    ends.unshift(server.end);
    const place = { ...bare, env: { ...bare.env, ...(await address(server)) } };
    const lanes = await connectLanes(place, files);
    const worker = startSpeaker('ingest-worker.ts', [], place.env);
    ends.unshift(worker.end);
    await worker.line();
    const total = files.reduce((sum, file) => sum + file.rows, 0);
    const load = await fetchAll(place, lanes, stopping);
    tell(`first load of ${total} ad-days: ${load.toFixed(1)} s`);
    const copyFiles = await writeCopyFiles(place, lanes);
    const before = await copyAll(place, copyFiles);
    tell(`plain COPY: ${before.toFixed(1)} s`);
    const again = await fetchAll(place, lanes, stopping);
    tell(`the same fetched again: ${again.toFixed(1)} s`);
    const after = await copyAll(place, copyFiles);
    tell(`plain COPY: ${after.toFixed(1)} s`);
    ends.shift();
    await worker.end();
    const peakMb = Number(await worker.line()) / 1024;
    tell(`the worker had at most ${peakMb.toFixed(0)} MB`);
    return { rows: total, load, again, copies: [before, after], peakMb, counts: await countsOf(place) };
  } finally {
    for (const end of ends) await end();
  }
};

/**
 * Report files of a million ad-days fetched over HTTP by a real worker, landed, derived and summed under row security,
 * against a plain COPY of the same rows into tables with the same key and partitions, in the same minute.
 */
export const run = async (input: { rows: string | undefined; stopping: AbortSignal }): Promise<Outcome> => {
  const rows = rowCount(input.rows, ROWS);
  const tenth = await round(rows / 10, input.stopping);
  const full = await round(rows, input.stopping);
  const copy = full.rows / median(full.copies);
  return judge(
    'ingest',
    [
      { name: 'first-load', value: full.rows / full.load, baseline: full.rows / (full.copies[0] ?? 0) },
      { name: 'unchanged-re-pull', value: full.rows / full.again, baseline: copy },
      { name: 'peak-memory', value: full.peakMb, baseline: tenth.peakMb },
    ],
    { 'ad-days': full.rows, ...full.counts },
  );
};
