import type { Goal, GoalList, GoalRequest, MetricInfo } from '../../../api/contract.ts';
import type { ScreenLocale } from '../../words/words.ts';
import type { Catalogue } from '../workspace/figures.ts';
import { isRate, readMillionths, typedMillionths } from './amounts.ts';

/** A goal as it is being filled in. */
export type Draft = {
  readonly kind: Goal['kind'];
  readonly metric: string;
  readonly account: string;
  readonly from: string;
  readonly to: string;
  readonly target: string;
};

/** What results are most often agreed on. */
export const usualResults: readonly string[] = [
  'roas',
  'cost-per-checkout',
  'checkouts',
  'checkout-value',
  'conversions',
  'outbound-clicks',
];

const lastOfMonth = (day: string): string => {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
};

// A percent is a hundredth: 2 % is the ratio 0.02.
const PERCENT = 100n;

/** A goal as a form shows it: the one given, or a budget for the month of the day given. */
export const draftOf = (
  goal: Goal | undefined,
  { list, catalogue, locale, today }: { list: GoalList; catalogue: Catalogue; locale: ScreenLocale; today: string },
): Draft => {
  if (goal === undefined) {
    const from = `${today.slice(0, 7)}-01`;
    const [first] = list.accounts;
    return { kind: 'budget', metric: 'spend', account: first?.id ?? '', from, to: lastOfMonth(today), target: '' };
  }
  const { kind, metric, account, from, to, target } = goal;
  const info = catalogue.get(metric);
  const shown = info !== undefined && isRate(info) ? (BigInt(target) * PERCENT).toString() : target;
  return { kind, metric, account, from, to, target: typedMillionths(shown, locale) };
};

/** What of a draft cannot be sent, by field; the server looks at the rest. */
export type Unread = { readonly target?: true; readonly from?: true; readonly to?: true };

/** A draft as a request, or which of its fields cannot be read. */
export const requestOf = (
  draft: Draft,
  metric: MetricInfo | undefined,
  locale: ScreenLocale,
): { readonly request: GoalRequest } | { readonly unread: Unread } => {
  const read = readMillionths(draft.target, locale);
  const target = read !== undefined && metric !== undefined && isRate(metric) ? read / PERCENT : read;
  const unread: Unread = {
    ...(target === undefined || target === 0n ? { target: true } : {}),
    ...(draft.from === '' ? { from: true } : {}),
    ...(draft.to === '' ? { to: true } : {}),
  };
  if (target === undefined || Object.keys(unread).length > 0) return { unread };
  return { request: { ...draft, target: target.toString() } };
};
