import { type AdColumn, adColumns, isAdColumn } from '../../pinterest/contract.ts';
import { breakdownNames, coarseNames, eventNames, keyNames, lensNames, plainNames } from './header-names.ts';

/** How a figure is written: whole, in units of the currency, or in millionths of it. */
export type FigureUnit = 'count' | 'money' | 'micros';

/** Why a column is not brought in. */
export type LeftReason = 'ratio' | 'reach' | 'mixed' | 'name' | 'setting';

/** What a column of a file is to us. */
export type HeaderRole =
  | { readonly is: 'day' | 'currency' | 'breakdown' | 'coarse' | 'unknown' }
  | { readonly is: 'id'; readonly level: 'account' | 'campaign' | 'adGroup' | 'ad' }
  | { readonly is: 'figure'; readonly column: AdColumn; readonly unit: FigureUnit }
  | { readonly is: 'left'; readonly why: LeftReason };

const CURRENCY = /\(([A-Z]{3})\)/;

/** The currency a header names in brackets, as in `Spend (EUR)`. @personal none */
export const currencyIn = (header: string): string | undefined => CURRENCY.exec(header)?.[1];

/** A header as the lists write it. @personal none */
export const plainHeader = (header: string): string =>
  header.normalize('NFKC').replace(CURRENCY, ' ').replaceAll('_', ' ').replaceAll(/\s+/g, ' ').trim().toLowerCase();

const roles = new Map<string, HeaderRole>();
const add = (names: readonly string[], role: HeaderRole): void => {
  for (const name of names) roles.set(name, role);
};
const figure = (column: AdColumn, unit: FigureUnit): HeaderRole => ({ is: 'figure', column, unit });
const usualUnit = (column: AdColumn): FigureUnit => (adColumns[column].unit === 'micros' ? 'money' : 'count');

const around = (words: readonly string[], names: readonly string[]): string[] =>
  names.flatMap((name) => words.map((word) => word.replace('*', name)));

const valueColumn = (column: AdColumn | undefined): AdColumn | undefined => {
  const name = `${column}_VALUE_IN_MICRO_DOLLAR`;
  return isAdColumn(name) ? name : undefined;
};

const addEvent = (column: AdColumn | undefined, names: readonly string[], how: readonly string[]): void => {
  if (column === undefined) return;
  const counted = how.flatMap((word) => [`${word}conversions (*)`, `${word}conversies (*)`]);
  add(around(counted, names), figure(column, 'count'));
  const value = valueColumn(column);
  if (value === undefined) return;
  const valued = how.flatMap((word) =>
    ['order value', 'conversion value', 'bestelwaarde', 'conversiewaarde'].map((each) => `${word}${each} (*)`),
  );
  add(around(valued, names), figure(value, 'money'));
};

// Weakest first: a later name takes the place of an earlier one.
for (const { paid, earned, names } of lensNames) {
  add(around(['*', 'total *', 'totaal *', 'totale *'], names), { is: 'left', why: 'mixed' });
  add(around(['paid *', '* (paid)', 'betaalde *', 'betaald *', '* (betaald)'], names), figure(paid, 'count'));
  add(around(['earned *', '* (earned)', 'verdiende *', 'verdiend *', '* (verdiend)'], names), figure(earned, 'count'));
}
for (const [column, names] of Object.entries(plainNames)) {
  if (isAdColumn(column)) add(names, figure(column, usualUnit(column)));
}
for (const { names, total, click, view, engagement, web } of eventNames) {
  add(around(['*', 'total *', 'totaal *'], names), figure(total, 'count'));
  addEvent(total, names, ['', 'total ', 'totale ']);
  addEvent(click, names, ['click-through ', 'click through ', 'click ', 'doorklik']);
  addEvent(view, names, ['view-through ', 'view through ', 'view ', 'weergave']);
  addEvent(engagement, names, ['engagement ', 'interactie']);
  addEvent(web, names, ['web ', 'total web ']);
  const value = valueColumn(total);
  if (value !== undefined) {
    add(around(['* value', 'total * value', '*waarde'], names), figure(value, 'money'));
  }
}
// Pinterest's own names of its columns, as tools that ask the API write them.
for (const column of Object.keys(adColumns)) {
  if (!isAdColumn(column)) continue;
  const isMoney = adColumns[column].unit === 'micros';
  // `Leads` in Ads Manager are those of the website; only Pinterest's own spelling means lead ads (see `roleOfHeader`).
  if (column !== 'LEADS') add([plainHeader(column)], figure(column, isMoney ? 'micros' : 'count'));
  if (isMoney) add([plainHeader(column.replace('_IN_MICRO_DOLLAR', '_IN_DOLLAR'))], figure(column, 'money'));
}
add(breakdownNames, { is: 'breakdown' });
add(coarseNames, { is: 'coarse' });
add(keyNames.day, { is: 'day' });
add(keyNames.currency, { is: 'currency' });
for (const level of ['account', 'campaign', 'adGroup', 'ad'] as const) add(keyNames[level], { is: 'id', level });

// What is no sum over days can be told by its words, whatever it is a ratio of.
const kinds: readonly { readonly why: LeftReason; readonly words: RegExp }[] = [
  {
    why: 'ratio',
    words:
      /%|\b(e?ct?r|e?cp[a-z]|cpcv|roas|rates?|ratio|percentage|average|avg|cost per|frequency|gemiddelde?|kosten per|frequentie|percentage)\b/,
  },
  { why: 'reach', words: /\b(reach|bereik|unique|unieke)\b/ },
  { why: 'name', words: /\b(name|naam|title|titel)\b|naam$/ },
  {
    why: 'setting',
    words:
      /\b(status|objective|doelstelling|budget|bid|bod|start|end|eind|schedule|url|link|destination|created|updated|format|type|pin id|pin-id|cap|pacing)\b/,
  },
];

/** What a column is to us by its header. @personal none */
export const roleOfHeader = (header: string): HeaderRole => {
  if (header.trim() === 'LEADS') return figure('LEADS', 'count');
  const name = plainHeader(header);
  const known = roles.get(name);
  if (known !== undefined) return known;
  const kind = kinds.find(({ words }) => words.test(name));
  return kind === undefined ? { is: 'unknown' } : { is: 'left', why: kind.why };
};

/** How a figure that a person pointed out is written: money in units of the currency unless its header says millionths. @personal none */
export const unitOf = (header: string, column: AdColumn): FigureUnit => {
  if (adColumns[column].unit !== 'micros') return 'count';
  return /micro/i.test(header) ? 'micros' : 'money';
};
