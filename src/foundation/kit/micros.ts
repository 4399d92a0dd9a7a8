import type { Brand } from './ids.ts';

/** Money in millionths of an account's currency (1 EUR = 1_000_000). Never a float, never without its currency beside it. */
export type Micros = Brand<bigint, 'Micros'>;

/** ISO 4217 code as Pinterest gives it with an ad account. */
export type Currency = Brand<string, 'Currency'>;

/** Marks an integer as micros. @unit micros of the account's currency @personal none */
export const micros = (value: bigint | number | string): Micros => BigInt(value) as Micros;
