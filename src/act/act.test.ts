import assert from 'node:assert/strict';
import { after, afterEach, beforeEach, test } from 'node:test';
import { testActing } from '../../test/kit/acting.ts';
import { testConnect } from '../../test/kit/connected.ts';
import { isFault } from '../foundation/kit/index.ts';
import { withdrawApproval } from './ledger/approvals.ts';
import { approveAll } from './ledger/approve-all.ts';
import { askAgain, askEffect } from './ledger/ask.ts';
import { askEffects } from './ledger/ask-all.ts';
import { decideEffect, openAfterConsent, openByPerson } from './ledger/decide.ts';
import { listEffects, pausedLanes } from './ledger/list.ts';
import { publishStatus } from './ledger/status.ts';
import { undoEffect } from './ledger/undo.ts';

const kit = await testConnect({ after });
const acting = await testActing({ after }, kit);
const { ctx, askPin, entry, until, pins } = acting;
const user = kit.users.filter((each) => each.accountType === 'BUSINESS')[0];
const clientId = await kit.connectClient(user);
const account = user?.id ?? '';

let hand = { stop: () => Promise.resolve() };
beforeEach(async () => {
  await kit.control('faults', []);
  hand = acting.hand();
});
afterEach(() => hand.stop());

const named = async (title: string) => (await pins(account)).filter((pin) => pin.title === title);

const trouble = (kind: string, op = 'pins/create', times = 1) => kit.control('faults', [{ op, kind, times }]);

const ends = async (effectId: string, state: string) => {
  await until(clientId, (all) => all.some((each) => each.effectId === effectId && each.state === state));
  return entry(clientId, effectId);
};

test('an approved Pin is published once, and the ledger knows under which id', async () => {
  const id = await askPin({ clientId, title: 'once' });
  const { outcomeId, foundBy, sends } = await ends(id, 'done');
  const [pin, ...more] = await named('once');
  assert.equal(more.length, 0);
  assert.deepEqual({ outcomeId, foundBy, sends }, { outcomeId: pin?.id, foundBy: 'answer', sends: 1 });
  assert.match(pin?.link ?? '', /pb=[\w-]{22}/);
});

test('what nobody approved, was changed since, or was called back is not sent, and says so', async () => {
  const none = await askPin({ clientId, title: 'nobody', isApproved: false });
  const other = await askPin({ clientId, title: 'other', changed: { altText: 'A red chair' } });
  const later = new Date(ctx.clock.now().getTime() + 600_000);
  const back = await askPin({ clientId, title: 'back', dueAt: later });
  await acting.inClient(clientId, async (tx) => {
    assert.equal(await withdrawApproval(tx, ctx, { clientId, effectId: back }), true);
    const { params, effect } = await entry(clientId, back);
    await askAgain(tx, ctx, { clientId, effectId: back, effect, params, dueAt: ctx.clock.now(), untilAt: null });
  });
  assert.equal((await ends(none, 'refused')).faultCode, 'ACT_NOT_APPROVED');
  assert.equal((await ends(other, 'refused')).faultCode, 'ACT_APPROVAL_DIFFERS');
  assert.equal((await ends(back, 'refused')).faultCode, 'ACT_APPROVAL_ENDED');
  for (const title of ['nobody', 'other', 'back']) assert.deepEqual(await named(title), []);
});

test('past its window nothing is begun', async () => {
  const untilAt = new Date(ctx.clock.now().getTime() - 1_000);
  const id = await askPin({ clientId, title: 'late', untilAt });
  assert.equal((await ends(id, 'refused')).faultCode, 'ACT_TOO_LATE');
});

for (const kind of ['2787-after-commit', '500-after-commit', 'timeout-after-commit']) {
  test(`${kind}: the Pin is found by its mark and not sent again`, async () => {
    await trouble(kind);
    const id = await askPin({ clientId, title: kind });
    const { foundBy, sends, outcomeId } = await ends(id, 'done');
    assert.deepEqual({ foundBy, sends }, { foundBy: 'witness', sends: 1 });
    assert.deepEqual(
      (await named(kind)).map((pin) => pin.id),
      [outcomeId],
    );
  });
}

for (const kind of ['500', 'html', 'reset']) {
  test(`${kind} before anything was made: looked for three times, then sent again under the same mark`, async () => {
    await trouble(kind);
    const id = await askPin({ clientId, title: `absent ${kind}` });
    const { foundBy, sends } = await ends(id, 'done');
    assert.deepEqual({ foundBy, sends }, { foundBy: 'answer', sends: 2 });
    assert.equal((await named(`absent ${kind}`)).length, 1);
  });
}

