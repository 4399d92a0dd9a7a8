import { z } from 'zod';
import { getClient } from '../../../clients/index.ts';
import type { GateContext } from '../../../connect/index.ts';
import { organicPins, pinTable } from '../../../facts/index.ts';
import { addDays, type ClientId, dayOf, isFault } from '../../../foundation/kit/index.ts';
import type { PinCards } from '../../../ingest/index.ts';
import { type OrganicDays, type OrganicFigures, type PinList, pinFormat, pinList } from '../../contract.ts';
import { localeOf } from '../../middleware/problems.ts';
import { comparedIn, noDays, presentDays } from '../../present/cells.ts';
import {
  type GallerySort,
  galleryMetrics,
  gallerySorts,
  gather,
  isWanted,
  stretchOf,
  withFigures,
} from '../../present/pins/gallery.ts';
import { presentOrganic, presentQuarter } from '../../present/pins/organic.ts';
import { clientOf, route } from '../../route.ts';
import { type FiguresQuestion, figuresQuery, readQuestion } from '../figures/question.ts';
import { cardsFor, presentContent } from './content.ts';

const MOST_PINS = 200;

const query = figuresQuery.omit({ metrics: true }).extend({
  sort: z.enum(gallerySorts).default('spend').describe('A figure, `created` or `title`; `spend` when left out'),
  order: z.enum(['up', 'down']).optional().describe('`up` for titles and `down` for the rest when left out'),
  search: z
    .string()
    .trim()
    .min(1)
    .max(120)
    .optional()
    .describe('Part of a title or of an ad’s name, or a whole Pin id'),
  format: pinFormat.optional().describe('What the Pin shows'),
  status: z
    .enum(['active', 'paused', 'none'])
    .optional()
    .describe('`active`: an ad of it is; `paused`: none of its ads is; `none`: it is not advertised'),
  organic: z.enum(['yes']).optional().describe('`yes` for Pins that are known to have been seen without an ad'),
  minSpend: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(BigInt)
    .optional()
    .describe('Least spend, in micros of the account’s currency'),
  idle: z.enum(['yes', 'no']).default('no').describe('`yes` for Pins with which nothing happened in these days too'),
  limit: z.coerce.number().int().min(1).max(MOST_PINS).default(48).describe(`Pins of the answer, at most ${MOST_PINS}`),
  cursor: z.string().max(400).optional().describe('Where to go on, from `next`'),
});

// Pinterest's own sums in a list of Pins are of 90 days.
const QUARTER_DAYS = 90;
// More than any night stores: all of them are wanted.
const ALL_PINS = 1_000_000;

type Organic = { readonly days: OrganicDays; readonly byPin: ReadonlyMap<string, OrganicFigures> };

const given = (pairs: readonly (readonly [string, OrganicFigures | null])[]): Map<string, OrganicFigures> =>
  new Map(pairs.flatMap(([id, figures]) => (figures === null ? [] : [[id, figures] as const])));

/** Stored figures of the days asked. */
const storedOrganic = async (
  ctx: GateContext,
  clientId: ClientId,
  { period, before }: FiguresQuestion,
): Promise<Organic> => {
  const days = { source: 'stored', ...period } as const;
  const [now, earlier] = await Promise.all([
    organicPins(ctx, { clientId, ...period, most: ALL_PINS }),
    before === undefined ? [] : organicPins(ctx, { clientId, ...before, most: ALL_PINS }),
  ]);
  const byPin = new Map(earlier.map((pin) => [pin.pinId, pin]));
  const pairs = now.map((pin) => {
    const compared = before === undefined ? undefined : { sums: byPin.get(pin.pinId), period: before };
    return [pin.pinId, presentOrganic(days, pin, compared)] as const;
  });
  return { days, byPin: given(pairs) };
};

/** What Pinterest says now of its last 90 days, for clients whose organic figures are not stored. */
const liveOrganic = (ctx: GateContext, pins: PinCards['pins'] | undefined): Organic => {
  const today = dayOf(ctx.clock.now());
  const stretch = { from: addDays(today, -QUARTER_DAYS), to: addDays(today, -1) };
  const pairs = (pins ?? []).map((card) => [card.pinId, presentQuarter(stretch, card)] as const);
  return { days: { source: 'live', ...stretch }, byPin: given(pairs) };
};

const tableFor = async (
  ctx: GateContext,
  clientId: ClientId,
  { about, period, before, attribution }: FiguresQuestion,
) => {
  const nothing = { pins: [], days: noDays };
  if (about.account === null) return nothing;
  try {
    return await pinTable(ctx, {
      ...{ clientId, account: about.account, period, before, attribution },
      metrics: galleryMetrics,
    });
  } catch (error) {
    // Connected a moment ago: the ledger does not know the account yet.
    if (!isFault(error, 'FACTS_ENTITY_MISSING')) throw error;
    return nothing;
  }
};

const firstOrder = (sort: GallerySort) => (sort === 'title' ? 'up' : 'down');

/** The Pins of a client with what came of them, paid, earned and organic beside each other. */
export const pinListRoute = route({
  method: 'GET',
  path: '/clients/:clientId/pins',
  summary: 'Pins with their paid, earned and organic figures, sorted and chosen, a stretch at a time',
  action: 'facts.read',
  query,
  answer: pinList,
  run: async ({ ctx }, asked): Promise<PinList> => {
    const clientId = clientOf(asked);
    const wishes = query.parse(asked.request.query);
    const question = await readQuestion(ctx, asked);
    const [table, { content, pins: cards }, { settings }] = await Promise.all([
      tableFor(ctx, clientId, question),
      cardsFor(ctx, clientId),
      getClient(ctx, { clientId }),
    ]);
    const organic = settings.organicHistory ? await storedOrganic(ctx, clientId, question) : liveOrganic(ctx, cards);
    const pins = gather({ rows: table.pins, cards, organic: organic.byPin }).filter((pin) =>
      isWanted(pin, { ...wishes, idle: wishes.idle === 'yes', organic: wishes.organic === 'yes' }),
    );
    const order = { by: wishes.sort, direction: wishes.order ?? firstOrder(wishes.sort) };
    const stretch = stretchOf(pins, order, { cursor: wishes.cursor, limit: wishes.limit });
    return {
      about: question.about,
      daysIn: presentDays(table.days, question.period),
      content: presentContent(content, localeOf(asked.request.headers['accept-language'])),
      organic: organic.days,
      formats: pinFormat.options.filter((format) => cards?.some((card) => card.format === format)),
      count: pins.length,
      next: stretch.next,
      pins: withFigures(stretch.pins, comparedIn(galleryMetrics, table.days, question)),
    };
  },
});
