import { getClient } from '../../../clients/index.ts';
import type { GateContext } from '../../../connect/index.ts';
import { isPinKnown, type OrganicDay, organicDaily, organicDayOf, pinStory, sumOrganic } from '../../../facts/index.ts';
import type { Period } from '../../../facts/metrics.ts';
import {
  addDays,
  asFault,
  type ClientId,
  dayOf,
  eachDay,
  isFault,
  type Locale,
} from '../../../foundation/kit/index.ts';
import { findLivePin, type LivePin, liveOrganic, pictureAddress, pinFormat } from '../../../ingest/index.ts';
import { type OrganicFigures, type PinStory, pinStory as pinStorySchema } from '../../contract.ts';
import { localeOf, wordsFor } from '../../middleware/problems.ts';
import { cellsOf, comparedIn, noDays, pairsOf, presentDays } from '../../present/cells.ts';
import { galleryMetrics } from '../../present/pins/gallery.ts';
import { organicCells, presentOrganic } from '../../present/pins/organic.ts';
import { clientOf, route } from '../../route.ts';
import { type FiguresQuestion, figuresQuery, readQuestion } from '../figures/question.ts';
import { type FoundContent, presentContent } from './content.ts';
import { missingPin, pinOf } from './picture.ts';

type About = { readonly clientId: ClientId; readonly pinId: string };

type Advertised = Omit<Awaited<ReturnType<typeof pinStory>>, 'seriesBefore'>;

const unadvertised = ({ period }: FiguresQuestion): Advertised => ({
  sums: {},
  before: {},
  ads: [],
  days: noDays,
  series: eachDay(period.from, period.to).map((day) => ({ day, sums: {}, delivery: 'gap', conversions: 'gap' })),
});

const advertisedAs = async (
  ctx: GateContext,
  { clientId, pinId }: About,
  question: FiguresQuestion,
): Promise<Advertised> => {
  const { about, period, before, attribution } = question;
  if (about.account === null) return unadvertised(question);
  try {
    return await pinStory(ctx, { clientId, account: about.account, period, before, attribution, pin: pinId });
  } catch (error) {
    if (!isFault(error, 'FACTS_ENTITY_MISSING')) throw error;
    return unadvertised(question);
  }
};

/** The Pin as Pinterest tells of it now. Whether it is the client's is settled first, from its own figures and lists. */
const contentOf = async (
  ctx: GateContext,
  about: About,
  hasAds: boolean,
): Promise<{ content: FoundContent; live: LivePin | undefined }> => {
  const { clientId, pinId } = about;
  const isKnown = hasAds || (await isPinKnown(ctx, { clientId, pin: pinId }));
  try {
    const live = await findLivePin(ctx, { clientId, pinId, mayAsk: async () => isKnown });
    if (live === undefined) throw missingPin();
    return { content: { state: 'known', readAt: live.readAt, expiresAt: live.expiresAt }, live };
  } catch (error) {
    const fault = asFault(error);
    if (fault.kind === 'bug' || fault.code === 'API_MISSING') throw error;
    return { content: { state: 'away', fault }, live: undefined };
  }
};

type Organic = {
  readonly figures: OrganicFigures | null;
  readonly days: readonly OrganicDay[];
  readonly missing: string | null;
};

const storedOrganic = async (ctx: GateContext, about: About, { period, before }: FiguresQuestion): Promise<Organic> => {
  const days = await organicDaily(ctx, { ...about, ...period });
  const earlier =
    before === undefined
      ? undefined
      : { sums: sumOrganic(await organicDaily(ctx, { ...about, ...before }), before), period: before };
  const stretch = { source: 'stored', ...period } as const;
  return { days, figures: presentOrganic(stretch, sumOrganic(days, period), earlier), missing: null };
};

// Pinterest answers for the last 90 days by its own clock; a day of slack for around midnight.
const DAYS_BACK = 89;

