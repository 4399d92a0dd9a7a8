import { createHash } from 'node:crypto';
import type { DayOrder } from '../../foundation/files/index.ts';
import type { PinField } from './formats.ts';
import type { RefusalRule, RowRemark, WarningRule } from './rules.ts';
import { hasControls, isGarbled, plainCell, readSecond, splitAddresses, splitLabels } from './written-cells.ts';
import { type ReadMoment, readMoment } from './written-moments.ts';

/** A row as it came: its line, its cells, and which of them are formulas. */
export type RawRow = { readonly line: number; readonly cells: readonly string[]; readonly formulas: readonly number[] };

/** How the rows of a file are read: what each column says, by place. */
export type RowPlan = {
  readonly fields: readonly (PinField | undefined)[];
  readonly order: DayOrder;
  readonly zone: string;
  readonly now: Date;
  /** A workbook marks its formulas; in a CSV they are told by their sign. */
  readonly isWorkbook: boolean;
};

/** What a Pin is to show, by address: `https://…`, or `asset:<id>` for what is in the library. */
export type MediaWish = {
  readonly items: readonly string[];
  readonly isVideo: boolean;
  readonly cover: string | null;
  readonly coverSecond: number | null;
};

/** What a row says of a Pin. */
export type AuthoredPin = {
  readonly key: string;
  readonly board: string;
  readonly section: string;
  readonly title: string;
  readonly description: string;
  readonly altText: string;
  readonly disclosure: string;
  readonly link: string;
  readonly labels: readonly string[];
  readonly utmCampaign: string;
  readonly media: MediaWish | null;
  /** As the file says it, over or not. */
  readonly plannedFor: string | null;
};

/** A row that was read: what it says, and what is to be said of it. */
export type ReadPin = { readonly pin: AuthoredPin; readonly remarks: readonly RowRemark[] };

