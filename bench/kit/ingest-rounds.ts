import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { addClient } from '../../src/clients/index.ts';
import { finishConnect, startConnect } from '../../src/connect/index.ts';
import { withClient } from '../../src/foundation/db/index.ts';
import { enqueueAll } from '../../src/foundation/jobs/index.ts';
import type { ClientId } from '../../src/foundation/kit/index.ts';
import { loadConfig } from '../../src/foundation/runtime/index.ts';
import { pullChunkJob } from '../../src/ingest/index.ts';
import { openProcess, type Process } from '../../src/main/process.ts';
import type { Place } from './place.ts';
import type { ReportFile } from './report-files.ts';

// What the ingest bench does once its database, its files and their server are there.

/** One client with one report to fetch. */
export type Lane = { readonly clientId: ClientId; readonly file: ReportFile };

const LOOK_MS = 20;

/** A child process that says lines and ends when its input ends. */
export type Speaker = { readonly line: () => Promise<string>; readonly end: () => Promise<void> };

/** Starts one of the files beside this one. */
export const startSpeaker = (script: string, args: readonly string[], env: NodeJS.ProcessEnv): Speaker => {
  const child: ChildProcess = spawn(process.execPath, [join(import.meta.dirname, script), ...args], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  if (child.stdout === null || child.stdin === null) throw new Error('The child has no pipes.');
  const { stdin } = child;
  const lines: Interface = createInterface({ input: child.stdout });
  const next = lines[Symbol.asyncIterator]();
  return {
    line: async () => {
      const said = await next.next();
      if (said.done === true) throw new Error(`${script} ended with code ${child.exitCode}.`);
      return said.value;
    },
    end: async () => {
      const ended = child.exitCode === null ? new Promise((resolve) => child.once('exit', resolve)) : undefined;
      stdin.end();
      await ended;
    },
  };
};

/** Adds a client per report file and connects it, through the consent a person gives. */
export const connectLanes = async (place: Place, files: readonly ReportFile[]): Promise<Lane[]> => {
  const config = loadConfig(place.env, { mode: 'demo' });
  const running: Process = await openProcess({
    config,
    role: 'job',
    actor: { kind: 'cli', name: 'bench' },
    connections: 4,
  });
  try {
    const lanes: Lane[] = [];
    for (const [index, file] of files.entries()) {
      const { ctx } = running;
      const name = `Bench ${index}`;
      const clientId = await addClient(ctx, { name, kind: 'legal_person', locale: 'nl', zone: 'Europe/Amsterdam' });
      const asker = { kind: 'run', id: randomUUID() } as const;
      const { state } = await startConnect(ctx, { clientId, asker });
      await finishConnect(ctx, { state, code: `consent-${index}`, asker });
      lanes.push({ clientId, file });
    }
    return lanes;
  } finally {
    await running.close();
  }
};

/** Plans one report of each client, as a night would, and puts it in the queue. */
const plan = async (place: Place, running: Process, lanes: readonly Lane[]): Promise<string[]> => {
  const chunks: string[] = [];
  for (const { clientId, file } of lanes) {
    const chunkId = randomUUID();
    await place.admin.query(
      `insert into ingest_chunks (client_id, chunk_id, account, kind, level, report_time, conversion_window, from_day, to_day,
         night_on, priority, state, changed_at)
       values ($1, $2, $3, 'report', 'ad', 'TIME_OF_AD_ACTION', '30/30/1', $4, $5,
         (select current_date + count(*)::int from ingest_chunks where client_id = $1), 20, 'planned', now())`,
      [clientId, chunkId, file.account, file.from, file.to],
    );
    await withClient(running.db, { actor: running.ctx.actor, clientId }, (tx) =>
      enqueueAll(tx, pullChunkJob, [
        { payload: { clientId, chunkId }, options: { singletonKey: chunkId, priority: 20 } },
      ]),
    );
    chunks.push(chunkId);
  }
  return chunks;
};

const untilDerived = async (admin: pg.Client, chunks: readonly string[], stopping: AbortSignal): Promise<void> => {
  for (;;) {
    const { rows } = await admin.query<{ derived: number; failed: number }>(
      `select (select count(*) from ingest_landings where chunk_id = any($1) and derived_at is not null)::int4 as derived,
              (select count(*) from ingest_chunks where chunk_id = any($1) and state = 'failed')::int4 as failed`,
      [chunks],
    );
    if ((rows[0]?.failed ?? 0) > 0) throw new Error('A report could not be fetched.');
    if (rows[0]?.derived === chunks.length) return;
    await pause(LOOK_MS, undefined, { signal: stopping });
  }
};

/**
 * Has the worker fetch every report and derive it.
 * @returns seconds from the order to the last roll-up
 */
export const fetchAll = async (place: Place, lanes: readonly Lane[], stopping: AbortSignal): Promise<number> => {
  const config = loadConfig(place.env, { mode: 'demo' });
  const running = await openProcess({ config, role: 'job', actor: { kind: 'cli', name: 'bench' }, connections: 2 });
  try {
    const startedAt = performance.now();
    const chunks = await plan(place, running, lanes);
    await untilDerived(place.admin, chunks, stopping);
    return (performance.now() - startedAt) / 1000;
  } finally {
    await running.close();
  }
};

const families = ['facts_ad_days', 'facts_ad_conversions'] as const;

/** The ledger's rows of one client and family as COPY reads them, in the order of the key. */
export type CopyFile = { readonly table: string; readonly path: string; readonly rows: number };

/** Writes what the ledger holds to files, one per client and family: the same rows a plain COPY will load. */
export const writeCopyFiles = async (place: Place, lanes: readonly Lane[]): Promise<CopyFile[][]> => {
  const all: CopyFile[][] = [];
  for (const { clientId } of lanes) {
    const mine: CopyFile[] = [];
    for (const table of families) {
      const path = join(place.folder, `${table}-${clientId}.copy`);
      const rows = await place.admin.query<{ rows: number }>(
        `select count(*)::int4 as rows from ${table} where client_id = ${clientId}`,
      );
      const text = `copy (select * from ${table} where client_id = ${clientId} order by day, entity) to stdout`;
      await pipeline(place.admin.query(copyTo(text)), createWriteStream(path));
      mine.push({ table, path, rows: rows.rows[0]?.rows ?? 0 });
    }
    all.push(mine);
  }
  return all;
};

const plainName = (table: string): string => `plain_${table}`;

/** A table with the ledger's columns, key and partitions, and nothing else. */
const makePlainTables = async (admin: pg.Client): Promise<void> => {
  for (const table of families) {
    const plain = plainName(table);
    await admin.query(`create table ${plain} (like ${table} including all) partition by range (day)`);
    const { rows } = await admin.query<{ name: string; bound: string }>(
      `select c.relname as name, pg_get_expr(c.relpartbound, c.oid) as bound
         from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = $1::regclass`,
      [table],
    );
    for (const { name, bound } of rows) await admin.query(`create table plain_${name} partition of ${plain} ${bound}`);
  }
};

/**
 * Loads the same rows with nothing but COPY, as many clients at once as the worker takes.
 * @returns seconds until the last transaction is committed
 */
export const copyAll = async (place: Place, files: readonly (readonly CopyFile[])[]): Promise<number> => {
  await makePlainTables(place.admin);
  const clients = await Promise.all(files.map(() => place.another()));
  const startedAt = performance.now();
  await Promise.all(
    files.map(async (mine, index) => {
      const client = clients[index];
      await client?.query('begin');
      for (const { table, path } of mine) {
        if (client === undefined || statSync(path).size === 0) continue;
        const target = client.query(copyFrom(`copy ${plainName(table)} from stdin`));
        await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), target);
      }
      await client?.query('commit');
    }),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  // No process would start beside tables without labels.
  for (const table of families) await place.admin.query(`drop table ${plainName(table)}`);
  return seconds;
};
