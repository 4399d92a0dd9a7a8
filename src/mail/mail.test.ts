import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { testDatabase } from '../../test/kit/index.ts';
import { openMailbox } from '../../test/kit/mailbox.ts';
import { withoutClient } from '../foundation/db/index.ts';
import { isFault, secret } from '../foundation/kit/index.ts';
import type { Letter } from './letters/letter.ts';
import { writeLetter } from './letters/write-letter.ts';
import { mailStates } from './outbox/mail-states.ts';
import { postLetter } from './outbox/post-letter.ts';
import { sendLetter } from './outbox/send-letter.ts';
import { mailServerOf } from './smtp/mail-server.ts';

const LINK = 'http://127.0.0.1:4000/invitation#pri_secret-of-the-link';

const database = await testDatabase({ after });
const mailbox = await openMailbox({ after });
const { keys, admin } = database;
const config = { ...database.config, smtpUrl: secret(mailbox.url) };
const ctx = { ...database.context(), keys, server: mailServerOf(config) };

const invitation: Letter = {
  kind: 'invitation',
  name: 'Sanne Visser',
  address: 'sanne@klant.example',
  locale: 'nl',
  link: LINK,
  until: '2026-12-01T09:00:00.000Z',
};

const post = (letter: Letter): Promise<string> =>
  withoutClient(database.app, { actor: ctx.actor }, (tx) => postLetter(tx, ctx, letter));

const outcomeOf = async (mailId: string) => (await mailStates(ctx, { mailIds: [mailId] })).get(mailId);

const rowOf = async (mailId: string) =>
  (
    await admin<{ letter_sealed: Buffer | null }>('select letter_sealed from mail_outbox where mail_id = $1', [mailId])
  )[0];

beforeEach(() => {
  mailbox.received.length = 0;
  mailbox.refusal = undefined;
  mailbox.isSilent = false;
});

test('a letter arrives once, in plain text and HTML that say the same, and nothing of it stays behind', async () => {
  const mailId = await post(invitation);
  assert.deepEqual(await outcomeOf(mailId), { state: 'waiting', code: null });
  await sendLetter(ctx, { mailId });
  await sendLetter(ctx, { mailId });
  assert.equal(mailbox.received.length, 1);
  const [got] = mailbox.received;
  assert.deepEqual(got?.recipients, ['sanne@klant.example']);
  assert.equal(got?.from?.text, '"Prikbord" <prikbord@bureau.example>');
  assert.equal(got?.subject, 'Je bent uitgenodigd voor Prikbord');
  for (const told of [got?.text, String(got?.html)]) {
    assert.match(told ?? '', /Hallo Sanne Visser,/);
    assert.ok(told?.includes(LINK));
    assert.match(told ?? '', /dinsdag 1 december om 10:00/);
  }
  assert.deepEqual(await outcomeOf(mailId), { state: 'sent', code: null });
  assert.equal((await rowOf(mailId))?.letter_sealed, null);
});

test('neither the queue nor the outbox tells who a letter is for or what its link is', async () => {
  const mailId = await post(invitation);
  const queued = await admin('select data::text from jobs.job where name = $1', ['mail-send-letter']);
  const rows = await admin(
    "select mail_id::text, kind, state, encode(letter_sealed, 'escape') as sealed from mail_outbox",
  );
  assert.doesNotMatch(JSON.stringify([queued, rows]), /sanne|visser|klant|pri_/i);
  await sendLetter(ctx, { mailId });
});

test('an address the mail server refuses is told, and not tried again', async () => {
  mailbox.refusal = 550;
  const mailId = await post(invitation);
  await sendLetter(ctx, { mailId });
  assert.deepEqual(await outcomeOf(mailId), { state: 'refused', code: 'MAIL_REFUSED' });
  mailbox.refusal = undefined;
  await sendLetter(ctx, { mailId });
  assert.equal(mailbox.received.length, 0);
  assert.equal((await rowOf(mailId))?.letter_sealed, null);
});

