import type { Config } from '../foundation/runtime/index.ts';
import { mailServerOf } from './smtp/mail-server.ts';

export type { Letter, LetterKind } from './letters/letter.ts';
export { clearOutboxJob } from './outbox/clear-outbox.ts';
export type { MailOutcome } from './outbox/mail-states.ts';
export { mailStates } from './outbox/mail-states.ts';
export { postLetter } from './outbox/post-letter.ts';
export type { MailState } from './outbox/states.ts';

/** Whether letters can be sent: a mail server is configured, and a demo's is on this machine. @personal none */
export const mayMail = (config: Pick<Config, 'smtpUrl' | 'mode'>): boolean => mailServerOf(config) !== undefined;