test('a Pin that never arrives is sent three times, and then a person is asked', async () => {
  await kit.control('faults', [{ op: 'pins/create', kind: '500' }]);
  const id = await askPin({ clientId, title: 'never' });
  const { faultCode, sends } = await ends(id, 'held');
  assert.deepEqual({ faultCode, sends }, { faultCode: 'ACT_SENT_TOO_OFTEN', sends: 3 });
  await kit.control('faults', []);
  await decideEffect(ctx, { clientId, effectId: id, decision: { say: 'send' } });
  await ends(id, 'done');
  assert.equal((await named('never')).length, 1);
});

test('without a link its absence proves nothing: a person is asked and nothing is sent again', async () => {
  await trouble('500');
  const id = await askPin({ clientId, title: 'no link', link: null });
  assert.equal((await ends(id, 'held')).faultCode, 'ACT_NOT_TOLD_APART');
  assert.deepEqual(await named('no link'), []);
  await decideEffect(ctx, { clientId, effectId: id, decision: { say: 'drop' } });
  await assert.rejects(decideEffect(ctx, { clientId, effectId: id, decision: { say: 'send' } }), (error) =>
    isFault(error, 'ACT_NOT_WAITING'),
  );
});

test('without a link it is found by how it looks', async () => {
  await trouble('500-after-commit');
  const id = await askPin({ clientId, title: 'looks', link: null });
  assert.equal((await ends(id, 'done')).foundBy, 'witness');
  assert.equal((await named('looks')).length, 1);
});

test('a lane is in order: while the first is not known to be there, the next waits', async () => {
  await kit.control('faults', [{ op: 'pins/create', kind: '500', times: 2 }]);
  const at = ctx.clock.now();
  const ids = [];
  for (const title of ['first', 'second', 'third']) ids.push(await askPin({ clientId, title, dueAt: at }));
  for (const id of ids) await ends(id, 'done');
  const made = (await pins(account)).filter((pin) => ['first', 'second', 'third'].includes(pin.title ?? ''));
  const inOrder = made.sort((one, other) => (BigInt(one.id) < BigInt(other.id) ? -1 : 1)).map((pin) => pin.title);
  assert.deepEqual(inOrder, ['first', 'second', 'third']);
});

test('a refusal by Pinterest lets the next pass', async () => {
  const wrong = await askPin({ clientId, title: 'nowhere', boardId: '999999999999' });
  const right = await askPin({ clientId, title: 'after nowhere' });
  assert.match((await ends(wrong, 'refused')).faultCode ?? '', /^PINTEREST_/);
  await ends(right, 'done');
});

test('a block against spam closes the lane until a person opens it; nothing is lost', async () => {
  await kit.control('faults', [{ op: 'pins/create', kind: 'spam', times: 1 }]);
  const id = await askPin({ clientId, title: 'blocked' });
  await until(clientId, (all) => all.some((each) => each.effectId === id && each.faultCode !== null));
  assert.deepEqual(await pausedLanes(ctx, { clientIds: [clientId] }), [{ clientId, code: 'PINTEREST_SPAM_BLOCK' }]);
  assert.equal(await openAfterConsent(ctx, { clientId }), 0);
  assert.equal((await entry(clientId, id)).state, 'asked');
  await kit.control('faults', []);
  assert.equal(await openByPerson(ctx, { clientId }), 1);
  await ends(id, 'done');
  assert.equal((await named('blocked')).length, 1);
});

test('asked twice under one id it stands once, as it was asked first', async () => {
  const later = new Date(ctx.clock.now().getTime() + 600_000);
  const id = await askPin({ clientId, title: 'twice', dueAt: later });
  const { params } = await entry(clientId, id);
  await acting.inClient(clientId, (tx) =>
    askEffect(tx, ctx, {
      clientId,
      effectId: id,
      effect: 'publish-pin',
      params: { ...(params as object), title: 'other words' },
      dueAt: later,
      untilAt: null,
    }),
  );
  assert.deepEqual((await entry(clientId, id)).params, params);
});