/** The days asked where Pinterest still answers for all of them, else the last it answers for. */
const askedOrganic = async (
  ctx: GateContext,
  about: About,
  asked: { question: FiguresQuestion; locale: Locale },
): Promise<Organic> => {
  const { period, before } = asked.question;
  const today = dayOf(ctx.clock.now());
  const window: Period = { from: addDays(today, -DAYS_BACK), to: addDays(today, -1) };
  try {
    const days = (await liveOrganic(ctx, { ...about, ...window })).days.map(organicDayOf);
    const isWithin = ({ from, to }: Period): boolean => from >= window.from && to <= window.to;
    const stretch = isWithin(period) ? period : window;
    const earlier =
      before !== undefined && isWithin(before) ? { sums: sumOrganic(days, before), period: before } : undefined;
    const figures = presentOrganic({ source: 'live', ...stretch }, sumOrganic(days, stretch), earlier);
    return { days, figures, missing: null };
  } catch (error) {
    const fault = asFault(error);
    if (fault.kind === 'bug') throw fault;
    return { days: [], figures: null, missing: wordsFor(fault.code, asked.locale).meaning };
  }
};

const headOf = (pinId: string, live: LivePin | undefined): PinStory['pin'] => {
  const pin = live?.pin;
  return {
    id: pinId,
    title: pin?.title ?? null,
    description: pin?.description ?? null,
    altText: pin?.alt_text ?? null,
    link: pin?.link ?? null,
    format: pin === undefined ? null : pinFormat(pin.creative_type ?? pin.media?.media_type ?? null),
    createdAt: pin?.created_at === null || pin === undefined ? null : new Date(pin.created_at).toISOString(),
    colour: pin?.dominant_color?.toLowerCase() ?? null,
    picture: pin === undefined ? 'unknown' : pictureAddress(pin, 'large') === null ? 'none' : 'there',
  };
};

const stateOf = (state: 'gap' | 'provisional' | 'ready' | 'settled') => (state === 'gap' ? 'missing' : state);

/** One Pin with all that came of it: paid, earned and organic, by day, and the ads that show it. */
export const pinStoryRoute = route({
  method: 'GET',
  path: '/clients/:clientId/pins/:pinId',
  summary: 'One Pin: its texts, its paid, earned and organic figures, day by day, and the ads that show it',
  action: 'facts.read',
  query: figuresQuery.omit({ metrics: true }),
  answer: pinStorySchema,
  run: async ({ ctx }, asked): Promise<PinStory> => {
    const about = { clientId: clientOf(asked), pinId: pinOf(asked) };
    const locale = localeOf(asked.request.headers['accept-language']);
    const question = await readQuestion(ctx, asked);
    const story = await advertisedAs(ctx, about, question);
    const { content, live } = await contentOf(ctx, about, story.ads.length > 0);
    const { settings } = await getClient(ctx, about);
    const organic = settings.organicHistory
      ? await storedOrganic(ctx, about, question)
      : await askedOrganic(ctx, about, { question, locale });
    const compared = comparedIn(galleryMetrics, story.days, question);
    const isAdvertised = story.ads.length > 0;
    const byDay = new Map(organic.days.map((day) => [day.day, day.figures]));
    return {
      about: question.about,
      daysIn: presentDays(story.days, question.period),
      content: presentContent(content, locale),
      pin: headOf(about.pinId, live),
      figures: isAdvertised ? pairsOf(compared, story) : {},
      organic: organic.figures,
      organicMissing: organic.missing,
      ads: story.ads.map(({ sums, before, ...ad }) => ({ ...ad, figures: pairsOf(compared, { sums, before }) })),
      days: story.series.map(({ day, sums, delivery, conversions }) => ({
        day,
        delivery: stateOf(delivery),
        conversions: stateOf(conversions),
        figures: isAdvertised ? cellsOf(galleryMetrics, sums) : {},
        organic: organicCells(byDay.get(day) ?? {}),
      })),
    };
  },
});
