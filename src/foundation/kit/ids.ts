import { randomBytes, randomInt } from 'node:crypto';

declare const brand: unique symbol;
/** A type that is told apart from others of the same shape by the compiler only. */
export type Brand<Value, Name extends string> = Value & { readonly [brand]: Name };

/** One of the agency's clients, the tenant of every row. A random 31-bit integer: narrow in every key, and its value tells nobody how many clients there are. */
export type ClientId = Brand<number, 'ClientId'>;
/** Pinterest's ad account id; text, since up to 18 digits do not fit a double. */
export type AdAccountId = Brand<string, 'AdAccountId'>;
/** Pinterest's user account id; text. */
export type PinterestUserId = Brand<string, 'PinterestUserId'>;
/** A client's consent to Pinterest; uuid. */
export type ConnectionId = Brand<string, 'ConnectionId'>;
/** A person who signs in; uuid. */
export type UserId = Brand<string, 'UserId'>;

const CLIENT_ID_MAX = 2 ** 31 - 1;

/** A fresh client id; the caller retries on the one-in-millions clash with an existing one. @personal none */
export const newClientId = (): ClientId => randomInt(1, CLIENT_ID_MAX) as ClientId;

/** Reads a client id as a person or address gives it. Returns undefined for anything but a decimal in range. @personal none */
export const parseClientId = (text: string): ClientId | undefined => {
  if (!/^[1-9]\d{0,9}$/.test(text)) return undefined;
  const value = Number(text);
  return value <= CLIENT_ID_MAX ? (value as ClientId) : undefined;
};

/**
 * A time-ordered uuid (version 7, RFC 9562), made in the application so that the SQL stays within PostgreSQL 15.
 * @param at milliseconds since 1970 of the instant to order by
 * @personal none
 */
export const uuidv7 = (at: number): string => {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(at, 0, 6);
  bytes[6] = (bytes.readUInt8(6) & 0x0f) | 0x70;
  bytes[8] = (bytes.readUInt8(8) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};