test('one word approves many, each by itself: what is changed in one voids that one, and they go in the order asked', async () => {
  const titles = ['many 1', 'many 2', 'many 3'];
  const drafts = await Promise.all(titles.map((title) => acting.draftPin({ clientId, title })));
  const now = ctx.clock.now();
  const times = { fromAt: new Date(now.getTime() - 60_000), untilAt: new Date(now.getTime() + 600_000) };
  const approvals = drafts.map(({ effectId, pin }) => ({ effectId, pin, ...times }));
  const wishes = drafts.map(({ effectId, pin }, nth) => ({
    effectId,
    effect: 'publish-pin' as const,
    params: nth === 1 ? { ...pin, altText: 'Another chair' } : pin,
    dueAt: now,
    untilAt: null,
  }));
  const asked = await acting.inClient(clientId, async (tx) => {
    await approveAll(tx, ctx, { clientId, approvals, person: acting.person });
    return askEffects(tx, ctx, { clientId, wishes });
  });
  assert.equal(asked.size, 3);
  assert.equal((await acting.inClient(clientId, (tx) => askEffects(tx, ctx, { clientId, wishes }))).size, 0);
  const [first = '', changed = '', last = ''] = drafts.map((each) => each.effectId);
  await ends(first, 'done');
  assert.equal((await ends(changed, 'refused')).faultCode, 'ACT_APPROVAL_DIFFERS');
  await ends(last, 'done');
  const [one, third] = [(await named('many 1'))[0]?.id ?? 0, (await named('many 3'))[0]?.id ?? 0];
  assert.ok(BigInt(one) < BigInt(third), 'in the order asked');
  assert.deepEqual(await named('many 2'), []);
});

test('a key, a command or a rule approves nothing, not many either', async () => {
  const { effectId, pin } = await acting.draftPin({ clientId, title: 'by a key' });
  const now = ctx.clock.now();
  const input = {
    clientId,
    approvals: [{ effectId, pin, fromAt: now, untilAt: new Date(now.getTime() + 60_000) }],
    person: acting.person,
  };
  const key = { ...ctx, actor: { kind: 'system', name: 'key-1' } as const };
  await acting.inClient(clientId, async (tx) => {
    await assert.rejects(approveAll(tx, key, input), (error) => isFault(error, 'ACT_NOT_A_PERSON'));
  });
});

test('what was published can be undone, once; what is not there cannot', async () => {
  const id = await askPin({ clientId, title: 'undone' });
  await ends(id, 'done');
  const undo = () => acting.inClient(clientId, (tx) => undoEffect(tx, ctx, { clientId, effectId: id }));
  const undoId = (await undo()) ?? '';
  assert.equal(await undo(), undoId);
  await ends(undoId, 'done');
  const [pin] = await kit
    .control<{ title: string; deletedAt: string | null }[]>(`pins?account=${account}`)
    .then((all) => all.filter((each) => each.title === 'undone'));
  assert.ok(typeof pin?.deletedAt === 'string');
  const later = await askPin({ clientId, title: 'not there', dueAt: new Date(ctx.clock.now().getTime() + 600_000) });
  for (const effectId of [later, undoId]) {
    const none = await acting.inClient(clientId, (tx) => undoEffect(tx, ctx, { clientId, effectId }));
    assert.equal(none, undefined);
  }
});

test('how publishing stands is told per client: planned, done, with a person, and why a lane stands still', async () => {
  const done = await askPin({ clientId, title: 'told as done' });
  await ends(done, 'done');
  const refused = await askPin({ clientId, title: 'told as refused', isApproved: false });
  await ends(refused, 'refused');
  const before = (await publishStatus(ctx, { clientIds: [clientId] }))[0];
  const dueAt = new Date(ctx.clock.now().getTime() + 3_600_000);
  await askPin({ clientId, title: 'told as planned', dueAt });
  const [status] = await publishStatus(ctx, { clientIds: [clientId] });
  assert.ok(before !== undefined && status !== undefined);
  assert.equal(status.planned, before.planned + 1);
  const next = Math.min(dueAt.getTime(), before.nextAt?.getTime() ?? Number.POSITIVE_INFINITY);
  assert.equal(status.nextAt?.getTime(), next);
  assert.deepEqual([status.done, status.withPerson], [before.done, before.withPerson]);
  assert.ok(status.done >= 1 && status.withPerson >= 1);
  const real = await listEffects(ctx, { clientIds: [clientId], states: ['refused', 'held'], limit: 1_000 });
  assert.equal(status.withPerson, real.length);
});
