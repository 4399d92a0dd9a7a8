import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import sharp from 'sharp';
import { testActing } from '../../../test/kit/acting.ts';
import { testConnect } from '../../../test/kit/connected.ts';
import { receiveAsset } from '../assets/receive-asset.ts';
import { wallClockOf } from '../calendar/moments.ts';
import { markPins } from '../jobs/after-act.ts';
import { askReview } from '../review/ask-review.ts';
import { sayOfPins } from '../review/say.ts';
import { changeContentSettings } from '../settings/settings.ts';
import { emptyContent } from './content.ts';
import { decidePin } from './decide-pin.ts';
import { draftPin } from './make-pins.ts';
import { getPin } from './read-pins.ts';

const kit = await testConnect({ after });
const acting = await testActing({ after }, kit);
const { ctx, person } = acting;
const account = kit.users.find((each) => each.accountType === 'BUSINESS');
const clientId = await kit.connectClient(account);
await changeContentSettings(ctx, { clientId, change: { clientReview: false } });
const boardId = await acting.boardOf(clientId);
const bytes = await sharp({ create: { width: 1000, height: 1500, channels: 3, background: '#1f6f43' } })
  .png()
  .toBuffer();
const { assetId } = await receiveAsset(ctx, acting.files, { clientId, name: 'chair.png', source: [bytes] });
const hand = acting.hand();
after(() => hand.stop());

const state = async (pinId: string) => (await getPin(ctx, { clientId, pinId })).state;

/** A Pin that was sent three times, was never there, and now stands before a person. */
const held = async (title: string): Promise<string> => {
  const plannedFor = wallClockOf('Europe/Amsterdam', new Date(ctx.clock.now().getTime() + 120_000));
  const content = {
    ...emptyContent,
    title,
    boardId,
    media: { kind: 'picture' as const, assetId },
    link: 'https://a.example/',
  };
  const { pinId, version } = await draftPin(ctx, { clientId, content, plannedFor });
  await askReview(ctx, { clientId, pinIds: [pinId] });
  await sayOfPins(ctx, { clientId, of: [{ pinId, version }], say: 'approve', speaker: person });
  await assert.rejects(decidePin(ctx, { clientId, pinId, decision: { say: 'send' } }), {
    code: 'CONTENT_NOT_IN_REVIEW',
  });
  await kit.control('faults', [{ op: 'pins/create', kind: '500', times: 3 }]);
  await kit.database.clock.advance(180_000);
  await acting.until(clientId, (all) => all.some((each) => each.effectId === pinId && each.state === 'held'));
  await markPins(kit.context(), { clientId });
  assert.equal(await state(pinId), 'failed');
  return pinId;
};

const real = async (title: string) => (await acting.pins(account?.id ?? '')).filter((pin) => pin.title === title);

test('it is not there: it is sent again under the same id, and goes out once', async () => {
  const pinId = await held('again');
  await decidePin(ctx, { clientId, pinId, decision: { say: 'send' } });
  await acting.until(clientId, (all) => all.some((each) => each.effectId === pinId && each.state === 'done'));
  await markPins(kit.context(), { clientId });
  const { state: now, livePinId } = await getPin(ctx, { clientId, pinId });
  assert.deepEqual([now, [livePinId]], ['live', (await real('again')).map((pin) => pin.id)]);
});

test('it is there already: it is live under the number somebody gave, and nothing is sent', async () => {
  const pinId = await held('there');
  await decidePin(ctx, { clientId, pinId, decision: { say: 'done', outcomeId: '4711' } });
  await markPins(kit.context(), { clientId });
  const { state: now, livePinId } = await getPin(ctx, { clientId, pinId });
  assert.deepEqual([now, livePinId], ['live', '4711']);
  assert.deepEqual(await real('there'), []);
});

test('never mind: it is given up, and nobody can decide about it any more', async () => {
  const pinId = await held('dropped');
  await decidePin(ctx, { clientId, pinId, decision: { say: 'drop' } });
  assert.deepEqual([await state(pinId), (await acting.entry(clientId, pinId)).state], ['removed', 'dropped']);
  await assert.rejects(decidePin(ctx, { clientId, pinId, decision: { say: 'send' } }), {
    code: 'CONTENT_NOT_IN_REVIEW',
  });
  assert.deepEqual(await real('dropped'), []);
});
