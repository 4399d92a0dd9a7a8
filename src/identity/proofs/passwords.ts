import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/**
 * scrypt with N = 2^15, r = 8, p = 3: OWASP's middle choice, 32 MiB and a quarter of a second on a small server. Less
 * makes a stolen table cheaper to try; more lets a handful of sign-ins fill the memory of a small machine.
 */
const COST = { N: 2 ** 15, r: 8, p: 3 };
const MEMORY = 64 * 1024 * 1024;
const SALT_BYTES = 16;
const HASH_BYTES = 32;

const derive = (password: string, salt: Buffer, cost: typeof COST): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    // The same word typed on two keyboards can be two sequences of code points; NFKC makes them one.
    scrypt(password.normalize('NFKC'), salt, HASH_BYTES, { ...cost, maxmem: MEMORY }, (error, hash) =>
      error === null ? resolve(hash) : reject(error),
    );
  });

/** Hashes a password for storage, with its cost and a salt of its own. @personal none */
export const hashPassword = async (password: string): Promise<string> => {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password, salt, COST);
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64'), hash.toString('base64')].join('$');
};

// Compared with when there is no such person, so that the answer takes as long: the time must not tell who exists.
const nobody = ['scrypt', COST.N, COST.r, COST.p, Buffer.alloc(SALT_BYTES).toString('base64'), ''].join('$');

/** Whether a password fits a stored hash; `undefined` for a person that does not exist takes as long. @personal none */
export const fitsPassword = async (password: string, stored: string | undefined): Promise<boolean> => {
  const [, n, r, p, salt = '', hash = ''] = (stored ?? nobody).split('$');
  const derived = await derive(password, Buffer.from(salt, 'base64'), { N: Number(n), r: Number(r), p: Number(p) });
  const expected = Buffer.from(hash, 'base64');
  return expected.length === derived.length && timingSafeEqual(expected, derived);
};

/** A password for someone who will not choose one: 120 bits, easy to copy. @personal none */
export const makePassword = (): string => randomBytes(15).toString('base64url');
