import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testConnect } from '../../../test/kit/connected.ts';
import { disconnect } from '../../connect/index.ts';
import { openDatabase, withClient } from '../../foundation/db/index.ts';
import { addDays, type ClientId, dayOf, isFault, newClientId } from '../../foundation/kit/index.ts';
import { listBoards, listPins, listSections } from './list-content.ts';
import { liveOrganic } from './live-organic.ts';
import { claimReading, finishReading, keepPage } from './live-reads.ts';

const PLANTED = 'planted-person-8c41';
const place = await testConnect({ after }, { plant: PLANTED });
const { database, users, control } = place;
const ctx = place.context({ kind: 'system', name: 'test' });
const businesses = users.filter((user) => user.accountType === 'BUSINESS');
const clientId = await place.connectClient(businesses[0]);
const other = await place.connectClient(businesses[1]);

const MANY_BOARDS = 260;
const HOUR_MS = 3_600_000;
const tables = ['reads', 'boards', 'sections', 'pins', 'figures'].map((name) => `ingest_live_${name}`);

type Journal = { items: { op: string; status: number }[] };
const calls = async (operation: string): Promise<number> =>
  (await control<Journal>('requests?limit=100000')).items.filter((item) => item.op === operation).length;

const rowsOf = async (id: ClientId): Promise<number[]> => {
  const counts = tables.map((name) => `(select count(*) from ${name} where client_id = ${id})::int4`);
  const [row] = await database.admin<{ counts: number[] }>(`select array[${counts.join(', ')}] as counts`);
  return row?.counts ?? [];
};

const seenBy = async (id: ClientId): Promise<number> => {
  const rows = await withClient(database.app, { actor: ctx.actor, clientId: id }, (tx) =>
    tx.sql<{ n: number }>(tables.map((name) => `select count(*)::int4 as n from ${name}`).join(' union all ')),
  );
  return rows.reduce((sum, row) => sum + row.n, 0);
};

test('all boards are walked, once however many ask at the same time, and then served from here', async () => {
  const before = await calls('boards/list');
  const page = { ...ctx, db: database.app };
  const answers = await Promise.all([ctx, page, ctx, page].map((each) => listBoards(each, { clientId })));
  for (const answer of answers) assert.deepEqual([answer.total, answer.items.length], [MANY_BOARDS, MANY_BOARDS]);
  assert.equal((await calls('boards/list')) - before, 2, 'two pages of 250');
  const part = await listBoards(page, { clientId, from: 250, most: 5 });
  assert.deepEqual(part.items, answers[0]?.items.slice(250, 255));
  assert.equal((await calls('boards/list')) - before, 2);
  const again = await listBoards(ctx, { clientId, again: true });
  assert.ok(again.readAt > part.readAt);
  assert.equal((await calls('boards/list')) - before, 4);
  assert.deepEqual((await rowsOf(clientId)).slice(0, 2), [1, MANY_BOARDS], 'the former answer is gone');
});

test('Pins and sections come with texts and links and without anybody’s name', async () => {
  const boards = await listBoards(ctx, { clientId });
  const pins = await listPins(ctx, { clientId });
  assert.ok(pins.total > 50);
  assert.ok(pins.items.some((pin) => pin.title !== null && pin.link !== null && pin.media !== null));
  const boardId = pins.items[0]?.board_id ?? '';
  const ofBoard = await listPins(ctx, { clientId, boardId });
  assert.ok(ofBoard.total > 0 && ofBoard.items.every((pin) => pin.board_id === boardId));
  await listSections(ctx, { clientId, boardId });
  assert.ok(boards.items.every((board) => !('owner' in board)));
  for (const name of tables) {
    const [row] = await database.admin<{ n: number }>(
      `select count(*)::int4 as n from ${name} each where each::text like '%' || $1 || '%'`,
      [PLANTED],
    );
    assert.equal(row?.n, 0, name);
  }
});

test('organic figures are asked live, of the account and of one Pin; unknown is not zero', async () => {
  const today = dayOf(ctx.clock.now());
  const range = { from: addDays(today, -30), to: today };
  const before = await calls('user_account/analytics');
  const figures = await liveOrganic(ctx, { clientId, ...range });
  assert.equal(figures.days.length, 31);
  assert.deepEqual(figures.days.at(-1)?.metrics, {}, 'today is not in yet');
  assert.ok((figures.days[0]?.metrics.IMPRESSION ?? 0) > 0);
  assert.equal(figures.days[0]?.status, 'READY');
  const [best] = figures.topPins;
  assert.ok(best !== undefined);
  assert.deepEqual(await liveOrganic(ctx, { clientId, ...range }), figures);
  assert.equal((await calls('user_account/analytics')) - before, 1);
  await assert.rejects(liveOrganic(ctx, { clientId, from: addDays(today, -91), to: today }), (error) =>
    isFault(error, 'INGEST_ORGANIC_RANGE'),
  );
});

