import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { testDatabase } from '../../../test/kit/index.ts';
import { isFault, type UserId } from '../../foundation/kit/index.ts';
import { addClient } from '../roster/add-client.ts';
import { listViews, removeView, saveView } from './saved-views.ts';

const database = await testDatabase({ after });
const ctx = database.context();
const aClient = () =>
  addClient(ctx, { name: 'Weergave', kind: 'legal_person', locale: 'nl', zone: 'Europe/Amsterdam' });
const somebody = (): UserId => randomUUID() as UserId;

test('a view is kept per person and client, and one of the same name is replaced', async () => {
  const [clientId, other, eva, tom] = [await aClient(), await aClient(), somebody(), somebody()];
  const first = await saveView(ctx, { clientId, owner: eva, name: ' Maandag ', address: 'period=last-7' });
  await saveView(ctx, { clientId, owner: tom, name: 'Maandag', address: 'period=year' });
  const again = await saveView(ctx, {
    clientId,
    owner: eva,
    name: 'Maandag',
    address: 'period=month&columns=spend%2Croas',
  });
  assert.deepEqual(again, { viewId: first.viewId, name: 'Maandag', address: 'period=month&columns=spend%2Croas' });
  assert.deepEqual(await listViews(ctx, { clientId, owner: eva }), [again]);
  assert.deepEqual(await listViews(ctx, { clientId: other, owner: eva }), []);
  await assert.rejects(removeView(ctx, { clientId, owner: tom, viewId: first.viewId }), (error) =>
    isFault(error, 'CLIENTS_VIEW_MISSING'),
  );
  await removeView(ctx, { clientId, owner: eva, viewId: first.viewId });
  assert.deepEqual(await listViews(ctx, { clientId, owner: eva }), []);
  assert.equal((await listViews(ctx, { clientId, owner: tom })).length, 1);
});

test('a view without a name, with an address that is none, or one too many is refused', async () => {
  const [clientId, owner] = [await aClient(), somebody()];
  for (const wrong of [
    { name: '  ' },
    { name: 'x'.repeat(61) },
    { address: 'javascript:alert(1)' },
    { address: 'x'.repeat(2001) },
  ]) {
    await assert.rejects(saveView(ctx, { clientId, owner, name: 'Goed', address: '', ...wrong }), (error) =>
      isFault(error, 'CLIENTS_VIEW_INVALID'),
    );
  }
  for (let number = 0; number < 50; number += 1)
    await saveView(ctx, { clientId, owner, name: `Nummer ${number}`, address: '' });
  await assert.rejects(saveView(ctx, { clientId, owner, name: 'Nummer 50', address: '' }), (error) =>
    isFault(error, 'CLIENTS_VIEWS_FULL'),
  );
  await saveView(ctx, { clientId, owner, name: 'Nummer 7', address: 'period=year' });
});
