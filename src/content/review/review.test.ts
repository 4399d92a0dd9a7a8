import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import sharp from 'sharp';
import { testActing } from '../../../test/kit/acting.ts';
import { testConnect } from '../../../test/kit/connected.ts';
import { approve, listEffects } from '../../act/index.ts';
import type { GateContext } from '../../connect/index.ts';
import { withClient } from '../../foundation/db/index.ts';
import type { UserId } from '../../foundation/kit/index.ts';
import type { Person } from '../../identity/index.ts';
import { receiveAsset } from '../assets/receive-asset.ts';
import { markPins } from '../jobs/after-act.ts';
import { changePin } from '../pins/change-pin.ts';
import { emptyContent } from '../pins/content.ts';
import { draftPin } from '../pins/make-pins.ts';
import { movePins } from '../pins/plan-pins.ts';
import { getPin } from '../pins/read-pins.ts';
import { changeContentSettings } from '../settings/settings.ts';
import type { Say } from '../shapes.ts';
import { askReview } from './ask-review.ts';
import { listComments, listDecisions } from './comments.ts';
import { makeReviewLink, openReviewLink, revokeReviewLink } from './review-links.ts';
import { sayOfPins } from './say.ts';
import { type Speaker, speakerOf } from './speakers.ts';

const kit = await testConnect({ after });
const acting = await testActing({ after }, kit);
const account = kit.users.filter((each) => each.accountType === 'BUSINESS')[0];
const clientId = await kit.connectClient(account);
const boardId = await acting.boardOf(clientId);

type User = Extract<Person, { kind: 'user' }>;
const userOf = (role: User['role']): User => ({
  kind: 'user',
  userId: randomUUID() as UserId,
  sessionId: 's',
  name: role,
  role,
  locale: 'nl',
  secondFactorAt: null,
  clientIds: role === 'approver' ? [clientId] : 'all',
});
const manager = userOf('manager');
const approver = userOf('approver');
const as = (speaker: Speaker): GateContext => ({
  ...acting.ctx,
  actor: speaker.kind === 'link' ? { kind: 'link', id: speaker.linkId } : { kind: 'user', id: speaker.userId },
});
const ctx = as(manager);

const bytes = await sharp({ create: { width: 1000, height: 1500, channels: 3, background: '#1f6f43' } })
  .png()
  .toBuffer();
const { assetId } = await receiveAsset(ctx, acting.files, { clientId, name: 'chair.png', source: [bytes] });

const DAY_MS = 86_400_000;
const wallIn = (days: number): string =>
  new Date(acting.ctx.clock.now().getTime() + days * DAY_MS).toISOString().slice(0, 16);

const written = (title: string) => ({
  ...emptyContent,
  title,
  boardId,
  link: 'https://shop.example/chair',
  media: { kind: 'picture' as const, assetId },
});

const drafted = async (title: string, days = 3) =>
  draftPin(ctx, { clientId, content: written(title), plannedFor: wallIn(days) });

const asked = async (title: string) => {
  const pin = await drafted(title);
  assert.deepEqual(await askReview(ctx, { clientId, pinIds: [pin.pinId] }), [
    { pinId: pin.pinId, outcome: 'asked', field: null },
  ]);
  return pin;
};

const say = async (speaker: Speaker, word: Say, pin: { pinId: string; version: number }) => {
  const of = [{ pinId: pin.pinId, version: pin.version }];
  const [outcome] = await sayOfPins(as(speaker), { clientId, of, say: word, speaker });
  return outcome?.outcome === 'said' ? outcome.state : outcome?.outcome;
};

const entryOf = async (pinId: string) =>
  (await listEffects(ctx, { clientIds: [clientId], effectIds: [pinId], limit: 1 }))[0];

test('the agency says yes, then the client, and only then the ledger of changes has the Pin', async () => {
  const pin = await asked('two say yes');
  assert.equal(await say(approver, 'approve', pin), 'forbidden');
  assert.equal(await say(manager, 'approve', pin), 'at-client');
  assert.equal(await entryOf(pin.pinId), undefined);
  assert.equal(await say(manager, 'approve', pin), 'forbidden');
  assert.equal(await say(approver, 'approve', pin), 'approved');
  const entry = await entryOf(pin.pinId);
  assert.equal(entry?.state, 'asked');
  assert.deepEqual(entry?.dueAt, (await getPin(ctx, { clientId, pinId: pin.pinId })).dueAt);
  const stages = (await listDecisions(ctx, { clientId, pinId: pin.pinId })).map(({ stage, say: word }) => [
    stage,
    word,
  ]);
  assert.deepEqual(stages, [
    ['agency', 'approve'],
    ['client', 'approve'],
  ]);
});