test('nothing of it can reach the write-ahead log or a backup: every partition and index is unlogged', async () => {
  const logged = await database.admin(
    `select c.relname from pg_inherits h
       join lateral (select h.inhrelid as oid union all select indexrelid from pg_index where indrelid = h.inhrelid) each on true
       join pg_class c on c.oid = each.oid
      where h.inhparent = any ($1::regclass[]) and c.relpersistence <> 'u'`,
    [tables],
  );
  assert.deepEqual(logged, []);
});

test('another client sees nothing, not even by its own question', async () => {
  assert.equal(await seenBy(newClientId()), 0);
  assert.equal(await seenBy(other), 0);
  const boards = await listBoards(ctx, { clientId: other });
  assert.ok(boards.total < MANY_BOARDS);
});

test('a reading whose process died is taken over when its lease has lapsed, and what the dead one still writes is refused', async () => {
  const question = { clientId: other, what: 'sections', scope: '123' } as const;
  const first = await claimReading(ctx, question, undefined);
  assert.ok(first.state === 'mine');
  assert.equal((await claimReading(ctx, question, undefined)).state, 'asked-by-another');
  await database.admin(`update ingest_live_reads set lease_until = now() where scope = '123'`);
  const second = await claimReading(ctx, question, undefined);
  assert.ok(second.state === 'mine');
  await keepPage(ctx, second.reading, { place: 0, items: [{ id: '1', name: 'a\u0000b' }] });
  await finishReading(ctx, second.reading, 1);
  const late = keepPage(ctx, first.reading, { place: 0, items: [{}] });
  await assert.rejects(late, (error) => isFault(error, 'INGEST_LIVE_FORGOTTEN'));
});

test('a refusal of Pinterest reaches the asker and leaves nothing behind', async () => {
  const [reads] = await rowsOf(other);
  await assert.rejects(
    listPins(ctx, { clientId: other, boardId: '999' }),
    (error) => isFault(error) && error.kind === 'missing',
  );
  assert.equal((await rowsOf(other))[0], reads);
});

test('disconnecting empties all of it in its own transaction; an answer under way is not written', async () => {
  const user = businesses[2];
  const third = await place.connectClient(user);
  await listBoards(ctx, { clientId: third });
  const underWay = await claimReading(ctx, { clientId: third, what: 'pins', scope: '' }, undefined);
  assert.ok(underWay.state === 'mine');
  const kept = await rowsOf(clientId);
  await disconnect(ctx, { clientId: third });
  assert.deepEqual(await rowsOf(third), [0, 0, 0, 0, 0]);
  assert.deepEqual(await rowsOf(clientId), kept, 'nobody else’s');
  await assert.rejects(keepPage(ctx, underWay.reading, { place: 0, items: [{}] }), (error) =>
    isFault(error, 'INGEST_LIVE_FORGOTTEN'),
  );
  await assert.rejects(listBoards(ctx, { clientId: third }), (error) => isFault(error, 'CONNECT_NOT_CONNECTED'));
  assert.deepEqual(await rowsOf(third), [0, 0, 0, 0, 0]);
});

test('forgetting needs one client, and forgets that one only', async () => {
  const forget = 'select forget_transient()';
  await assert.rejects(
    withClient(database.app, { actor: ctx.actor, clientId: other }, async (tx) => {
      await tx.sql("select set_config('prikbord.claim', '', true)");
      await tx.sql(forget);
    }),
  );
  const kept = await rowsOf(clientId);
  await withClient(database.app, { actor: ctx.actor, clientId: other }, (tx) => tx.sql(forget));
  assert.deepEqual(await rowsOf(other), [0, 0, 0, 0, 0]);
  assert.deepEqual(await rowsOf(clientId), kept);
});

test('after a restore of the database all of it is out of sight at once, and emptied with the next connection', async () => {
  await listBoards(ctx, { clientId });
  assert.ok((await seenBy(clientId)) > 0);
  await database.admin('update db_installation set restore_marker = gen_random_uuid()');
  assert.equal(await seenBy(clientId), 0);
  await (await openDatabase({ config: database.config, keys: database.keys, role: 'app', max: 1 })).close();
  assert.deepEqual(await rowsOf(clientId), [0, 0, 0, 0, 0]);
});

test('what was read is gone from sight the second it expires, the sweeper dead and the clock set back, and is then asked again', async () => {
  const before = await calls('boards/list');
  const { expiresAt, readAt } = await listBoards(ctx, { clientId });
  assert.ok(expiresAt.getTime() - readAt.getTime() <= 24 * HOUR_MS);
  const left = expiresAt.getTime() - ctx.clock.now().getTime();
  await database.clock.advance(left - 30_000);
  assert.equal(await seenBy(clientId), MANY_BOARDS + 1);
  await database.clock.advance(30_001);
  assert.equal(await seenBy(clientId), 0);
  await database.admin('update db_clock set offset_ms = 0');
  assert.equal(await seenBy(clientId), 0, 'the clock set back');
  assert.ok(((await rowsOf(clientId))[1] ?? 0) > 0, 'nobody swept');
  const again = await listBoards(ctx, { clientId });
  assert.equal(again.total, MANY_BOARDS);
  assert.equal((await calls('boards/list')) - before, 4);
});
