import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { testDatabase } from '../../../../test/kit/index.ts';
import { withoutClient } from '../../db/index.ts';
import { type ClientId, isFault, newClientId } from '../../kit/index.ts';
import { linkPending } from '../sequencer/link-pending.ts';
import { startSequencer, type TrailInput } from '../sequencer/start-sequencer.ts';
import { writeCheckpoint } from '../trail/checkpoint.ts';
import { record } from '../trail/record.ts';
import { verifyTrail } from './verify-trail.ts';

const database = await testDatabase({ after });
const ctx = database.context();
let input: TrailInput;

before(async () => {
  input = { keys: database.keys, config: { modeDir: await mkdtemp(join(tmpdir(), 'prikbord-audit-')) } };
});
after(() => rm(input.config.modeDir, { recursive: true, force: true }));

const note = (count: number, clientId: ClientId = newClientId()): Promise<void> =>
  withoutClient(database.app, { actor: ctx.actor }, async (tx) => {
    for (let nth = 0; nth < count; nth += 1) {
      await record(tx, {
        action: 'test.noted',
        actor: ctx.actor,
        clientId,
        subject: `thing-${nth}`,
        facts: { nth, of: 'x' },
      });
    }
  });

const seal = async (): Promise<void> => {
  const sealed = await linkPending(ctx, input.keys);
  if (sealed !== undefined) await writeCheckpoint(input.config, sealed);
};

/** Runs statements as an administrator who can switch the append-only triggers off, and takes them back afterwards. */
const tampered = async <Result>(statements: readonly string[], look: () => Promise<Result>): Promise<Result> => {
  try {
    await database.admin(statements.join(';'));
    return await look();
  } finally {
    await database.admin(`delete from audit_entries; insert into audit_entries select * from saved_entries;
      delete from audit_seals; insert into audit_seals select * from saved_seals`);
  }
};

