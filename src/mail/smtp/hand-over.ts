import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { Fault } from '../../foundation/kit/index.ts';
import type { Letter } from '../letters/letter.ts';
import { oneLine, writeLetter } from '../letters/write-letter.ts';
import type { MailServer } from './mail-server.ts';

// A server that says nothing this long is away; the queue tries again later, so waiting longer helps nobody.
const PATIENCE_MS = 30_000;

type Refusal = Error & { code?: string; responseCode?: number };

/** What went wrong, sorted by what to do next. Without an answer after the text began to leave, nobody knows. */
const faultOf = (error: Refusal, hasBegun: boolean): Fault => {
  const { code, responseCode } = error;
  // Its message may hold the address: the code alone is kept.
  const facts = { reply: responseCode ?? null };
  if (code === 'EAUTH')
    return new Fault('MAIL_LOGIN_REFUSED', 'upstream', 'The mail server refuses our login.', { facts });
  if (code === 'ETLS') return new Fault('MAIL_NOT_SAFE', 'upstream', 'The mail server offers no TLS.', { facts });
  if (responseCode !== undefined && responseCode >= 500) {
    return new Fault('MAIL_REFUSED', 'invalid', 'The mail server refuses this mail.', { facts });
  }
  // An address that no server would take is refused before it is asked.
  if (code === 'EENVELOPE' && responseCode === undefined) {
    return new Fault('MAIL_REFUSED', 'invalid', 'This is no address to write to.', { facts });
  }
  if (responseCode === undefined && hasBegun) {
    return new Fault('MAIL_UNSURE', 'unsure', 'The mail server did not say whether it took the mail.', { facts });
  }
  return new Fault('MAIL_SERVER_AWAY', 'upstream', 'The mail server does not answer, or says later.', { facts });
};

const compose = (server: MailServer, letter: Letter, mailId: string): Promise<Buffer> => {
  const { subject, text, html } = writeLetter(letter);
  const domain = server.from.slice(server.from.lastIndexOf('@') + 1);
  return new MailComposer({
    from: { name: 'Prikbord', address: server.from },
    to: { name: oneLine(letter.name), address: letter.address },
    subject,
    text,
    html,
    // The same letter has the same id, so that a mail program shows a repeated one once.
    messageId: `<${mailId}@${domain}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
};

/**
 * Hands one letter to the mail server.
 *
 * @throws MAIL_REFUSED; MAIL_SERVER_AWAY, MAIL_LOGIN_REFUSED and MAIL_NOT_SAFE when surely nothing was sent; MAIL_UNSURE
 */
export const handOver = async (
  server: MailServer,
  { mailId, letter }: { mailId: string; letter: Letter },
): Promise<void> => {
  const message = await compose(server, letter, mailId);
  const connection = new SMTPConnection({
    host: server.host,
    port: server.port,
    secure: server.isSecure,
    requireTLS: !server.isSecure && !server.isLoopback,
    ignoreTLS: server.isLoopback && !server.isSecure,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    dnsTimeout: PATIENCE_MS,
    logger: false,
  });
  let hasBegun = false;
  // Read only once the server has said that it will take the text: from then on an answer that does not come is unknown.
  const body = new Readable({
    read() {
      hasBegun = true;
      this.push(message);
      this.push(null);
    },
  });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const fail = (error: Error): void => reject(error);
  connection.on('error', fail);
  connection.once('end', () => fail(new Error('The mail server closed the connection.')));
  const send = (): void => {
    const envelope = { from: server.from, to: [letter.address] };
    connection.send(envelope, body, (error) => (error === null || error === undefined ? resolve() : fail(error)));
  };
  connection.connect((error) => {
    if (error !== null && error !== undefined) fail(error);
    else if (server.login === undefined) send();
    else connection.login({ ...server.login }, (refused) => (refused ? fail(refused) : send()));
  });
  try {
    await promise;
    connection.quit();
  } catch (error) {
    connection.close();
    throw faultOf(error as Refusal, hasBegun);
  }
};
