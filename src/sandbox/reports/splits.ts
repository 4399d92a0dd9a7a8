import { WIDTH } from '../world/columns.ts';

/** How an audience divides by one trait: values, as Pinterest writes them (some are numbers), and their shares. */
export type Split = readonly (readonly [string | number, number])[];

/** The traits figures can be divided by. */
export const splits: Readonly<Record<string, Split>> = {
  GENDER: [
    ['female', 0.71],
    ['male', 0.19],
    ['unknown', 0.1],
  ],
  AGE_BUCKET: [
    ['18-24', 0.18],
    ['25-34', 0.29],
    ['35-44', 0.22],
    ['45-49', 0.1],
    ['50-54', 0.09],
    ['55-64', 0.08],
    ['65+', 0.04],
  ],
  APPTYPE: [
    ['iphone', 0.44],
    ['android_mobile', 0.31],
    ['ipad', 0.07],
    ['android_tablet', 0.03],
    ['web_mobile', 0.06],
    ['web', 0.09],
  ],
  PLACEMENT: [
    ['BROWSE', 0.58],
    ['SEARCH', 0.27],
    ['RELATED_PINS', 0.15],
  ],
  COUNTRY: [
    ['NL', 0.72],
    ['BE', 0.19],
    ['DE', 0.09],
  ],
  LOCATION: [
    [500, 0.4],
    [501, 0.35],
    [502, 0.25],
  ],
  REGION: [
    ['NL-NH', 0.38],
    ['NL-ZH', 0.36],
    ['NL-UT', 0.26],
  ],
  GEO: [
    ['NL:1011', 0.5],
    ['NL:3011', 0.5],
  ],
  TARGETED_INTEREST: [
    ['Home Decor', 0.6],
    ['DIY And Crafts', 0.4],
  ],
  PINNER_INTEREST: [
    ['Living Room', 0.45],
    ['Garden', 0.35],
    ['Recipes', 0.2],
  ],
  KEYWORD: [
    ['woonkamer ideeën', 0.5],
    ['tuin inspiratie', 0.3],
    ['diy cadeau', 0.2],
  ],
  AUDIENCE_INCLUDE: [[254_261_234_567, 1]],
  AGE_BUCKET_AND_GENDER: [
    ['25-34:female', 0.6],
    ['35-44:female', 0.4],
  ],
  CREATIVE_TYPE: [
    ['REGULAR', 0.8],
    ['VIDEO', 0.2],
  ],
  AUDIENCE_MULTIPLIER: [[254_261_234_568, 1]],
};

/**
 * The parts of a row by a split: whole numbers that add up to the row again, for every figure.
 */
export const partsOf = (matrix: Float64Array, offset: number, split: Split): Float64Array[] => {
  let before = 0;
  return split.map(([, share]) => {
    const upTo = Math.min(1, before + share);
    const part = new Float64Array(WIDTH);
    for (let place = 0; place < WIDTH; place += 1) {
      const whole = matrix[offset + place] ?? 0;
      part[place] = Math.round(whole * upTo) - Math.round(whole * before);
    }
    before = upTo;
    return part;
  });
};