test('a server that is away, or says later, gets the letter when it is back', async () => {
  const mailId = await post(invitation);
  await mailbox.stop();
  await assert.rejects(sendLetter(ctx, { mailId }), (error) => isFault(error, 'MAIL_SERVER_AWAY'));
  assert.deepEqual(await outcomeOf(mailId), { state: 'waiting', code: 'MAIL_SERVER_AWAY' });
  await mailbox.start();
  mailbox.refusal = 451;
  await assert.rejects(sendLetter(ctx, { mailId }), (error) => isFault(error, 'MAIL_SERVER_AWAY'));
  mailbox.refusal = undefined;
  await sendLetter(ctx, { mailId });
  assert.equal(mailbox.received.length, 1);
  assert.equal((await outcomeOf(mailId))?.state, 'sent');
});

test('a letter that was handed over and never confirmed is unsure, and is not sent again', async () => {
  mailbox.isSilent = true;
  const mailId = await post(invitation);
  await sendLetter(ctx, { mailId });
  assert.deepEqual(await outcomeOf(mailId), { state: 'unsure', code: 'MAIL_UNSURE' });
  mailbox.isSilent = false;
  await sendLetter(ctx, { mailId });
  assert.equal(mailbox.received.length, 1);
});

test('a letter whose sender died with it in its hands is unsure', async () => {
  const mailId = await post(invitation);
  await admin("update mail_outbox set state = 'sending' where mail_id = $1", [mailId]);
  await sendLetter(ctx, { mailId });
  assert.deepEqual(await outcomeOf(mailId), { state: 'unsure', code: 'MAIL_UNSURE' });
  assert.equal(mailbox.received.length, 0);
});

test('a letter that could not leave for a day is given up', async () => {
  const mailId = await post(invitation);
  await admin("update mail_outbox set added_at = added_at - interval '25 hours' where mail_id = $1", [mailId]);
  await sendLetter(ctx, { mailId });
  assert.deepEqual(await outcomeOf(mailId), { state: 'refused', code: 'MAIL_LATE' });
});

test('a hostile name adds no header, no recipient and no markup', async () => {
  const name = 'Eve\r\nBcc: all@elsewhere.example\r\n\r\n<script>alert(1)</script>", <x@elsewhere.example>';
  const mailId = await post({ ...invitation, name });
  await sendLetter(ctx, { mailId });
  const [got] = mailbox.received;
  assert.deepEqual(got?.recipients, ['sanne@klant.example']);
  const { headers } = got ?? assert.fail('a letter came');
  assert.equal(headers.has('bcc'), false);
  const to = [got.to].flat();
  assert.deepEqual(
    to.flatMap((each) => each?.value.map(({ address }) => address) ?? []),
    ['sanne@klant.example'],
  );
  assert.doesNotMatch(String(got.html), /<script/);
});

test('every letter is written in both languages, and says the time it is good for or speaks of', () => {
  const base = { name: 'Jo', address: 'jo@x.example', link: LINK };
  const letters = (locale: 'nl' | 'en'): Letter[] => [
    { kind: 'invitation', ...base, locale, until: '2026-12-01T09:00:00.000Z' },
    { kind: 'renewal', ...base, locale, until: '2026-12-01T09:00:00.000Z' },
    ...(['password', 'factor', 'recovery-codes', 'all'] as const).map((what) => ({
      kind: 'proofs-changed' as const,
      ...base,
      locale,
      what,
      at: '2026-12-01T09:00:00.000Z',
    })),
  ];
  const dutch = letters('nl').map(writeLetter);
  const english = letters('en').map(writeLetter);
  for (const { text, html } of dutch) assert.match(text + html, /1 december/);
  for (const { text, html } of english) assert.match(text + html, /1 December/);
  const texts = [...dutch, ...english].map(({ text }) => text);
  assert.equal(new Set(texts).size, texts.length);
});

test('without a mail server nothing is sent, and a demo writes to this machine alone', () => {
  const to = (url: string | undefined, mode: 'demo' | 'real') =>
    mailServerOf({ mode, smtpUrl: url === undefined ? undefined : secret(url) }) !== undefined;
  assert.equal(to(undefined, 'real'), false);
  assert.equal(to('smtps://mail.bureau.example', 'real'), true);
  assert.equal(to('smtps://mail.bureau.example', 'demo'), false);
  assert.equal(to('smtp://127.0.0.1:2525', 'demo'), true);
});
