import { dayNumberOf } from './calendar.ts';
import { at } from './columns.ts';
import { deliveryOf, type Traits } from './delivery.ts';
import { bell, counted, draw, next, seedFor } from './hash.ts';
import type { World, WorldAccount } from './world.ts';

/*
 * A conversion is an event with an action day D (when the ad was seen or clicked), a delay (it happens on D + delay) and a
 * lag of one to three days before it is reported. It is drawn from (seed, ad, D) and a count; every answer is a filter over
 * the same events:
 *
 *   shown when   D + delay + lag ≤ today          conversions drip in, days are restated
 *   in a window  delay ≤ window of its kind       1/7/30/60 days
 *   credited to  D, or D + delay                  TIME_OF_AD_ACTION, TIME_OF_CONVERSION
 */

/** How long after the action a conversion may come. @unit days */
export const LONGEST_DELAY = 60;

/** Pinterest attributes nothing to engagements from here on. */
const ENGAGEMENT_ENDED = dayNumberOf('2026-01-01');

/** Which window a conversion falls under. */
type Path = 'click' | 'engagement' | 'view';

type Kind = {
  readonly path: Path;
  /** Columns that count one each. */
  readonly counts: readonly number[];
  /** Columns that take its value; empty for anything but a checkout. */
  readonly values: readonly number[];
  /** Whether a web event counts apart. */
  readonly web: boolean;
  readonly mean: (day: DayFigures) => number;
};

/** What the means of a day's conversions rest on. */
type DayFigures = {
  traits: Traits;
  outbound: number;
  impressions: number;
  clicks: number;
  engaged: number;
  appetite: number;
  day: number;
};

const ALL = at('TOTAL_CONVERSIONS');
const WEB = at('TOTAL_WEB_CHECKOUT');
const WEB_VALUE = at('TOTAL_WEB_CHECKOUT_VALUE_IN_MICRO_DOLLAR');
const OUTBOUND = at('OUTBOUND_CLICK_1');
const IMPRESSIONS = at('IMPRESSION_1');
const CLICKS = at('CLICKTHROUGH_1');
const ENGAGED = at('ENGAGEMENT_1');

const checkout = (path: Path, name: 'CLICK' | 'VIEW' | 'ENGAGEMENT', mean: Kind['mean']): Kind => ({
  path,
  counts: [ALL, at('TOTAL_CHECKOUT'), at(`TOTAL_${name}_CHECKOUT`)],
  values: [at('TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR'), at(`TOTAL_${name}_CHECKOUT_VALUE_IN_MICRO_DOLLAR`)],
  web: true,
  mean,
});

const event = (path: Path, counts: readonly number[], mean: Kind['mean']): Kind => ({
  path,
  counts,
  values: [],
  web: false,
  mean,
});

const viewBuys = (day: DayFigures): number => (day.impressions / 1000) * day.traits.viewBuyRate * day.appetite;
const clickBuys = (day: DayFigures): number => day.outbound * day.traits.buyRate * day.appetite;

const kinds: readonly Kind[] = [
  checkout('click', 'CLICK', clickBuys),
  checkout('view', 'VIEW', viewBuys),
  checkout('engagement', 'ENGAGEMENT', (day) =>
    day.day < ENGAGEMENT_ENDED ? day.engaged * day.traits.buyRate * 0.08 : 0,
  ),
  event('click', [ALL, at('TOTAL_ADD_TO_CART'), at('TOTAL_CLICK_ADD_TO_CART')], (day) => clickBuys(day) * 2.4),
  event('view', [ALL, at('TOTAL_ADD_TO_CART'), at('TOTAL_VIEW_ADD_TO_CART')], (day) => viewBuys(day) * 1.7),
  event('click', [ALL, at('TOTAL_PAGE_VISIT')], (day) => day.outbound * 0.32),
  event('view', [ALL, at('TOTAL_PAGE_VISIT')], (day) => viewBuys(day) * 2.5),
  event('click', [ALL, at('TOTAL_SIGNUP')], (day) => clickBuys(day) * 0.35),
  event('click', [ALL, at('TOTAL_LEAD')], (day) => day.outbound * 0.006),
  event('click', [ALL, at('TOTAL_CUSTOM')], (day) => day.outbound * 0.012),
  event('click', [ALL, at('TOTAL_ADD_TO_WISHLIST')], (day) => clickBuys(day) * 0.3),
  event('click', [ALL, at('TOTAL_SUBSCRIBE')], (day) => day.outbound * 0.002),
  event('click', [at('LEADS')], (day) => (day.traits.leadForm ? day.clicks * 0.03 : 0)),
];

const DRAWS = 4096;

