import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

// RFC 6238 with what every authenticator app assumes: SHA-1, 30 seconds, six digits. HMAC-SHA-1 is not weakened by
// collisions of SHA-1, and another choice would lock people out.
const STEP_SECONDS = 30;
const DIGITS = 6;
const SECRET_BYTES = 20;

/** One step to each side: a phone half a minute off still works; each further step is another code to guess. */
const STEPS_OFF = 1;

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Base32 without padding (RFC 4648), as authenticator apps take it. @personal none */
export const toBase32 = (bytes: Uint8Array): string => {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
};

/** Reads base32; other signs are left out. @personal none */
export const fromBase32 = (text: string): Buffer => {
  const bits = [...text.toUpperCase()]
    .map((letter) => alphabet.indexOf(letter))
    .filter((value) => value >= 0)
    .map((value) => value.toString(2).padStart(5, '0'))
    .join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
};

/** A fresh secret in base32, to be shown once. @personal none */
export const makeTotpSecret = (): string => toBase32(randomBytes(SECRET_BYTES));

/** The code of one step of 30 seconds. @source RFC 4226 §5.3 @personal none */
export const totpCode = (secret: string, step: number): string => {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0x0f;
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
};

/** The step of a moment. @unit epochSeconds real time: a phone does not know the calendar of a demo @personal none */
export const totpStep = (epochSeconds: number): number => Math.floor(epochSeconds / STEP_SECONDS);

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/**
 * The step whose code this is, among the present one and its neighbours; undefined when it is none of theirs. The caller
 * accepts a step only once (RFC 6238 §5.2).
 *
 * @personal none
 */
export const matchTotp = (secret: string, code: string, epochSeconds: number): number | undefined => {
  const now = totpStep(epochSeconds);
  const given = code.replaceAll(/\s/g, '');
  if (!/^\d{6}$/.test(given)) return undefined;
  return [now, ...Array.from({ length: STEPS_OFF }, (_, off) => [now - off - 1, now + off + 1]).flat()].find((step) =>
    isSame(totpCode(secret, step), given),
  );
};

/** The address behind the square code an authenticator app scans. @personal contact.email in the result */
export const otpauthUrl = (input: { email: string; secret: string }): string =>
  `otpauth://totp/Prikbord:${encodeURIComponent(input.email)}?secret=${input.secret}&issuer=Prikbord`;
