import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { addDays, type Day, eachDay } from '../../src/foundation/kit/index.ts';
import { conversionColumns, deliveryColumns, reportIdColumns } from '../../src/pinterest/contract.ts';

/** A report file as Pinterest would serve it: all figures of the ads of one ad account. */
export type ReportFile = {
  readonly account: string;
  readonly path: string;
  readonly from: Day;
  readonly to: Day;
  readonly rows: number;
};

// Pinterest's longest report has 186 days; ours ask one fewer.
const DAYS = 185;

// One ad-day in four brings conversions, and then most kinds stay at zero: about what the sandbox's world shows.
const CONVERTS = 4;

const columns = [...deliveryColumns, ...conversionColumns];

/** A whole number from 0 to 2^32 that looks random and is always the same for the same three. */
const hash = (ad: number, day: number, column: number): number => {
  let mixed = Math.imul(ad, 0x9e3779b1) ^ Math.imul(day, 0x85ebca6b) ^ Math.imul(column, 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return (mixed ^ (mixed >>> 15)) >>> 0;
};

const figure = (ad: number, day: number, column: number): number => {
  const name = columns[column];
  const value = hash(ad, day, column);
  if (name === undefined) return 0;
  const isMoney = name.endsWith('MICRO_DOLLAR');
  if (column < deliveryColumns.length)
    return isMoney ? 100_000 + (value % 40_000_000) : value % (20_000 >> (column % 12));
  if (hash(ad, day, columns.length) % CONVERTS !== 0 || value % 3 === 0) return 0;
  return isMoney ? (value % 300) * 990_000 : value % 5;
};

const lineOf = (ad: number, day: Day, dayNumber: number): string => {
  let line = `${687_000_000_000 + ad},${day}`;
  for (let column = 0; column < columns.length; column += 1) line += `,${figure(ad, dayNumber, column)}`;
  return line;
};

async function* csv(file: ReportFile, ads: { first: number; count: number }): AsyncGenerator<string> {
  yield `${[reportIdColumns.PIN_PROMOTION, 'DATE', ...columns].join(',')}\n`;
  for (const [dayNumber, day] of eachDay(file.from, file.to).entries()) {
    const lines: string[] = [];
    for (let ad = ads.first; ad < ads.first + ads.count; ad += 1) lines.push(lineOf(ad, day, dayNumber));
    yield `${lines.join('\n')}\n`;
  }
}

/** Writes report files with together about as many ad-days as asked, the same ones every time. */
export const writeReportFiles = async (input: {
  folder: string;
  files: number;
  rows: number;
  /** The last day of the reports. */
  to: Day;
}): Promise<ReportFile[]> => {
  const count = Math.max(1, Math.round(input.rows / input.files / DAYS));
  const files = Array.from({ length: input.files }, (_, index): ReportFile => {
    const account = String(549_755_885_000 + index);
    const path = join(input.folder, `${account}.csv`);
    return { account, path, from: addDays(input.to, 1 - DAYS), to: input.to, rows: count * DAYS };
  });
  for (const [index, file] of files.entries()) {
    await pipeline(csv(file, { first: index * count, count }), createWriteStream(file.path));
  }
  return files;
};
