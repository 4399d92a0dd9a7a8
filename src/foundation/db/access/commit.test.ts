import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../../../../test/kit/database.ts';
import { settle } from './commit.ts';
import { insideOf } from './database.ts';
import { withoutClient } from './transactions.ts';

const database = await testDatabase({ after });
const { pool } = insideOf(database.job);
const actor = { kind: 'system', name: 'test' } as const;

const [start] = await database.admin<{ start: string; first: string }>(
  'select pg_postmaster_start_time()::text as start, first_transaction::text as first from db_installation',
);
const serverStart = start?.start ?? '';
const first = BigInt(start?.first ?? 0);

/** The number of a transaction that was stored, or undone. */
const numberOf = async (end: 'stored' | 'undone'): Promise<bigint> => {
  let number = 0n;
  const work = withoutClient(database.job, { actor }, async (tx) => {
    const [row] = await tx.sql<{ number: string }>('select pg_current_xact_id()::text as number');
    number = BigInt(row?.number ?? 0);
    if (end === 'undone') throw new Error('on purpose');
  });
  await (end === 'stored' ? work : assert.rejects(work));
  return number;
};

test('a transaction of this server start is what the server says it is', async () => {
  await settle(pool, { number: await numberOf('stored'), serverStart });
  await assert.rejects(settle(pool, { number: await numberOf('undone'), serverStart }), { code: 'DB_LOST' });
});

test('a number from before a crash that was given away again is not ours, though its new owner was stored', async () => {
  const number = await numberOf('stored');
  assert.ok(number > first);
  await assert.rejects(settle(pool, { number, serverStart: 'before the crash' }), { code: 'DB_LOST' });
});

test('a number from before a crash that was not given away is what the server says it is', async () => {
  const number = await numberOf('stored');
  await database.admin('update db_installation set first_transaction = $1', [String(number + 1n)]);
  await settle(pool, { number, serverStart: 'before the crash' });
});

test('a number the server has not reached was lost in the crash', async () => {
  const number = (await numberOf('stored')) + 1_000_000n;
  for (const at of ['before the crash', serverStart]) {
    await assert.rejects(settle(pool, { number, serverStart: at }), { code: 'DB_LOST' });
  }
});
