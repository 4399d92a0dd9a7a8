import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { Ending } from './database.ts';

/** A letter as a mail server got it. */
export type Received = ParsedMail & { readonly raw: string; readonly recipients: readonly string[] };

/** A real SMTP server on this machine, which keeps what it gets. */
export type Mailbox = {
  readonly url: string;
  readonly received: Received[];
  /** What it says to each recipient: undefined takes them; a code of four or five hundred does not. */
  refusal: number | undefined;
  /** Ends the connection where the confirmation of a mail would come, after it has the mail. */
  isSilent: boolean;
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
};

const refused = (code: number): Error => Object.assign(new Error('No such mailbox here'), { responseCode: code });

/** Opens a mailbox that closes with the test. */
export const openMailbox = async (ending: Ending): Promise<Mailbox> => {
  const received: Received[] = [];
  let port = 0;
  const make = (): SMTPServer =>
    new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      onRcptTo: (_address, _session, done) => done(box.refusal === undefined ? null : refused(box.refusal)),
      onData: async (stream, session, done) => {
        const pieces: Buffer[] = [];
        for await (const piece of stream) pieces.push(piece as Buffer);
        const raw = Buffer.concat(pieces).toString();
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        received.push(Object.assign(await simpleParser(raw), { raw, recipients }));
        if (box.isSilent) for (const each of server.connections) (each as { close: () => void }).close();
        else done();
      },
    });
  let server = make();
  const start = async (): Promise<void> => {
    server = make();
    server.on('error', () => undefined);
    const listening = server.listen(port, '127.0.0.1');
    await once(listening, 'listening');
    port = (listening.address() as AddressInfo).port;
  };
  const stop = (): Promise<void> => new Promise((resolve) => server.close(() => resolve()));
  await start();
  ending.after(stop);
  const box: Mailbox = {
    url: `smtp://127.0.0.1:${port}?from=prikbord@bureau.example`,
    received,
    refusal: undefined,
    isSilent: false,
    stop,
    start,
  };
  return box;
};
