import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import { testDatabase } from '../../../../test/kit/database.ts';
import { openDatabase } from '../access/database.ts';
import { databaseClock } from './database-clock.ts';

const database = await testDatabase({ after });
const { clock } = database.context();
const day = 86_400_000;
const sqlNow = async (): Promise<number> =>
  Number((await database.admin<{ at: string }>('select extract(epoch from clock_now()) * 1000 as at'))[0]?.at);
const isNear = (one: number, other: number): void =>
  assert.ok(Math.abs(one - other) < 2000, `${one} is not near ${other}`);

test('the clock of the process is the clock of the database', async () =>
  isNear(clock.now().getTime(), await sqlNow()));

test('time that was moved forward stays so, for every process and when the file is gone', async () => {
  const before = await sqlNow();
  await database.clock.advance(3 * day);
  isNear(await sqlNow(), before + 3 * day);
  isNear(clock.now().getTime(), before + 3 * day);
  await database.clock.set(new Date(before + 5 * day).toISOString());
  isNear(clock.now().getTime(), before + 5 * day);
  await assert.rejects(database.clock.set(new Date(before).toISOString()));
  await writeFile(database.config.clockFile ?? '', 'PT1S');
  const other = databaseClock(database.app);
  await other.refresh();
  isNear(other.now().getTime(), before + 5 * day);
  await other.close();
});

test('the mark holds the calendar when the server’s own clock or the offset goes back', async () => {
  const before = await sqlNow();
  await database.admin('update db_clock set offset_ms = 0, mark = greatest(mark, clock_now())');
  assert.ok((await sqlNow()) >= before - 5000);
  await database.admin('update db_clock set offset_ms = $1', [5 * day]);
});

test('the mark moves along, and not at every question', async () => {
  const marks: unknown[] = [];
  for (let round = 0; round < 3; round += 1) {
    await database.admin('select clock_tick()');
    marks.push((await database.admin<{ mark: Date }>('select mark from db_clock'))[0]?.mark.getTime());
  }
  assert.equal(new Set(marks).size, 1);
  await database.admin("update db_clock set mark = mark - interval '6 seconds'");
  await database.admin('select clock_tick()');
  const [row] = await database.admin<{ lag: string }>(
    'select extract(epoch from clock_now() - mark) as lag from db_clock',
  );
  assert.ok(Number(row?.lag) < 4);
});

test('the clock file counts only while the Pinterest address is this machine', async () => {
  const before = await sqlNow();
  await writeFile(database.config.clockFile ?? '', 'P400D');
  const config = { ...database.config, pinterest: { ...database.config.pinterest, isLoopback: false } };
  const db = await openDatabase({ config, keys: database.keys, role: 'app', max: 1 });
  const real = databaseClock(db);
  await real.refresh();
  isNear(real.now().getTime(), before);
  await real.close();
  await db.close();
});

test('a clock file with anything but one duration is told and changes nothing', async () => {
  const follower = databaseClock(database.app);
  const before = await sqlNow();
  for (const text of ['tomorrow', '1 day', 'P', 'PT', "P1D'; drop table db_clock", '-P1D']) {
    await writeFile(database.config.clockFile ?? '', text);
    await assert.rejects(follower.refresh(), { code: 'DB_CLOCK_FILE' }, text);
  }
  await writeFile(database.config.clockFile ?? '', '');
  await follower.refresh();
  isNear(follower.now().getTime(), before);
  await follower.close();
});

test('the clock never shows an earlier moment than before', async () => {
  let last = clock.now().getTime();
  for (let round = 0; round < 50; round += 1) {
    if (round % 10 === 0) await database.clock.advance(1);
    const at = clock.now().getTime();
    assert.ok(at >= last);
    last = at;
  }
});
