import { createHash, randomBytes } from 'node:crypto';

const BYTES = 32;

/** A token that cannot be guessed: 256 random bits, with a word before it that tells what it is. @personal none */
export const makeToken = (prefix: 'prs' | 'prk' | 'pri'): string =>
  `${prefix}_${randomBytes(BYTES).toString('base64url')}`;

/** What is stored of a token. 256 random bits need neither salt nor a slow hash. @personal none */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');
