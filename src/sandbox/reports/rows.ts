import type { Sandbox } from '../handler.ts';
import { type AccountView, fieldsOf, viewAccount } from '../structure/account-view.ts';
import { isConversion, placeOf, WIDTH } from '../world/columns.ts';
import { figuresOf, type Level, matrixFor, type Question, type Subject } from '../world/figures.ts';
import type { WorldAccount } from '../world/world.ts';
import type { Ask } from './ask.ts';
import { buckets, collapse } from './buckets.ts';
import { cutRows, cutsOf, hours } from './cut-rows.ts';
import { derived } from './derived.ts';
import type { Column, Cut, Pass, Row } from './row.ts';

const uncut: Cut = { type: '', value: '' };

/** The column that names the thing, per level. */
export const idColumn: Readonly<Record<Level, string>> = {
  account: 'AD_ACCOUNT_ID',
  campaign: 'CAMPAIGN_ID',
  adGroup: 'AD_GROUP_ID',
  ad: 'AD_ID',
};

type Fields = Record<string, unknown>;

const statuses: Readonly<Record<string, number>> = { ACTIVE: 1, PAUSED: 2, ARCHIVED: 3, DRAFT: 4, DELETED_DRAFT: 5 };

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The campaign, ad group and ad a row is about, as far as its level goes. */
const parentsOf = (
  view: AccountView,
  level: Level,
  subject: Subject,
): { campaign?: Fields; adGroup?: Fields; ad?: Fields } => {
  if (level === 'account') return {};
  const campaign = fieldsOf(view, 'campaign', view.plan.campaignOfAd[subject.first] ?? -1) ?? {};
  if (level === 'campaign') return { campaign };
  const adGroup = fieldsOf(view, 'adGroup', view.plan.groupOfAd[subject.first] ?? -1) ?? {};
  return level === 'adGroup'
    ? { campaign, adGroup }
    : { campaign, adGroup, ad: fieldsOf(view, 'ad', subject.first) ?? {} };
};

/** What Pinterest says about a thing besides its figures; ids of campaigns and ad groups and all statuses are numbers. */
const dimensions: Readonly<
  Record<string, (parents: ReturnType<typeof parentsOf>, account: WorldAccount) => string | number | null>
> = {
  AD_ACCOUNT_ID: (_parents, account) => account.id,
  ADVERTISER_ID: (_parents, account) => account.id,
  CAMPAIGN_ID: ({ campaign }) => (campaign ? Number(campaign.id) : null),
  CAMPAIGN_NAME: ({ campaign }) => (campaign ? text(campaign.name) : null),
  CAMPAIGN_ENTITY_STATUS: ({ campaign }) => (campaign ? (statuses[text(campaign.status)] ?? 0) : null),
  CAMPAIGN_OBJECTIVE_TYPE: ({ campaign }) => (campaign ? text(campaign.objective_type) : null),
  AD_GROUP_ID: ({ adGroup }) => (adGroup ? Number(adGroup.id) : null),
  AD_GROUP_NAME: ({ adGroup }) => (adGroup ? text(adGroup.name) : null),
  AD_GROUP_ENTITY_STATUS: ({ adGroup }) => (adGroup ? (statuses[text(adGroup.status)] ?? 0) : null),
  AD_ID: ({ ad }) => (ad ? text(ad.id) : null),
  AD_NAME: ({ ad }) => (ad ? text(ad.name) : null),
  AD_ENTITY_STATUS: ({ ad }) => (ad ? (statuses[text(ad.status)] ?? 0) : null),
  PIN_PROMOTION_ID: ({ ad }) => (ad ? text(ad.id) : null),
  PIN_PROMOTION_NAME: ({ ad }) => (ad ? text(ad.name) : null),
  PIN_ID: ({ ad }) => (ad ? text(ad.pin_id) : null),
};

const figure = (name: string): Column => {
  const place = placeOf(name);
  if (place >= 0) return { name, kind: 'figure', place, read: (matrix, offset) => matrix[offset + place] ?? 0 };
  const formula = derived[name];
  const read = (matrix: Float64Array, offset: number): number | null =>
    formula === undefined ? null : formula((of) => matrix[offset + of] ?? 0);
  return { name, kind: 'figure', place, read };
};

