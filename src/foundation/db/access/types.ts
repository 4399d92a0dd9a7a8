import type { CustomTypesConfig } from 'pg';
import { types } from 'pg';

const asText = (value: string): string => value;

// What pg gives by default loses something: int8 as text has no arithmetic, a date as Date has a time zone.
const ours = new Map<number, (value: string) => unknown>([
  [types.builtins.INT8, BigInt],
  [types.builtins.DATE, asText],
  [types.builtins.NUMERIC, asText],
  [types.builtins.INTERVAL, asText],
]);

/** int8 → bigint, date → `YYYY-MM-DD`, numeric → text, timestamptz → Date. */
export const typeParsers: CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    ours.get(oid) ?? types.getTypeParser(oid, format ?? 'text'),
};
