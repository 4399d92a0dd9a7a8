import { setTimeout as wait } from 'node:timers/promises';
import { getClient } from '../../clients/index.ts';
import type { ClientSession } from '../../connect/index.ts';
import { asFault, Fault, uuidv7 } from '../../foundation/kit/index.ts';
import type { OrganicGroup } from '../../pinterest/index.ts';
import { getOrganicFigures, getPinFigures, listTopPins } from '../../pinterest/read.ts';
import { type Chunk, dropOrganic } from '../cursors/chunk-states.ts';
import { organicMetrics, organicShare } from '../plans/organic-share.ts';
import { landPage } from './paged-landing.ts';
import { inChunk, type PullContext } from './pull-context.ts';

/** The figures of an organic landing's lines, in order. */
const columns: readonly string[] = [...new Set([...organicMetrics.account, ...organicMetrics.pin])];

const UNKNOWN = '\\N';

const cellOf = (value: number | undefined): string => {
  if (value === undefined) return UNKNOWN;
  if (Number.isSafeInteger(value) && value >= 0) return String(value);
  throw new Fault('INGEST_REPORT_MALFORMED', 'upstream', 'An organic count is no whole number.');
};

// Pinterest may add words; anything that is not one would tear the line.
const statusOf = (status: string | null): string =>
  status !== null && /^[A-Z_]{1,60}$/.test(status) ? status : 'UNKNOWN';

const linesOf = (pinId: string, group: OrganicGroup | undefined): string[] =>
  (group?.daily_metrics ?? []).map(
    ({ date, data_status, metrics }) =>
      `${[pinId, date, statusOf(data_status), ...columns.map((name) => cellOf(metrics[name]))].join('\t')}\n`,
  );

type Asking = { readonly ctx: PullContext; readonly chunk: Chunk; readonly connected: ClientSession };

const pause = ({ ctx }: Asking): Promise<void> => wait(ctx.organicPauseMs, undefined, { signal: ctx.signal });

const askAccount = async ({ chunk, connected }: Asking): Promise<string[]> => {
  const { from, to } = chunk;
  const figures = await getOrganicFigures(connected.pinterest, connected.session, {
    ...{ from, to, metrics: organicMetrics.account },
  });
  return linesOf('', figures.all);
};

// What is seen most and what is kept most: a Pin that is saved is found again for years.
const chooseBest = async (asking: Asking): Promise<string[]> => {
  const { chunk, connected } = asking;
  const lists: string[][] = [];
  for (const sortBy of ['IMPRESSION', 'SAVE'] as const) {
    await pause(asking);
    const top = await listTopPins(connected.pinterest, connected.session, {
      ...{ from: chunk.from, to: chunk.to, sortBy, most: organicShare.mostInList },
      metrics: ['IMPRESSION', 'SAVE'],
    });
    lists.push(top.pins.map((pin) => pin.pin_id));
  }
  const inTurn = Array.from({ length: organicShare.mostInList }, (_, place) => lists.map((list) => list[place]));
  const found = inTurn.flat().filter((id) => id !== undefined);
  return [...new Set(found)].slice(0, organicShare.mostPins);
};

const askPin = async ({ chunk, connected }: Asking, pinId: string): Promise<string[]> => {
  try {
    const figures = await getPinFigures(connected.pinterest, connected.session, {
      ...{ pinId, from: chunk.from, to: chunk.to, metrics: organicMetrics.pin },
    });
    return linesOf(pinId, figures.all);
  } catch (error) {
    // The list of best Pins holds some that were deleted since.
    if (asFault(error).kind === 'missing') return [];
    throw error;
  }
};

const cursorOf = (pinIds: readonly string[]): string | undefined =>
  pinIds.length === 0 ? undefined : pinIds.join(' ');

type Page = { readonly lines: string[]; readonly next: string | undefined };

const firstPage = async (asking: Asking): Promise<Page> => ({
  lines: await askAccount(asking),
  next: cursorOf(await chooseBest(asking)),
});

const nextPage = async (asking: Asking, cursor: string): Promise<Page> => {
  const waiting = cursor.split(' ');
  const lines: string[] = [];
  for (const pinId of waiting.slice(0, organicShare.pinsPerSet)) {
    await pause(asking);
    lines.push(...(await askPin(asking, pinId)));
  }
  return { lines, next: cursorOf(waiting.slice(organicShare.pinsPerSet)) };
};

/**
 * Asks the organic figures of 89 days, of the account and of its best Pins, and lands them. The Pins still to be asked are the
 * cursor, kept with each set that came in: a process that dies is followed by one that goes on with the next set. Takes its
 * share of Pinterest's limit and no more. When the contract stores organic figures no more, it stops within one set.
 * @cost 3 calls and one per Pin, two seconds apart
 */
export const pullOrganic = async (ctx: PullContext, given: Chunk, connected: ClientSession): Promise<void> => {
  const goesOn = given.bookmark !== undefined && given.landingId !== undefined;
  let chunk: Chunk = goesOn ? given : { ...given, pages: 0, rows: 0n, bookmark: undefined };
  const pulledAt = ctx.clock.now();
  const landingId = goesOn ? (given.landingId ?? '') : uuidv7(pulledAt.getTime());
  do {
    const { settings } = await getClient(ctx, { clientId: chunk.clientId });
    if (!settings.organicHistory) return inChunk(ctx, chunk, dropOrganic);
    const asking = { ctx, chunk, connected };
    const { lines, next } = await (chunk.bookmark === undefined ? firstPage(asking) : nextPage(asking, chunk.bookmark));
    const page = { body: Buffer.from(lines.join('')), rows: lines.length, next };
    chunk = await landPage(ctx, { chunk, landingId, pulledAt, columns }, page);
  } while (chunk.bookmark !== undefined);
};
