import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../../../test/kit/index.ts';
import { withClient } from '../../foundation/db/index.ts';
import { type Day, dayOf, parseDay } from '../../foundation/kit/index.ts';
import { addClient } from '../roster/add-client.ts';
import { changeSettings } from './change-settings.ts';
import { keptFrom } from './kept-from.ts';

const database = await testDatabase({ after });
const ctx = database.context({ kind: 'cli', name: 'test' });

test('a term keeps this month and as many whole months before it', () => {
  assert.equal(keptFrom(1, parseDay('2026-11-30')), '2026-10-01');
  assert.equal(keptFrom(1, parseDay('2026-12-01')), '2026-11-01');
  assert.equal(keptFrom(12, parseDay('2026-02-28')), '2025-02-01');
  assert.equal(keptFrom(31, parseDay('2026-11-23')), '2024-04-01');
});

test('the database and the code agree on the first day kept, whatever the term, from the moment it is changed', async () => {
  const clientId = await addClient(ctx, { name: 'Tuin', kind: 'legal_person', locale: 'nl', zone: 'Europe/Amsterdam' });
  for (const keepMonths of [1, 2, 11, 12, 31, 120]) {
    await changeSettings(ctx, { clientId, settings: { keepMonths } });
    for (const db of [database.app, database.job]) {
      const [row] = await withClient(db, { actor: ctx.actor, clientId }, (tx) =>
        tx.sql<{ day: Day }>('select client_kept_from($1) as day', [clientId]),
      );
      assert.equal(row?.day, keptFrom(keepMonths, dayOf(ctx.clock.now())));
    }
  }
});