/** The columns of an answer in order: the id, the day, then what was asked. */
export const columnsOf = (view: AccountView, ask: Ask): readonly Column[] => {
  const id = idColumn[ask.level];
  const first: Column[] = [{ name: id, kind: 'id' }];
  if (ask.granularity !== 'TOTAL') first.push({ name: 'DATE', kind: 'date' });
  if (ask.granularity === 'HOUR') first.push({ name: 'HOUR', kind: 'cut', read: (cut) => cut.value });
  if (ask.targeting.length > 0) {
    first.push({ name: 'TARGETING_TYPE', kind: 'cut', read: (cut) => cut.type });
    first.push({ name: 'TARGETING_VALUE', kind: 'cut', read: (cut) => cut.value });
  }
  const rest = ask.columns
    .filter((name) => !first.some((column) => column.name === name))
    .map((name): Column => {
      const read = dimensions[name];
      if (!read) return figure(name);
      return { name, kind: 'dimension', read: (subject) => read(parentsOf(view, ask.level, subject), view.account) };
    });
  return [...first, ...rest];
};

const questionOf = (ask: Ask, moment: Question['moment']): Question => {
  const conversions = ask.columns.some((name) => isConversion(placeOf(name)) || (placeOf(name) < 0 && name in derived));
  return {
    span: { from: ask.from, to: Math.min(ask.to, moment.today), today: moment.today },
    moment,
    delivery: ask.columns.some((name) => !isConversion(placeOf(name))),
    conversions: conversions ? ask.attribution : undefined,
  };
};

/** Everything an answer is made from. */
export type Source = {
  readonly sandbox: Sandbox;
  readonly account: WorldAccount;
  readonly ask: Ask;
  readonly asOf: number;
};

/** The moment an instant is, as the model sees it: a running day is counted up to its last full hour but three. @unit asOf ms */
export const momentOf = (asOf: number): Question['moment'] => {
  const at = new Date(asOf);
  const today = Math.floor(asOf / 86_400_000) - 20_089;
  return { today, counted: Math.max(0, at.getUTCHours() - 3) / 24 };
};

/** Says whether all asked figures of the row at an offset are zero. */
const emptiness = (columns: readonly Column[], matrix: Float64Array): ((offset: number) => boolean) => {
  const figures = columns.filter((column) => column.kind === 'figure');
  const places = Int32Array.from(figures.flatMap((column) => (column.place >= 0 ? [column.place] : [])));
  const formulas = figures.filter((column) => column.place < 0);
  return (offset) => {
    for (const place of places) if (matrix[offset + place] !== 0) return false;
    return !formulas.some((column) => column.read(matrix, offset));
  };
};

/** Whole rows by id and then by day, without those whose asked figures are all zero. */
function* wholeRows(source: Source, columns: readonly Column[], passes: Pass): Generator<Row> {
  const { ask } = source;
  const figures = figuresOf(source.sandbox.world, source.account);
  const question = questionOf(ask, momentOf(source.asOf));
  const { span } = question;
  if (span.to < span.from) return;
  const matrix = matrixFor(span);
  const parts = buckets(ask.granularity, span.from, span.to);
  const isEmpty = emptiness(columns, matrix);
  const row: Row = { subject: { id: '', index: 0, first: 0, end: 0 }, date: '', matrix, offset: 0, cut: uncut };
  for (const subject of figures.subjects(ask.level)) {
    if (!passes(subject) || !figures.fill(subject, question, matrix)) continue;
    if (ask.granularity !== 'DAY') collapse(matrix, parts);
    row.subject = subject;
    for (const part of parts) {
      row.offset = part.first * WIDTH;
      if (isEmpty(row.offset)) continue;
      row.date = part.label;
      yield row;
    }
  }
}

/**
 * Rows of an answer by id and then by day, cut by hour or audience where asked. The row object is used again for the next
 * one, so read it before going on. Rows whose asked figures are all zero are left out.
 */
export const rowsOf = (source: Source, columns: readonly Column[], passes: Pass): Iterable<Row> => {
  const { ask } = source;
  const rows = wholeRows(source, columns, passes);
  if (ask.granularity === 'HOUR') return cutRows(rows, hours);
  if (ask.targeting.length === 0) return rows;
  return cutRows(rows, cutsOf(ask.targeting, source.sandbox.world, source.account));
};

/** Opens a source's account as of its moment. */
export const viewOf = (source: Source): AccountView => viewAccount(source.sandbox, source.account);