test('where the client need not look, the agency’s yes is enough', async () => {
  await changeContentSettings(ctx, { clientId, change: { clientReview: false } });
  const pin = await asked('one says yes');
  assert.equal(await say(manager, 'approve', pin), 'approved');
  await changeContentSettings(ctx, { clientId, change: { clientReview: true } });
});

test('what lacks something is not asked about, and says what is missing', async () => {
  const lacking = [
    [{ ...written('no board'), boardId: null }, wallIn(3), 'boardId'],
    [{ ...written('no picture'), media: null }, wallIn(3), 'media'],
    [
      { ...written('another’s picture'), media: { kind: 'picture' as const, assetId: randomUUID() } },
      wallIn(3),
      'media',
    ],
    [{ ...written('x'.repeat(101)) }, wallIn(3), 'title'],
    [{ ...written('no address'), link: 'shop.example' }, wallIn(3), 'link'],
    [written('no moment'), null, 'plannedFor'],
  ] as const;
  for (const [content, plannedFor, field] of lacking) {
    const { pinId } = await draftPin(ctx, { clientId, content, plannedFor });
    assert.deepEqual(await askReview(ctx, { clientId, pinIds: [pinId] }), [{ pinId, outcome: 'not-ready', field }]);
  }
});

test('changed after the yes: void, out of the ledger, and asked and approved again under the same id', async () => {
  const pin = await asked('as approved');
  await say(manager, 'approve', pin);
  await say(approver, 'approve', pin);
  const changed = await changePin(ctx, {
    clientId,
    pinId: pin.pinId,
    version: pin.version,
    content: { ...written('as approved'), altText: 'x' },
  });
  assert.equal(changed.state, 'draft');
  assert.equal((await entryOf(pin.pinId))?.state, 'dropped');
  await askReview(ctx, { clientId, pinIds: [pin.pinId] });
  assert.equal(await say(manager, 'approve', pin), 'stale');
  assert.equal(await say(manager, 'approve', changed), 'at-client');
  assert.equal(await say(approver, 'approve', changed), 'approved');
  assert.equal((await entryOf(pin.pinId))?.state, 'asked');
});

test('moved within the approved days the yes stays; beyond them it is void and says so', async () => {
  const pin = await asked('moves');
  await say(manager, 'approve', pin);
  await say(approver, 'approve', pin);
  const move = async (plannedFor: string) => {
    const [outcome] = await movePins(ctx, { clientId, plans: [{ pinId: pin.pinId, plannedFor }] });
    return outcome?.outcome;
  };
  assert.equal(await move(wallIn(5)), 'moved');
  const { dueAt, state } = await getPin(ctx, { clientId, pinId: pin.pinId });
  assert.equal(state, 'approved');
  assert.deepEqual((await entryOf(pin.pinId))?.dueAt, dueAt);
  assert.equal(await move(wallIn(60)), 'approval-void');
  assert.equal((await getPin(ctx, { clientId, pinId: pin.pinId })).state, 'draft');
  assert.equal((await entryOf(pin.pinId))?.state, 'dropped');
});

test('asking for changes and turning down stop it, with what was written beside', async () => {
  for (const [word, state] of [
    ['ask-changes', 'changes-asked'],
    ['reject', 'rejected'],
  ] as const) {
    const pin = await asked(word);
    const of = [{ pinId: pin.pinId, version: pin.version }];
    await sayOfPins(ctx, { clientId, of, say: word, speaker: manager, comment: 'Not like this' });
    assert.equal((await getPin(ctx, { clientId, pinId: pin.pinId })).state, state);
    const [comment] = await listComments(ctx, { clientId, pinId: pin.pinId, forClient: true });
    assert.equal(comment?.body, 'Not like this');
  }
});

