import { type AdColumn, adColumns, deliveryColumns } from '../../pinterest/contract.ts';

/** The additive figures of one ad on one day, in the order every matrix of the world keeps them. */
export const baseColumns: readonly string[] = Object.keys(adColumns);

/** How many they are. */
export const WIDTH = baseColumns.length;

/** How many of them are delivery; these stand first. */
export const DELIVERY_WIDTH = deliveryColumns.length;

const places = new Map(baseColumns.map((name, at) => [name, at]));

/** Where a figure stands in a row of the world; −1 for a column that is not additive. */
export const placeOf = (name: string): number => places.get(name) ?? -1;

/** Where a figure of the ledger's vocabulary stands. */
export const at = (name: AdColumn): number => placeOf(name);

const conversionPlaces = new Set(
  Object.entries(adColumns).flatMap(([name, column]) => (column.family === 'conversion' ? [placeOf(name)] : [])),
);

/** Whether a figure depends on window and report time. */
export const isConversion = (place: number): boolean => conversionPlaces.has(place);
