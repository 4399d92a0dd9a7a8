import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../../test/kit/index.ts';
import type { Context } from '../foundation/db/index.ts';
import { withClients } from '../foundation/db/index.ts';
import { isFault } from '../foundation/kit/index.ts';
import { addClient } from './roster/add-client.ts';
import { getClient, listClientIds, listClients } from './roster/read-clients.ts';
import { changeSettings } from './settings/change-settings.ts';

const database = await testDatabase({ after });
const ctx: Context = database.context({ kind: 'cli', name: 'test' });
const bloom = { name: 'Bloemen & Zo', kind: 'legal_person', locale: 'nl', zone: 'Europe/Amsterdam' };

test('an added client is listed by name with the default settings, and by the web server too', async () => {
  const second = await addClient(ctx, { ...bloom, name: 'Tuin' });
  const first = await addClient(ctx, bloom);
  assert.deepEqual(
    (await listClients(ctx)).map((client) => client.name),
    ['Bloemen & Zo', 'Tuin'],
  );
  assert.deepEqual(new Set(await listClientIds(ctx)), new Set([first, second]));
  const seen = await getClient({ ...ctx, db: database.app }, { clientId: first });
  assert.deepEqual(seen.settings, {
    organicHistory: false,
    organicGround: null,
    windows: ['30/30/1'],
    reportTimes: ['TIME_OF_AD_ACTION', 'TIME_OF_CONVERSION'],
    keepMonths: 31,
  });
  assert.equal(seen.termsAcceptedAt, null);
});

test('switching organic history on is in the audit trail with who and on what ground', async () => {
  const clientId = await addClient(ctx, bloom);
  const settings = await changeSettings(ctx, {
    clientId,
    settings: { organicHistory: true, organicGround: 'contract:2026-014' },
  });
  assert.equal(settings.organicHistory, true);
  assert.equal((await getClient(ctx, { clientId })).settings.organicGround, 'contract:2026-014');
  const entries = await database.admin<{ action: string; facts: Record<string, unknown>; actor: string }>(
    "select to_jsonb(p) ->> 'action' as action, to_jsonb(p) ->> 'actor' as actor, facts from audit_pending p where client_id = $1 order by entry_id",
    [clientId],
  );
  assert.deepEqual(
    entries.map((entry) => entry.action),
    ['clients.added', 'clients.settings-changed'],
  );
  assert.equal(entries[1]?.facts.organicGround, 'contract:2026-014');
  assert.equal(entries[1]?.actor, 'cli:test');
});

test('a client that does not exist and one outside the claim give the same nothing', async () => {
  const clientId = await addClient(ctx, bloom);
  const other = await addClient(ctx, { ...bloom, name: 'Ander' });
  const rows = await withClients(database.app, { actor: ctx.actor, clientIds: [other] }, (tx) =>
    tx.sql('select 1 from clients where client_id = $1', [clientId]),
  );
  assert.equal(rows.length, 0);
  await assert.rejects(getClient(ctx, { clientId: 1 as typeof clientId }), (error) =>
    isFault(error, 'CLIENTS_MISSING'),
  );
});