test('entries are sealed within a second, by one of several sequencers, and the trail is whole', async () => {
  const sequencers = [startSequencer(ctx, input), startSequencer(ctx, input)];
  for (let batch = 0; batch < 5; batch += 1) {
    await note(6);
    const startedAt = performance.now();
    for (;;) {
      const [row] = await database.admin<{ left: number }>('select count(*)::int as left from audit_pending');
      if (row?.left === 0) break;
      assert(performance.now() - startedAt < 1000, 'not sealed within a second');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  await Promise.all(sequencers.map((sequencer) => sequencer.stop()));
  const report = await verifyTrail(ctx, input);
  assert.deepEqual([report.isWhole, report.entries, report.pending, report.checkpoint], [true, 30n, 0, 30n]);
  assert(report.seals >= 2);
});

test('an entry is gone when its transaction is rolled back', async () => {
  await assert.rejects(
    withoutClient(database.app, { actor: ctx.actor }, async (tx) => {
      await record(tx, { action: 'test.undone', actor: ctx.actor });
      throw new Error('no');
    }),
  );
  await seal();
  assert.deepEqual(await database.admin(`select 1 from audit_entries where action = 'test.undone'`), []);
});

test('names, texts, and another actor are refused', async () => {
  const attempt = (entry: Parameters<typeof record>[1]) =>
    withoutClient(database.app, { actor: ctx.actor }, (tx) => record(tx, entry));
  const refused = (error: unknown) => isFault(error, 'AUDIT_ENTRY_REFUSED');
  const { actor } = ctx;
  await assert.rejects(attempt({ action: 'test.noted', actor, subject: 'jan@example.nl' }), refused);
  await assert.rejects(attempt({ action: 'test.noted', actor, facts: { name: 'Jan Jansen' } }), refused);
  await assert.rejects(attempt({ action: 'Test noted', actor }), refused);
  await assert.rejects(attempt({ action: 'test.noted', actor: { kind: 'system', name: 'somebody-else' } }));
});

test('neither login may change the trail, and the owner is refused by the table itself', async () => {
  for (const db of [database.app, database.job]) {
    for (const statement of [
      `update audit_entries set action = 'x.y'`,
      'delete from audit_entries',
      'delete from audit_seals',
      'delete from audit_pending',
      'truncate audit_entries',
    ]) {
      await assert.rejects(
        withoutClient(db, { actor: ctx.actor }, (tx) => tx.sql(statement)),
        statement,
      );
    }
  }
  await assert.rejects(database.admin('delete from audit_entries'), /append-only/);
  await assert.rejects(database.admin('truncate audit_seals'), /append-only/);
});

type Tamper = { readonly name: string; readonly sql: (at: number, other: number) => readonly string[] };

const swapped = (column: string) => (at: number, other: number) => [
  `update audit_entries a set ${column} = b.${column} from audit_entries b
    where (a.seq, b.seq) in ((${at}, ${other}), (${other}, ${at}))`,
];

const tampers: readonly Tamper[] = [
  { name: 'an action is changed', sql: (at) => [`update audit_entries set action = 'test.other' where seq = ${at}`] },
  { name: 'an actor is changed', sql: (at) => [`update audit_entries set actor = 'system:other' where seq = ${at}`] },
  { name: 'a client is changed', sql: (at) => [`update audit_entries set client_id = 7 where seq = ${at}`] },
  { name: 'a subject is emptied', sql: (at) => [`update audit_entries set subject = null where seq = ${at}`] },
  {
    name: 'a fact is added',
    sql: (at) => [`update audit_entries set facts = facts || '{"more":1}' where seq = ${at}`],
  },
  {
    name: 'a fact changes kind',
    sql: (at) => [`update audit_entries set facts = facts || '{"of":1}' where seq = ${at}`],
  },
  {
    name: 'a time moves by a microsecond',
    sql: (at) => [`update audit_entries set recorded_at = recorded_at + interval '1 microsecond' where seq = ${at}`],
  },
  { name: 'a hash is changed', sql: (at) => [`update audit_entries set hash = sha256(hash) where seq = ${at}`] },
  { name: 'an entry is removed', sql: (at) => [`delete from audit_entries where seq = ${at}`] },
  {
    name: 'an entry is removed and the later ones move up',
    sql: (at) => [
      `delete from audit_entries where seq = ${at}`,
      `update audit_entries set seq = -seq where seq > ${at}`,
      `update audit_entries set seq = -seq - 1 where seq < 0`,
    ],
  },
  { name: 'the tail is cut', sql: (at) => [`delete from audit_entries where seq >= ${at}`] },
  {
    name: 'the tail is cut with its seals',
    sql: (at) => [`delete from audit_entries where seq >= ${at}`, `delete from audit_seals where seq >= ${at}`],
  },
  {
    name: 'the tail is cut at a seal',
    sql: (at) => [
      `delete from audit_entries where seq > (select coalesce(max(seq), 0) from audit_seals where seq < ${at})`,
      `delete from audit_seals where seq >= ${at}`,
    ],
  },
  { name: 'everything is removed', sql: () => ['delete from audit_entries', 'delete from audit_seals'] },
  { name: 'two entries change places', sql: swapped('recorded_at') },
  {
    name: 'two entries with their hashes change places',
    sql: (at, other) => [
      `update audit_entries set seq = -seq where seq in (${at}, ${other})`,
      `update audit_entries set seq = case when seq = -${at} then ${other} else ${at} end where seq < 0`,
    ],
  },
  {
    name: 'an entry is slipped in',
    sql: (at) => [
      `update audit_entries set seq = -seq where seq >= ${at}`,
      `update audit_entries set seq = -seq + 1 where seq < 0`,
      `insert into audit_entries select ${at}, gen_random_uuid(), recorded_at, 'test.forged', actor, client_id, subject, facts, hash
         from audit_entries where seq = ${at + 1}`,
    ],
  },
  {
    name: 'an entry is added at the end',
    sql: () => [
      `insert into audit_entries select max(seq) + 1, gen_random_uuid(), now(), 'test.forged', 'system:x', null, null, '{}', sha256('x')
         from audit_entries`,
    ],
  },
  {
    name: 'the first entry of a seal loses it',
    sql: () => ['delete from audit_seals where seq = (select min(seq) from audit_seals)'],
  },
  {
    name: 'the last seal is removed',
    sql: () => ['delete from audit_seals where seq = (select max(seq) from audit_seals)'],
  },
  { name: 'the hash of a seal is changed', sql: () => ['update audit_seals set hash = sha256(hash)'] },
  { name: 'a signature is changed', sql: () => ['update audit_seals set signature = sha256(signature) || hash'] },
];

test('1,000 random tampers are all found', { timeout: 120_000 }, async () => {
  for (let batch = 0; batch < 4; batch += 1) {
    await note(3 + batch);
    await seal();
  }
  assert.equal((await verifyTrail(ctx, input)).isWhole, true);
  const [row] = await database.admin<{ last: number }>('select max(seq)::int as last from audit_entries');
  const last = row?.last ?? 0;
  // Whoever tampers as owner is held by no constraint or trigger; durability of the tampering itself is of no interest.
  await database.admin(`alter table audit_entries drop constraint audit_entries_seq_check;
    set session_replication_role = 'replica'; set synchronous_commit = off;
    create table saved_entries as select * from audit_entries; create table saved_seals as select * from audit_seals`);
  const place = fc.integer({ min: 1, max: last });
  const seed = Number(process.hrtime.bigint() % 1_000_000n);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...tampers), place, place, async (tamper, at, other) => {
      fc.pre(at !== other);
      const report = await tampered(tamper.sql(at, other), () => verifyTrail(ctx, input));
      assert.equal(report.isWhole, false, `${tamper.name} at ${at} (${other}) went unseen`);
    }),
    { numRuns: 1000, seed },
  );
  assert.equal((await verifyTrail(ctx, input)).isWhole, true);
});

test('a trail of another installation is not believed', async () => {
  const stranger = { ...database.keys, derive: () => Buffer.alloc(32, 7) };
  const report = await verifyTrail(ctx, { ...input, keys: stranger });
  assert.equal(report.isWhole, false);
  assert(report.problems.every((problem) => problem.code === 'seal-forged'));
});
