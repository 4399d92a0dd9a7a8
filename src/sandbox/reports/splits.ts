import { adColumns } from '../../pinterest/contract.ts';
import { baseColumns, WIDTH } from '../world/columns.ts';
import { bell, draw, seedFor } from '../world/hash.ts';
import { perAccount } from '../world/per-account.ts';
import type { WorldAccount } from '../world/world.ts';

/** One value of a trait, as Pinterest writes it (some are numbers), and its share of each figure. */
type Part = { readonly value: string | number; readonly shares: Float64Array };

/**
 * How figures divide by one trait. The parts of a whole add up to it, or to less where Pinterest does not know the trait of
 * everybody; where they overlap each part is counted by itself, and together they may be less than the whole or more.
 */
export type Split = { readonly parts: readonly Part[]; readonly overlaps: boolean };

type Kind = {
  readonly values: readonly (readonly [string | number, number])[];
  /** How much of the whole has a value at all; 1 when left out. */
  readonly covers?: number;
  readonly overlaps?: boolean;
};

const kinds: Readonly<Record<string, Kind>> = {
  GENDER: {
    values: [
      ['female', 0.71],
      ['male', 0.19],
      ['unknown', 0.1],
    ],
  },
  // Whoever gave no age has no row.
  AGE_BUCKET: {
    covers: 0.94,
    values: [
      ['18-24', 0.18],
      ['25-34', 0.29],
      ['35-44', 0.22],
      ['45-49', 0.1],
      ['50-54', 0.09],
      ['55-64', 0.08],
      ['65+', 0.04],
    ],
  },
  APPTYPE: {
    values: [
      ['iphone', 0.44],
      ['android_mobile', 0.31],
      ['ipad', 0.07],
      ['android_tablet', 0.03],
      ['web_mobile', 0.06],
      ['web', 0.09],
    ],
  },
  PLACEMENT: {
    values: [
      ['BROWSE', 0.58],
      ['SEARCH', 0.27],
      ['RELATED_PINS', 0.15],
    ],
  },
  COUNTRY: {
    values: [
      ['NL', 0.72],
      ['BE', 0.19],
      ['DE', 0.09],
    ],
  },
  LOCATION: {
    values: [
      [500, 0.4],
      [501, 0.35],
      [502, 0.25],
    ],
  },
  REGION: {
    values: [
      ['NL-NH', 0.38],
      ['NL-ZH', 0.36],
      ['NL-UT', 0.26],
    ],
  },
  GEO: {
    values: [
      ['NL:1011', 0.5],
      ['NL:3011', 0.5],
    ],
  },
  TARGETED_INTEREST: {
    values: [
      ['Home Decor', 0.6],
      ['DIY And Crafts', 0.4],
    ],
  },
  PINNER_INTEREST: {
    values: [
      ['Living Room', 0.45],
      ['Garden', 0.35],
      ['Recipes', 0.2],
    ],
  },
  // An ad shown for one search may match two keywords and counts under both; most are shown without any search.
  KEYWORD: {
    overlaps: true,
    values: [
      ['woonkamer ideeën', 0.26],
      ['tuin inspiratie', 0.17],
      ['diy cadeau', 0.12],
      ['scandinavisch interieur', 0.09],
      ['kleine badkamer, "spa" gevoel', 0.05],
      ['feestelijke tafel', 0.03],
    ],
  },
  AUDIENCE_INCLUDE: { values: [[254_261_234_567, 1]] },
  AGE_BUCKET_AND_GENDER: {
    values: [
      ['25-34:female', 0.6],
      ['35-44:female', 0.4],
    ],
  },
  CREATIVE_TYPE: {
    values: [
      ['REGULAR', 0.8],
      ['VIDEO', 0.2],
    ],
  },
  AUDIENCE_MULTIPLIER: { values: [[254_261_234_568, 1]] },
};

/** Parts differ in what they cost, how they are clicked and what they buy; figures of one kind divide alike. */
const natureOf = (column: string): number => {
  if (adColumns[column as keyof typeof adColumns]?.family === 'conversion') return 3;
  if (column.startsWith('SPEND')) return 0;
  return column.includes('CLICK') || column.includes('REPIN') || column.includes('ENGAGEMENT') ? 2 : 1;
};

const natures = baseColumns.map(natureOf);

/** Days during which an audience stays as it is. */
const STRETCH_DAYS = 30;

type Audience = { readonly seed: number; readonly kind: Kind; readonly stretch: number | undefined };

