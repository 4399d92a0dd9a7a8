import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import sharp from 'sharp';
import { testActing } from '../../../test/kit/acting.ts';
import { testConnect } from '../../../test/kit/connected.ts';
import type { ClientId } from '../../foundation/kit/index.ts';
import { receiveAsset } from '../assets/receive-asset.ts';
import { wallClockOf } from '../calendar/moments.ts';
import { listSlots, planInSlots, replaceSlots } from '../calendar/slots.ts';
import { emptyContent } from '../pins/content.ts';
import { draftPin } from '../pins/make-pins.ts';
import { listPins } from '../pins/read-pins.ts';
import { askReview } from '../review/ask-review.ts';
import { sayOfPins } from '../review/say.ts';
import { changeContentSettings } from '../settings/settings.ts';
import type { OverduePolicy } from '../shapes.ts';
import { markPins } from './after-act.ts';

const DAY_MS = 86_400_000;
const ZONE = 'Europe/Amsterdam';

const kit = await testConnect({ after });
const acting = await testActing({ after }, kit);
const { ctx, person } = acting;
const accounts = kit.users.filter((each) => each.accountType === 'BUSINESS');
const bytes = await sharp({ create: { width: 1000, height: 1500, channels: 3, background: '#1f6f43' } })
  .png()
  .toBuffer();
const wallIn = (days: number): string => wallClockOf(ZONE, new Date(ctx.clock.now().getTime() + days * DAY_MS));
const everyMorning = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ queue: '', weekday, at: '07:15' }));

type Planned = { readonly clientId: ClientId; readonly user: string };

/** A client with a Pin for each of the coming six days, all approved, and how it wants what is overdue handled. */
const approved = async (nth: number, policy: OverduePolicy): Promise<Planned> => {
  const clientId = await kit.connectClient(accounts[nth]);
  const boardId = await acting.boardOf(clientId);
  const { assetId } = await receiveAsset(ctx, acting.files, { clientId, name: 'chair.png', source: [bytes] });
  const change = { clientReview: false, overdue: policy, lateHours: 24, windowDays: 10 };
  await changeContentSettings(ctx, { clientId, change });
  if (policy === 'next-slot') await replaceSlots(ctx, { clientId, slots: everyMorning });
  for (const days of [1, 2, 3, 4, 5, 6]) {
    const media = { kind: 'picture' as const, assetId };
    const content = { ...emptyContent, title: `Day ${days}`, boardId, media, link: 'https://shop.example/chair' };
    const { pinId, version } = await draftPin(ctx, { clientId, content, plannedFor: wallIn(days - 0.5) });
    await askReview(ctx, { clientId, pinIds: [pinId] });
    const [said] = await sayOfPins(ctx, { clientId, of: [{ pinId, version }], say: 'approve', speaker: person });
    assert.equal(said?.state, 'approved');
  }
  return { clientId, user: accounts[nth]?.id ?? '' };
};

const states = async (clientId: ClientId) =>
  (await listPins(ctx, { clientIds: [clientId], limit: 10 }))
    .toSorted((one, other) => (one.content.title < other.content.title ? -1 : 1))
    .map((pin) => [pin.content.title, pin.state, pin.faultCode]);

const late = await approved(0, 'late');
const hold = await approved(1, 'hold');
const slotted = await approved(2, 'next-slot');
const down = ctx.clock.now();

test('after five days of standing still nothing is forgotten, and nothing goes out against the client’s policy', async () => {
  await kit.database.clock.advance(5 * DAY_MS);
  const hand = acting.hand();
  try {
    for (const { clientId } of [late, hold, slotted]) {
      await acting.until(clientId, (all) =>
        all.every(({ state, dueAt }) => state === 'done' || state === 'refused' || dueAt > ctx.clock.now()),
      );
      await markPins(kit.context(), { clientId });
      // Told twice it does the same.
      await markPins(kit.context(), { clientId });
    }
  } finally {
    await hand.stop();
  }
  const missed = (title: string) => [title, 'failed', 'ACT_TOO_LATE'];
  const coming = ['Day 6', 'approved', null];
  assert.deepEqual(await states(late.clientId), [
    ...['Day 1', 'Day 2', 'Day 3', 'Day 4'].map(missed),
    ['Day 5', 'live', null],
    coming,
  ]);
  assert.deepEqual(await states(hold.clientId), [...['Day 1', 'Day 2', 'Day 3', 'Day 4', 'Day 5'].map(missed), coming]);
  const real = async ({ user }: Planned) =>
    (await acting.pins(user)).filter((pin) => new Date(pin.createdAt) > down).map((pin) => pin.title);
  assert.deepEqual([await real(late), await real(hold), await real(slotted)], [['Day 5'], [], []]);
});

test('where the policy is the next slot, what was missed stands there, in its order, as far as the approval reaches', async () => {
  const pins = await listPins(ctx, { clientIds: [slotted.clientId], limit: 10 });
  const now = wallClockOf(ZONE, ctx.clock.now());
  const moved = pins.filter((pin) => pin.state === 'approved' && pin.content.title !== 'Day 6');
  // Day 1 was approved until ten days after its half day: five mornings lie ahead of it, and of every later one.
  assert.deepEqual(
    moved.map((pin) => pin.content.title),
    ['Day 1', 'Day 2', 'Day 3', 'Day 4', 'Day 5'],
  );
  const moments = moved.map((pin) => pin.plannedFor ?? '');
  assert.deepEqual(moments, [...new Set(moments)].sort());
  for (const each of moments) assert.ok(each > now && each.endsWith('T07:15'), each);
  const entries = await Promise.all(moved.map((pin) => acting.entry(slotted.clientId, pin.pinId)));
  assert.deepEqual(
    entries.map((entry) => [entry.state, entry.dueAt.toISOString()]),
    moved.map((pin) => ['asked', pin.dueAt?.toISOString()]),
  );
});

test('the next free moments are given to Pins in their order, and two people at once never get the same one', async () => {
  const { clientId } = hold;
  await replaceSlots(ctx, { clientId, slots: everyMorning.slice(0, 2) });
  const make = async (title: string) =>
    (await draftPin(ctx, { clientId, content: { ...emptyContent, title }, plannedFor: null })).pinId;
  const [one, two] = [
    [await make('a'), await make('b')],
    [await make('c'), await make('d')],
  ];
  await Promise.all([one, two].map((pinIds) => planInSlots(ctx, { clientId, pinIds, queue: '' })));
  const pins = await listPins(ctx, { clientIds: [clientId], pinIds: [...one, ...two], limit: 10 });
  assert.equal(new Set(pins.map((pin) => pin.plannedFor)).size, 4);
  const at = (pinId: string | undefined) => pins.find((pin) => pin.pinId === pinId)?.plannedFor ?? '';
  assert.ok(at(one[0]) < at(one[1]) && at(two[0]) < at(two[1]));
  const last =
    pins
      .map((pin) => pin.plannedFor ?? '')
      .toSorted()
      .at(-1) ?? '';
  const { next } = await listSlots(ctx, { clientId });
  assert.ok((next[0]?.plannedFor ?? '') > last);
  assert.deepEqual(
    (await planInSlots(ctx, { clientId, pinIds: [await make('e')], queue: 'none such' })).map((each) => each.outcome),
    ['no-slot'],
  );
});