/** Delays by a 12-bit draw: `atOnce` of them on the same day, the others thinning out over sixty days. */
const delayTable = (atOnce: number, halfLife: number): Uint8Array => {
  const weights = Array.from({ length: LONGEST_DELAY + 1 }, (_, delay) => 0.5 ** (delay / halfLife));
  weights[0] = 0;
  const rest = weights.reduce((sum, weight) => sum + weight, 0);
  const table = new Uint8Array(DRAWS);
  let below = atOnce;
  let delay = 0;
  for (let drawn = 0; drawn < DRAWS; drawn += 1) {
    while ((drawn + 0.5) / DRAWS > below && delay < LONGEST_DELAY) {
      delay += 1;
      below += ((weights[delay] ?? 0) / rest) * (1 - atOnce);
    }
    table[drawn] = delay;
  }
  return table;
};

const delays: Readonly<Record<Path, Uint8Array>> = {
  click: delayTable(0.46, 6),
  engagement: delayTable(0.3, 9),
  view: delayTable(0.6, 4),
};

/** Which conversions count, when, and from where they are looked at. */
export type Attribution = {
  readonly click: number;
  readonly engagement: number;
  readonly view: number;
  readonly time: 'action' | 'conversion';
};

/** The days a matrix covers, both included, and the day it is looked at. */
export type Span = { readonly from: number; readonly to: number; readonly today: number };

/** Adds what came of one ad's day, whose final delivery stands in `cell`, to a matrix of days × columns. */
export type Conversions = (traits: Traits, day: number, place: Place) => void;

/** Where conversions are added, from which delivery, and which of them. */
export type Place = {
  readonly cell: Float64Array;
  readonly matrix: Float64Array;
  readonly span: Span;
  readonly attribution: Attribution;
  readonly width: number;
};

const lagOf = (drawn: number): number => {
  const part = (drawn >>> 12) & 255;
  if (part < 205) return 1;
  return part < 243 ? 2 : 3;
};

const addEvent = (kind: Kind, matrix: Float64Array, where: { offset: number; drawn: number; basket: number }): void => {
  const { offset, drawn } = where;
  for (const place of kind.counts) matrix[offset + place] = (matrix[offset + place] ?? 0) + 1;
  if (!kind.web) return;
  const cents = Math.max(100, Math.round((where.basket * Math.exp(0.5 * bell(next(drawn, 2)))) / 10_000));
  const value = cents * 10_000;
  for (const place of kind.values) matrix[offset + place] = (matrix[offset + place] ?? 0) + value;
  if (((drawn >>> 20) & 15) === 0) return;
  matrix[offset + WEB] = (matrix[offset + WEB] ?? 0) + 1;
  matrix[offset + WEB_VALUE] = (matrix[offset + WEB_VALUE] ?? 0) + value;
};

/** The row an event belongs to, or −1 when this question does not see it. */
const rowOf = (kind: Kind, drawn: number, when: { day: number; place: Place }): number => {
  const { span, attribution } = when.place;
  const delay = delays[kind.path][drawn & (DRAWS - 1)] ?? 0;
  const happened = when.day + delay;
  if (delay > attribution[kind.path] || happened + lagOf(drawn) > span.today) return -1;
  const credited = attribution.time === 'action' ? when.day : happened;
  return credited >= span.from && credited <= span.to ? credited - span.from : -1;
};

/** The kind an event is: each in proportion to its mean. @unit chance 0 ≤ x < 1 */
const kindAt = (means: Float64Array, chance: number): Kind | undefined => {
  let at = 0;
  let left = chance;
  while (at < means.length - 1 && left >= (means[at] ?? 0)) {
    left -= means[at] ?? 0;
    at += 1;
  }
  return kinds[at];
};

const figuresOfDay = (figures: DayFigures, cell: Float64Array): void => {
  figures.outbound = cell[OUTBOUND] ?? 0;
  figures.impressions = cell[IMPRESSIONS] ?? 0;
  figures.clicks = cell[CLICKS] ?? 0;
  figures.engaged = cell[ENGAGED] ?? 0;
};

/** The conversion model of one ad account, resting on its delivery. */
export const createConversions = (world: World, account: WorldAccount): Conversions => {
  const delivery = deliveryOf(world, account);
  const seed = seedFor(world.seed, 'conversions');
  const means = new Float64Array(kinds.length);
  const when = { offset: 0, drawn: 0, basket: 0 };
  return (traits, day, place) => {
    const figures: DayFigures = {
      traits,
      outbound: 0,
      impressions: 0,
      clicks: 0,
      engaged: 0,
      appetite: delivery.appetite(day),
      day,
    };
    figuresOfDay(figures, place.cell);
    let total = 0;
    for (let at = 0; at < kinds.length; at += 1) {
      const mean = kinds[at]?.mean(figures) ?? 0;
      means[at] = mean;
      total += mean;
    }
    const drawn = draw(seed, traits.key, day);
    const events = counted(total, next(drawn, 1));
    when.basket = traits.basket;
    for (let count = 1; count <= events; count += 1) {
      when.drawn = next(drawn, count + 10);
      const kind = kindAt(means, next(when.drawn, 1) * 2.3283064365386963e-10 * total);
      const row = kind ? rowOf(kind, when.drawn, { day, place }) : -1;
      if (!kind || row < 0) continue;
      when.offset = row * place.width;
      addEvent(kind, place.matrix, when);
    }
  };
};