const weightsOf = ({ seed, kind, stretch }: Audience, nature: number): number[] => {
  const weights = kind.values.map(([, share], at) => {
    const own = 0.45 * bell(draw(seed, at)) + 0.22 * bell(draw(seed, at, nature + 1));
    const drift = stretch === undefined ? 0 : 0.12 * bell(draw(seed, at, nature + 11, stretch));
    return share * Math.exp(own + drift);
  });
  if (kind.overlaps === true) return weights.map((weight) => Math.min(1, weight));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => ((kind.covers ?? 1) * weight) / sum);
};

const splitOf = (audience: Audience): Split => {
  const { kind } = audience;
  const byNature = [0, 1, 2, 3].map((nature) => weightsOf(audience, nature));
  return {
    overlaps: kind.overlaps ?? false,
    parts: kind.values.map(([value], at) => ({
      value,
      shares: Float64Array.from(natures, (nature) => byNature[nature]?.[at] ?? 0),
    })),
  };
};

/** Where else the advertisers of a country are seen most. */
const neighbours: Readonly<Record<string, readonly [string, string]>> = {
  NL: ['BE', 'DE'],
  BE: ['NL', 'FR'],
  SE: ['NO', 'DK'],
  DK: ['SE', 'NO'],
  GB: ['IE', 'US'],
  US: ['CA', 'GB'],
  PL: ['DE', 'CZ'],
  CH: ['DE', 'AT'],
};

const kindOf = (type: string, account: WorldAccount): Kind | undefined => {
  const kind = kinds[type];
  if (type !== 'COUNTRY' || kind === undefined) return kind;
  const countries = [account.country, ...(neighbours[account.country] ?? ['DE', 'FR'])];
  return { ...kind, values: kind.values.map(([value, share], at) => [countries[at] ?? value, share]) };
};

/**
 * How an account's figures divide by a trait: each account has an audience of its own, which changes a little every month. Over
 * days put together (no `day`) it is the audience of all of them. Undefined for a trait that is none.
 */
export const splitsOf = perAccount((world, account) => {
  const made = new Map<string, Split>();
  return (type: string, day?: number): Split | undefined => {
    const kind = kindOf(type, account);
    if (kind === undefined) return undefined;
    const stretch = day === undefined ? undefined : Math.floor(day / STRETCH_DAYS);
    const known = made.get(`${type} ${stretch}`);
    if (known !== undefined) return known;
    const seed = seedFor(world.seed + account.index * 104_729, `split ${type}`);
    const fresh = splitOf({ seed, kind, stretch });
    made.set(`${type} ${stretch}`, fresh);
    return fresh;
  };
});

/** Equal parts of everything. */
export const equalParts = (values: readonly number[]): Split => ({
  overlaps: false,
  parts: values.map((value) => ({ value, shares: new Float64Array(WIDTH).fill(1 / values.length) })),
});

const VALUE = '_VALUE_IN_MICRO_DOLLAR';

// Adding up shares may end a hair below the whole, which would lose the last count.
const HAIR = 1e-9;

// What a purchase was worth goes where the purchase went.
const countOf = Int32Array.from(baseColumns, (name) =>
  name.endsWith(VALUE) ? baseColumns.indexOf(name.slice(0, -VALUE.length)) : -1,
);

type RowFigures = { readonly matrix: Float64Array; readonly offset: number };

/** How much of a figure lies in the parts up to and with this one, as a whole number. */
const upToOf = (row: RowFigures, place: number, reached: { share: number; chance: number; counts: Float64Array }) => {
  const whole = row.matrix[row.offset + place] ?? 0;
  const counted = countOf[place] ?? -1;
  const all = counted < 0 ? 0 : (row.matrix[row.offset + counted] ?? 0);
  if (all > 0) return Math.round((whole * (reached.counts[counted] ?? 0)) / all);
  return Math.floor(whole * Math.min(1, reached.share + HAIR) + reached.chance);
};

// Counts before what they are worth.
const inOrder = baseColumns
  .map((_, place) => place)
  .toSorted((one, other) => (countOf[one] ?? 0) - (countOf[other] ?? 0));

/**
 * The parts of a row by a split: whole numbers that add up to what the split covers of the row, for every figure.
 * @param chance where the first whole count falls: with few counts every part gets its share over many days. @unit 0 ≤ x < 1
 */
export const partsOf = (row: RowFigures, split: Split, chance: number): Float64Array[] => {
  const shares = new Float64Array(WIDTH);
  const counts = new Float64Array(WIDTH);
  return split.parts.map((part) => {
    const figures = new Float64Array(WIDTH);
    if (split.overlaps) {
      shares.fill(0);
      counts.fill(0);
    }
    for (const place of inOrder) {
      shares[place] = (shares[place] ?? 0) + (part.shares[place] ?? 0);
      const upTo = upToOf(row, place, { share: shares[place] ?? 0, chance, counts });
      figures[place] = upTo - (counts[place] ?? 0);
      counts[place] = upTo;
    }
    return figures;
  });
};
