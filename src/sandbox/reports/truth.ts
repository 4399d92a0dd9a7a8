import { Readable } from 'node:stream';
import { adColumns, isAdColumn, validWindows } from '../../pinterest/contract.ts';
import type { ControlAnswer, ControlRequest, ControlRoute } from '../control-route.ts';
import { dayNumberOf, dayText } from '../world/calendar.ts';
import { baseColumns, placeOf, WIDTH } from '../world/columns.ts';
import type { Attribution } from '../world/conversions.ts';
import { figuresOf, type Level, matrixFor, type Question, type Subject } from '../world/figures.ts';
import type { World, WorldAccount } from '../world/world.ts';
import { momentOf } from './rows.ts';

/*
 * The truth as text lines, in the very form and order of `facts --json` without client, state and time of knowledge: one
 * line for each figure that is not zero, sorted as text.
 */

type Times = readonly Attribution['time'][];

/** What is asked for, one request for both report times at once. */
type TruthAsk = {
  readonly accounts: readonly WorldAccount[];
  readonly levels: readonly Level[];
  readonly from: number;
  readonly to: number;
  readonly window: string;
  readonly times: Times;
  readonly moment: Question['moment'];
};

/** Alphabetical, as the lines must be. */
const allLevels: readonly Level[] = ['account', 'ad', 'adGroup', 'campaign'];
const reportLevelNames: Readonly<Record<string, Level>> = {
  ADVERTISER: 'account',
  CAMPAIGN: 'campaign',
  AD_GROUP: 'adGroup',
  PIN_PROMOTION: 'ad',
};
const timeNames: Readonly<Record<Attribution['time'], string>> = {
  action: 'TIME_OF_AD_ACTION',
  conversion: 'TIME_OF_CONVERSION',
};
/** As far back as a report reaches. */
const LOOKBACK = 914;

type Metric = { readonly name: string; readonly place: number; readonly conversion: boolean };

const metrics: readonly Metric[] = [...baseColumns].sort().map((name) => ({
  name,
  place: placeOf(name),
  conversion: isAdColumn(name) && adColumns[name].family === 'conversion',
}));

const readTimes = (text: string | undefined): Times | undefined => {
  if (text === undefined) return ['action', 'conversion'];
  if (text === 'TIME_OF_AD_ACTION') return ['action'];
  return text === 'TIME_OF_CONVERSION' ? ['conversion'] : undefined;
};

const readLevels = (text: string | undefined): readonly Level[] | undefined => {
  if (text === undefined) return allLevels;
  const level = allLevels.find((known) => known === text) ?? reportLevelNames[text];
  return level && [level];
};

const readAccounts = (world: World, text: string | undefined): readonly WorldAccount[] | undefined => {
  if (text === undefined) return world.accounts;
  const account = world.account(text);
  return account && [account];
};

const readAsk = (request: ControlRequest): TruthAsk | string => {
  const { query } = request;
  const moment = momentOf(request.now().getTime());
  const accounts = readAccounts(request.world, query.text('account'));
  const levels = readLevels(query.text('level'));
  const times = readTimes(query.text('reportTime'));
  const window = query.text('window') ?? '30/30/1';
  const from = query.text('from') === undefined ? moment.today - LOOKBACK : dayNumberOf(query.text('from') ?? '');
  const to = query.text('to') === undefined ? moment.today - 1 : dayNumberOf(query.text('to') ?? '');
  if (!accounts) return 'There is no such ad account.';
  if (!levels) return 'level is account, campaign, adGroup or ad.';
  if (!times) return 'reportTime is TIME_OF_AD_ACTION or TIME_OF_CONVERSION.';
  if (!validWindows.includes(window)) return 'Pinterest does not accept this window.';
  if (Number.isNaN(from) || Number.isNaN(to)) return 'from and to are days as 2026-11-23.';
  return { accounts, levels, times, window, moment, from: Math.max(0, from), to: Math.min(to, moment.today) };
};

const attributionOf = (window: string, time: Attribution['time']): Attribution => {
  const [click = 0, engagement = 0, view = 0] = window.split('/').map(Number);
  return { click, engagement, view, time };
};

type Sheet = {
  readonly time: Attribution['time'];
  readonly question: Question;
  readonly matrix: Float64Array;
  touched: boolean;
};

const sheetsOf = (ask: TruthAsk): Sheet[] => {
  const span = { from: ask.from, to: ask.to, today: ask.moment.today };
  return ask.times.map((time, at) => ({
    time,
    // Delivery is the same whatever the report time, so only the first sheet carries it.
    question: { span, moment: ask.moment, delivery: at === 0, conversions: attributionOf(ask.window, time) },
    matrix: matrixFor(span),
    touched: false,
  }));
};

const tail = (metric: Metric, ask: TruthAsk, sheet: Sheet): string =>
  metric.conversion
    ? `"window":"${ask.window}","reportTime":"${timeNames[sheet.time]}"`
    : '"window":null,"reportTime":null';

const dayLines = (ask: TruthAsk, head: string, place: { sheets: readonly Sheet[]; day: number }): string => {
  let lines = '';
  for (const metric of metrics) {
    for (const sheet of place.sheets) {
      const value = sheet.touched ? sheet.matrix[(place.day - ask.from) * WIDTH + metric.place] : 0;
      if (value) lines += `${head},"metric":"${metric.name}",${tail(metric, ask, sheet)},"value":"${value}"}\n`;
    }
  }
  return lines;
};

function* subjectLines(ask: TruthAsk, head: string, sheets: readonly Sheet[]): Generator<string> {
  if (!sheets.some((sheet) => sheet.touched)) return;
  for (let day = ask.from; day <= ask.to; day += 1) {
    const lines = dayLines(ask, `${head},"day":"${dayText(day)}"`, { sheets, day });
    if (lines !== '') yield lines;
  }
}

function* levelLines(ask: TruthAsk, world: World, place: { account: WorldAccount; level: Level }): Generator<string> {
  const figures = figuresOf(world, place.account);
  const sheets = sheetsOf(ask);
  const head = (subject: Subject): string =>
    `{"account":"${place.account.id}","level":"${place.level}","entity":"${subject.id}"`;
  for (const subject of figures.subjects(place.level)) {
    for (const sheet of sheets) sheet.touched = figures.fill(subject, sheet.question, sheet.matrix);
    yield* subjectLines(ask, head(subject), sheets);
  }
}

function* truthLines(ask: TruthAsk, world: World): Generator<string> {
  if (ask.to < ask.from) return;
  for (const account of ask.accounts) {
    for (const level of ask.levels) yield* levelLines(ask, world, { account, level });
  }
}

const truth = (request: ControlRequest): ControlAnswer => {
  const ask = readAsk(request);
  if (typeof ask === 'string') return { status: 400, json: { message: ask } };
  return { status: 200, lines: Readable.from(truthLines(ask, request.world)) };
};

/** `/__sandbox/truth`: what a report asked now would say, without asking for one. */
export const truthControl: readonly ControlRoute[] = [{ method: 'GET', path: '/truth', handle: truth }];