test('a link lets its one reader say yes to its Pins and to no other, until it ends', async () => {
  const [pin, other] = [await asked('by link'), await asked('not by link')];
  for (const each of [pin, other]) await say(manager, 'approve', each);
  const link = { readerName: 'Eva', readerEmail: null, locale: 'nl' as const, pinIds: [pin.pinId], days: 2 };
  const { token } = await makeReviewLink(ctx, { clientId, link });
  const opened = await openReviewLink(ctx, { token });
  assert.deepEqual(opened.pinIds, [pin.pinId]);
  assert.equal(await say({ kind: 'link', linkId: opened.linkId }, 'approve', pin), 'approved');
  assert.equal((await entryOf(pin.pinId))?.state, 'asked');
  await revokeReviewLink(ctx, { clientId, linkId: opened.linkId });
  const made = await makeReviewLink(ctx, { clientId, link });
  for (const gone of [token, `${made.token.slice(0, -1)}_`, 'prr_1_x', '']) {
    await assert.rejects(openReviewLink(ctx, { token: gone }), { code: 'CONTENT_LINK_ENDED' });
  }
  await kit.database.clock.advance(2 * DAY_MS + 1_000);
  await assert.rejects(openReviewLink(ctx, { token: made.token }), { code: 'CONTENT_LINK_ENDED' });
});

test('nobody approves without a person: no key, no job, no command, no borrowed name, no link of others', async () => {
  const pin = await asked('nobody');
  const key: Person = { kind: 'key', keyId: 'k', scopes: ['content.read', 'content.write'], clientIds: 'all' };
  assert.throws(() => speakerOf(key), { code: 'ACT_NOT_A_PERSON' });
  const [params] = [written('nobody')];
  const pinParams = {
    boardId,
    sectionId: null,
    title: params.title,
    description: '',
    altText: '',
    link: null,
    disclosure: null,
    media: { kind: 'picture', fileId: randomUUID(), sha256: '0'.repeat(64), contentType: 'image/png' },
  };
  const times = { fromAt: new Date(0), untilAt: new Date(Date.UTC(2100, 0)) };
  const input = { clientId, effectId: pin.pinId, pin: pinParams, ...times };
  const actors = [
    { kind: 'system', name: 'key-k' },
    { kind: 'cli', name: 'pins-import' },
    { kind: 'user', id: randomUUID() as UserId },
    { kind: 'link', id: randomUUID() },
  ] as const;
  for (const actor of actors) {
    for (const person of [manager, key, { kind: 'link', linkId: randomUUID() } as const]) {
      await assert.rejects(
        withClient(ctx.db, { actor, clientId }, (tx) => approve(tx, { ...ctx, actor }, { ...input, person })),
        { code: 'ACT_NOT_A_PERSON' },
      );
    }
  }
  // The role that works on jobs cannot write one, whoever it says it is.
  const job = { ...kit.context({ kind: 'user', id: manager.userId }) };
  await assert.rejects(
    withClient(job.db, { actor: job.actor, clientId }, (tx) => approve(tx, job, { ...input, person: manager })),
    { code: 'DB_REFUSED' },
  );
  assert.equal((await getPin(ctx, { clientId, pinId: pin.pinId })).state, 'in-review');
});

test('approved, it goes out at its moment, once, and the Pin knows under which id', async () => {
  const pin = await drafted('goes out', 1);
  await askReview(ctx, { clientId, pinIds: [pin.pinId] });
  await say(manager, 'approve', pin);
  await say(approver, 'approve', pin);
  const hand = acting.hand();
  try {
    await kit.database.clock.advance(DAY_MS + 60_000);
    await acting.until(clientId, (all) => all.some((each) => each.effectId === pin.pinId && each.state === 'done'));
    await markPins(kit.context(), { clientId });
    await markPins(kit.context(), { clientId });
    const { state, livePinId } = await getPin(ctx, { clientId, pinId: pin.pinId });
    const real = (await acting.pins(account?.id ?? '')).filter((each) => each.title === 'goes out');
    assert.deepEqual([state, [livePinId]], ['live', real.map((each) => each.id)]);
    assert.deepEqual(await movePins(ctx, { clientId, plans: [{ pinId: pin.pinId, plannedFor: wallIn(9) }] }), [
      { pinId: pin.pinId, outcome: 'locked', was: pin.plannedFor },
    ]);
  } finally {
    await hand.stop();
  }
});
