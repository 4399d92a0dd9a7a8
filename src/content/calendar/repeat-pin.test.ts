import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../../../test/kit/index.ts';
import { addClient } from '../../clients/index.ts';
import { emptyContent } from '../pins/content.ts';
import { draftPin } from '../pins/make-pins.ts';
import { listPins } from '../pins/read-pins.ts';
import { repeatPin } from './repeat-pin.ts';

const database = await testDatabase({ after });
const ctx = database.context({ kind: 'cli', name: 'test' });
const clientId = await addClient(ctx, { name: 'Tuin', kind: 'legal_person', locale: 'nl', zone: 'Europe/Amsterdam' });

test('a Pin for other boards is drafted once for each, at the same time of day over a clock change, as one series', async () => {
  const content = { ...emptyContent, title: 'Stoel', boardId: '1', sectionId: '9' };
  const { pinId } = await draftPin(ctx, { clientId, content, plannedFor: '2030-10-26T09:00' });
  const wish = { clientId, pinId, boardIds: ['2', '1', '3', '2'], everyDays: 1 };
  const first = await repeatPin(ctx, wish);
  assert.deepEqual(
    first.map((each) => each.outcome),
    ['made', 'made'],
  );
  const again = await repeatPin(ctx, { ...wish, boardIds: ['3', '4'] });
  assert.deepEqual(
    again.map((each) => each.outcome),
    ['existing', 'made'],
  );
  const pins = await listPins(ctx, { clientIds: [clientId], seriesId: pinId, limit: 10 });
  assert.deepEqual(
    pins
      .toSorted((one, other) => ((one.content.boardId ?? '') < (other.content.boardId ?? '') ? -1 : 1))
      .map((pin) => [pin.content.boardId, pin.content.sectionId, pin.plannedFor, pin.dueAt?.toISOString(), pin.state]),
    [
      ['1', '9', '2030-10-26T09:00', '2030-10-26T07:00:00.000Z', 'draft'],
      ['2', null, '2030-10-27T09:00', '2030-10-27T08:00:00.000Z', 'draft'],
      ['3', null, '2030-10-28T09:00', '2030-10-28T08:00:00.000Z', 'draft'],
      ['4', null, '2030-10-28T09:00', '2030-10-28T08:00:00.000Z', 'draft'],
    ],
  );
  assert.equal(new Set(pins.map((pin) => pin.pinId)).size, 4);
});

test('without a moment there is nothing to count from', async () => {
  const { pinId } = await draftPin(ctx, { clientId, content: { ...emptyContent, boardId: '1' }, plannedFor: null });
  await assert.rejects(repeatPin(ctx, { clientId, pinId, boardIds: ['2'], everyDays: 1 }), {
    code: 'CONTENT_MOMENT_REFUSED',
  });
});
