import type { Day } from '../../foundation/kit/index.ts';
import { type ApiRequest, refuse } from '../handler.ts';
import { fraction, seedFor } from '../world/hash.ts';
import type { WorldUser } from '../world/world.ts';
import { organicAccountOf } from './account.ts';
import { type Counts, wordOf } from './analytics.ts';
import { accountCounts, splitCount } from './figures.ts';

/** A way in which an account's audience falls apart: words of the parameter and the share each has. */
type Dimension = { readonly parameter: string; readonly parts: Readonly<Record<string, number>> };

// Shares are plain inventions, of the order published for European shops.
const dimensions: Readonly<Record<string, Dimension>> = {
  APP_TYPE: { parameter: 'app_types', parts: { MOBILE: 0.74, TABLET: 0.07, WEB: 0.19 } },
  OWNED_CONTENT: { parameter: 'from_claimed_content', parts: { CLAIMED: 0.62, OTHER: 0.38 } },
  SOURCE: { parameter: 'source', parts: { YOUR_PINS: 0.71, OTHER_PINS: 0.29 } },
  PIN_FORMAT: {
    parameter: 'pin_format',
    parts: { ORGANIC_IMAGE: 0.68, ORGANIC_PRODUCT: 0.14, ORGANIC_VIDEO: 0.18 },
  },
};

const paidFormats: Readonly<Record<string, number>> = {
  ADS_STANDARD: 0.6,
  ADS_PRODUCT: 0.2,
  ADS_VIDEO: 0.15,
  ADS_IDEA: 0.05,
};

/** Parameters of an account question, checked. */
export type AccountQuestion = {
  readonly content: string;
  readonly filters: Readonly<Record<string, string>>;
  readonly split: string;
};

/** Reads filters and split. @throws Refusal 400 */
export const readQuestion = (request: ApiRequest, complaint: string): AccountQuestion => {
  const filters = Object.fromEntries(
    Object.values(dimensions).map(({ parameter, parts }) => {
      const all = parameter === 'from_claimed_content' ? 'BOTH' : 'ALL';
      const more = parameter === 'pin_format' ? Object.keys(paidFormats) : [];
      return [parameter, wordOf(request, { name: parameter, words: [all, ...Object.keys(parts), ...more] }, complaint)];
    }),
  );
  const content = wordOf(request, { name: 'content_type', words: ['ALL', 'PAID', 'ORGANIC'] }, complaint);
  const split = wordOf(request, { name: 'split_field', words: ['NO_SPLIT', ...Object.keys(dimensions)] }, complaint);
  return { content, filters, split };
};

const split = (counts: Counts, parts: Readonly<Record<string, number>>): Map<string, Counts> => {
  const names = Object.keys(parts);
  const columns = Object.entries(counts).map(([metric, count]) => ({
    metric,
    values: splitCount(count, Object.values(parts)),
  }));
  return new Map(
    names.map((name, at) => [name, Object.fromEntries(columns.map(({ metric, values }) => [metric, values[at] ?? 0]))]),
  );
};

const none = (counts: Counts): Counts => Object.fromEntries(Object.keys(counts).map((name) => [name, 0]));

/** Paid reach of the account's own Pins. Independent of the ads figures, as at Pinterest, where the two never agree either. */
const paidCounts = (request: ApiRequest, user: WorldUser, organic: Counts): Counts => {
  const share = 0.4 + 1.5 * fraction(seedFor(request.world.seed, 'paid reach'), user.index);
  return Object.fromEntries(Object.entries(organic).map(([name, count]) => [name, Math.floor(count * share)]));
};

const partsFor = (name: string, paid: boolean): Readonly<Record<string, number>> => {
  if (name === 'PIN_FORMAT' && paid) return paidFormats;
  return dimensions[name]?.parts ?? {};
};

const filtered = (counts: Counts, question: AccountQuestion, paid: boolean): Counts => {
  let left = counts;
  for (const [name, { parameter }] of Object.entries(dimensions)) {
    const word = question.filters[parameter];
    if (word === undefined || word === 'ALL' || word === 'BOTH' || name === question.split) continue;
    left = split(left, partsFor(name, paid)).get(word) ?? none(left);
  }
  return left;
};

/** One kind of reach by group: filters first, the split last, so that its groups add up to the unsplit answer. */
const groupsOf = (counts: Counts, question: AccountQuestion, paid: boolean): Map<string, Counts> => {
  const left = filtered(counts, question, paid);
  if (question.split === 'NO_SPLIT') return new Map([['all', left]]);
  const groups = split(left, partsFor(question.split, paid));
  const only = question.filters[dimensions[question.split]?.parameter ?? ''];
  for (const name of groups.keys()) {
    if (only !== undefined && only !== 'ALL' && only !== 'BOTH' && only !== name) groups.delete(name);
  }
  return groups;
};

/** Base counts of an account on a day, by the groups of its split (`all` without one). @throws Refusal 400 */
export const accountDay = (
  request: ApiRequest,
  subject: { user: WorldUser; question: AccountQuestion },
  day: Day,
): Map<string, Counts> => {
  const { user, question } = subject;
  const { niche } = organicAccountOf(request.world, user);
  const organic = accountCounts(request.world.seed, { userId: user.id, pins: user.pins, niche }, day);
  const sets = [
    ...(question.content === 'PAID' ? [] : [groupsOf(organic, question, false)]),
    ...(question.content === 'ORGANIC' ? [] : [groupsOf(paidCounts(request, user, organic), question, true)]),
  ];
  const [first] = sets;
  if (!first) return refuse(400, 400, 'Invalid user accounts analytics parameters.');
  const groups = new Map(first);
  for (const [name, counts] of sets[1] ?? []) {
    const before: Counts = groups.get(name) ?? {};
    groups.set(
      name,
      Object.fromEntries(Object.entries(counts).map(([metric, count]) => [metric, count + (before[metric] ?? 0)])),
    );
  }
  return groups;
};