const VALUE_CHARS = 80;
const SHORTENED = /^\d(?:[.,]\d+)?E\+?\d+$/i;
const VIDEO = /\.(?:mp4|mov|m4v|webm)(?:$|[?#])/i;
const ASSET = /^asset:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const ADDRESS_CHARS = 2048;

/** Whether a text is the address of a page or a file on the web. @personal none */
export const isWebAddress = (text: string): boolean => {
  if (text.length > ADDRESS_CHARS || /\s/.test(text) || !URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return (protocol === 'https:' || protocol === 'http:') && hostname.includes('.');
};

const shortWords: readonly { field: PinField; most: number; rule: RefusalRule }[] = [
  { field: 'key', most: 200, rule: 'key-long' },
  { field: 'title', most: 100, rule: 'title-long' },
  { field: 'description', most: 800, rule: 'description-long' },
  { field: 'altText', most: 500, rule: 'alt-long' },
  { field: 'link', most: ADDRESS_CHARS, rule: 'link-long' },
  { field: 'board', most: 140, rule: 'board-long' },
  { field: 'section', most: 140, rule: 'board-long' },
  { field: 'utmCampaign', most: 200, rule: 'word-long' },
  { field: 'disclosure', most: 80, rule: 'word-long' },
];

/** A row under reading: its cells by field, and the remarks as they come. */
class Row {
  readonly remarks: RowRemark[] = [];
  readonly #cells = new Map<PinField, { at: number; text: string }>();

  constructor(plan: RowPlan, raw: RawRow) {
    for (const [at, field] of plan.fields.entries()) {
      if (field === undefined || field === 'leave') continue;
      this.#take({ field, at, raw: raw.cells[at] ?? '', isFormula: raw.formulas.includes(at) }, plan.isWorkbook);
    }
    const extra = raw.cells.findIndex((cell, at) => at >= plan.fields.length && cell.trim() !== '');
    if (extra >= 0)
      this.remarks.push({ rule: 'cells-many', at: null, value: (raw.cells[extra] ?? '').slice(0, VALUE_CHARS) });
  }

  #take(cell: { field: PinField; at: number; raw: string; isFormula: boolean }, isWorkbook: boolean): void {
    const { field, at, isFormula } = cell;
    const before = this.#cells.get(field);
    const text = plainCell(cell.raw);
    if (before !== undefined && text === '') return;
    this.#cells.set(
      field,
      before === undefined || before.text === '' ? { at, text } : { at, text: `${before.text}\n${text}` },
    );
    if (isFormula || (!isWorkbook && cell.raw.trimStart().startsWith('='))) this.say('formula', field);
    else if (hasControls(text)) this.say('control', field);
    else if (isGarbled(text)) this.say('mojibake', field);
  }

  text(field: PinField): string {
    return this.#cells.get(field)?.text ?? '';
  }

  say(rule: RefusalRule | WarningRule, field?: PinField): void {
    const cell = field === undefined ? undefined : this.#cells.get(field);
    this.remarks.push({ rule, at: cell?.at ?? null, value: (cell?.text ?? '').slice(0, VALUE_CHARS) });
  }
}

const isAddress = (item: string): boolean => ASSET.test(item) || isWebAddress(item);

const coverOf = (row: Row): Pick<MediaWish, 'cover' | 'coverSecond'> => {
  const written = row.text('thumbnail');
  const isTime = readSecond(written) !== undefined;
  const field = row.text('coverTime') === '' && isTime ? 'thumbnail' : 'coverTime';
  const second = row.text(field);
  const coverField = row.text('cover') === '' && !isTime ? 'thumbnail' : 'cover';
  const cover = row.text(coverField);
  if (cover !== '' && !isAddress(cover)) row.say('media-address', coverField);
  if (second !== '' && readSecond(second) === undefined) row.say('cover-time', field);
  return { cover: cover === '' ? null : cover, coverSecond: second === '' ? null : (readSecond(second) ?? null) };
};

const mediaOf = (row: Row): MediaWish | null => {
  const items = splitAddresses(row.text('media'));
  const isOther = items.some((item) => !isAddress(item));
  if (isOther) row.say('media-address', 'media');
  const videos = items.filter((item) => VIDEO.test(item)).length;
  const isVideo = items.length === 1 && (videos === 1 || row.text('type').toLowerCase() === 'video');
  if (items.length > 1 && videos > 0) row.say('media-mixed', 'media');
  else if (items.length > 5) row.say('media-many', 'media');
  const { cover, coverSecond } = coverOf(row);
  if (items.length === 0) return null;
  if (!isVideo && (cover !== null || coverSecond !== null))
    row.say('cover-unused', cover === null ? 'coverTime' : 'cover');
  return isVideo ? { items, isVideo, cover, coverSecond } : { items, isVideo, cover: null, coverSecond: null };
};

const momentOfRow = (row: Row, plan: RowPlan): string | null => {
  const [moment, date, time, zone] = (['moment', 'date', 'time', 'zone'] as const).map((field) => row.text(field));
  const cells = { moment: moment ?? '', date: date ?? '', time: time ?? '', zone: zone ?? '' };
  const read: ReadMoment = readMoment(cells, plan);
  const field = cells.moment === '' ? 'date' : 'moment';
  if (read.is === 'bad') row.say(read.rule, read.rule === 'zone' ? 'zone' : field);
  if (read.is !== 'moment') return null;
  for (const note of read.notes) row.say(note, field);
  return read.plannedFor;
};

const lengthOf = (text: string): number => [...text].length;

const checkWords = (row: Row): void => {
  for (const { field, most, rule } of shortWords) if (lengthOf(row.text(field)) > most) row.say(rule, field);
  for (const field of ['key', 'board', 'section'] as const) {
    if (SHORTENED.test(row.text(field))) row.say('shortened', field);
  }
  const link = row.text('link');
  if (link !== '' && link.length <= ADDRESS_CHARS && !isWebAddress(link)) row.say('link-none', 'link');
};

const labelsOf = (row: Row): string[] => {
  const labels = splitLabels(row.text('labels'));
  if (labels.length > 20) row.say('labels-many', 'labels');
  if (labels.some((label) => label.length > 60)) row.say('label-long', 'labels');
  return labels;
};

// Publer writes the texts of several pictures in one cell.
const altTextOf = (row: Row): string =>
  row
    .text('altText')
    .split(/\s*\|\|\s*/)
    .filter((text) => text !== '')
    .join(' ');

/** Reads a row by the plan of its file. @personal what the author wrote */
export const readPinRow = (plan: RowPlan, raw: RawRow): ReadPin => {
  const row = new Row(plan, raw);
  checkWords(row);
  const pin: AuthoredPin = {
    key: row.text('key'),
    board: row.text('board'),
    section: row.text('section'),
    title: row.text('title'),
    description: row.text('description'),
    altText: altTextOf(row),
    disclosure: row.text('disclosure'),
    link: row.text('link'),
    labels: labelsOf(row),
    utmCampaign: row.text('utmCampaign'),
    media: mediaOf(row),
    plannedFor: momentOfRow(row, plan),
  };
  if (pin.title === '' && pin.description === '' && pin.link === '' && pin.media === null) row.say('empty');
  else {
    if (pin.title === '') row.say('no-title');
    if (pin.media === null) row.say('no-media');
  }
  return { pin, remarks: row.remarks };
};

/** What a row says, as one number: two rows that say the same have the same. The key is no part of it. @personal none */
export const hashOfPin = ({ key: _key, ...said }: AuthoredPin): Buffer =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(said).sort(([one], [other]) => (one < other ? -1 : 1))))
    .digest();

/** Whether a row has nothing in it at all. @personal none */
export const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');
