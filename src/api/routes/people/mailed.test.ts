import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testApp } from '../../../../test/kit/app.ts';
import { authenticatorCode } from '../../../../test/kit/authenticator.ts';
import { testDatabase } from '../../../../test/kit/index.ts';
import { openMailbox } from '../../../../test/kit/mailbox.ts';
import { until } from '../../../../test/kit/pages.ts';
import { startWorkers } from '../../../foundation/jobs/index.ts';
import { secret } from '../../../foundation/kit/index.ts';
import { addUser } from '../../../identity/index.ts';
import { mailHandlers } from '../../../mail/handlers.ts';
import type { InvitationLink, InvitationList, RecoveryAnswer } from '../../contract.ts';

const EMAIL = 'beheer@bureau.example';

const database = await testDatabase({ after });
const mailbox = await openMailbox({ after });
const { keys } = database;
const ctx = database.context({ kind: 'cli', name: 'test' });
const config = { ...database.config, smtpUrl: secret(mailbox.url) };
const app = await testApp(database, { smtpUrl: config.smtpUrl });
const workers = await startWorkers(ctx, {
  handlers: [...mailHandlers({ config, keys })],
  timetable: [],
  subscriptions: [],
  seats: 2,
});
database.atEnd(() => workers.stop());
const admin = await addUser({ ...ctx, keys }, { email: EMAIL, name: 'Bea Heer', role: 'admin', locale: 'nl' });

type Asking = { method: 'GET' | 'POST'; path: string; body?: object; language?: string };
let cookie = '';
const ask = async <Answer>({ method, path, body, language = 'nl' }: Asking): Promise<Answer> => {
  const answer = await app.inject({
    method,
    url: `/api/v1${path}`,
    headers: { cookie, 'accept-language': language },
    ...(body === undefined ? {} : { payload: body }),
  });
  assert.ok(answer.statusCode < 300, answer.body);
  cookie = String(answer.headers['set-cookie'] ?? cookie).split(';')[0] ?? '';
  return (answer.body === '' ? undefined : answer.json()) as Answer;
};
await ask({ method: 'POST', path: '/session', body: { email: EMAIL, password: admin.password } });
await ask({ method: 'POST', path: '/session/totp', body: { code: authenticatorCode(admin.totpSecret ?? '') } });

const lettersTo = (address: string) => mailbox.received.filter(({ recipients }) => recipients.includes(address));

const mailOf = async (id: string, language?: string) => {
  const { items } = await ask<InvitationList>({
    method: 'GET',
    path: '/invitations',
    ...(language === undefined ? {} : { language }),
  });
  return items.find((each) => each.id === id)?.mail;
};

const invite = (email: string, locale: 'nl' | 'en') =>
  ask<InvitationLink>({
    method: 'POST',
    path: '/invitations',
    body: { name: 'Tom de Boer', email, role: 'marketer', locale },
  });

test('an invitation is e-mailed in the language of who is invited, with the very link that is shown', async () => {
  const made = await invite('tom@bureau.example', 'en');
  assert.equal(made.sentTo, 'tom@bureau.example');
  await until('the letter is sent', async () => (await mailOf(made.id))?.state === 'sent');
  const [letter, ...more] = lettersTo('tom@bureau.example');
  assert.equal(more.length, 0);
  assert.equal(letter?.subject, 'You are invited to Prikbord');
  assert.ok(letter?.text?.includes(made.link));
  const opened = await app.inject({
    method: 'POST',
    url: '/api/v1/invitations/open',
    payload: { token: new URL(made.link).hash.slice(1) },
  });
  assert.equal(opened.json<{ email: string }>().email, 'tom@bureau.example');
});

test('an address the mail server refuses is told with the invitation, in the language of who asks', async () => {
  mailbox.refusal = 550;
  const made = await invite('niemand@bureau.example', 'nl');
  await until('the refusal is told', async () => (await mailOf(made.id))?.state === 'refused');
  assert.deepEqual(await mailOf(made.id, 'en'), {
    state: 'refused',
    code: 'MAIL_REFUSED',
    meaning: 'The mail server refuses this mail.',
    remedy: 'Check the e-mail address, or hand the link over yourself.',
  });
  assert.match((await mailOf(made.id))?.remedy ?? '', /geef de link zelf door/);
  mailbox.refusal = undefined;
});

test('who makes new recovery codes is told so by e-mail', async () => {
  const { recoveryCodes } = await ask<RecoveryAnswer>({ method: 'POST', path: '/account/recovery-codes' });
  await until('the notice is there', async () => lettersTo(EMAIL).length > 0);
  const [notice] = lettersTo(EMAIL);
  assert.match(notice?.text ?? '', /nieuw stel herstelcodes/);
  for (const code of recoveryCodes) assert.ok(!notice?.raw.includes(code));
});

test('neither trail nor log names who was written to', async () => {
  const trail = await database.admin('select action, subject, facts::text from audit_pending');
  assert.doesNotMatch(JSON.stringify(trail), /tom|niemand|bureau\.example/i);
});
