import { z } from 'zod';
import {
  approvalTimes,
  changePin,
  draftPin,
  editedContent,
  emptyContent,
  getContentSettings,
  getPin,
  lastReviewed,
  linksOf,
  listComments,
  listDecisions,
  listPins,
  listReviewLinks,
  movePins,
  type PinState,
  type PlannedPin,
  problemsOf,
  removePins,
  wallClockOf,
  zoneOf,
} from '../../../content/index.ts';
import type { Context } from '../../../foundation/db/index.ts';
import { type ClientId, Fault, type Locale } from '../../../foundation/kit/index.ts';
import type { Person } from '../../../identity/index.ts';
import { may } from '../../../identity/policy.ts';
import {
  type PlannedPinList,
  type PlannedPinPage,
  type PlannedPinTold,
  pinChange,
  pinMoves,
  pinOrigin,
  pinPlans,
  pinRemovals,
  pinRequest,
  pinsNamed,
  plannedPin,
  plannedPinList,
  plannedPinPage,
} from '../../contract/planned-pins.ts';
import { localeOf } from '../../middleware/problems.ts';
import {
  inFlight,
  isOfAgency,
  namesFor,
  presentComment,
  presentDecision,
  presentPin,
  statesForClient,
} from '../../present/content/planned-pins.ts';
import { presentProblem } from '../../present/content/problems.ts';
import { clientOf, type Route, route } from '../../route.ts';
import { idIn } from '../people/shared.ts';
import { decodeMoment, encodeMoment } from './cursor.ts';

const listed = [
  'draft',
  'in-review',
  'at-client',
  'changes-asked',
  'rejected',
  'approved',
  'live',
  'failed',
  'removed',
] as const;
const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const query = z.object({
  from: instant.optional().describe('Planned from this moment on'),
  to: instant.optional().describe('Planned before this moment'),
  state: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(listed)).max(listed.length))
    .optional()
    .describe('States, with commas between; all but `removed` when left out'),
  planned: z.enum(['yes', 'no']).optional().describe('`no` for those without a moment'),
  label: z.string().max(60).optional(),
  board: z.string().max(32).optional(),
  origin: pinOrigin.optional(),
  series: z.uuid().optional(),
  search: z.string().trim().min(1).max(120).optional().describe('Part of a title, a description or a link'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(400).optional().describe('Where to go on, from `next`'),
});

const tell = async (
  ctx: Context,
  clientId: ClientId,
  { pins, locale }: { pins: readonly PlannedPin[]; locale: Locale },
): Promise<PlannedPinTold[]> => {
  const flying = await inFlight(ctx, [clientId], pins);
  return pins.map((pin) => presentPin(pin, { locale, flying }));
};

const statesFor = (person: Person, asked: readonly PinState[] | undefined): readonly PinState[] | undefined => {
  if (isOfAgency(person)) return asked;
  return statesForClient.filter((state) => asked === undefined || asked.includes(state));
};

const list = route({
  method: 'GET',
  path: '/clients/:clientId/planned-pins',
  summary: 'Planned Pins by their moment; to the client’s own people what they are asked about and what came of it',
  action: 'content.read',
  query,
  answer: plannedPinList,
  run: async ({ ctx }, asked): Promise<PlannedPinList> => {
    const clientId = clientOf(asked);
    const { cursor, planned, state, board, series, search, ...rest } = query.parse(asked.request.query);
    const [zone, pins] = await Promise.all([
      zoneOf(ctx, clientId),
      listPins(ctx, {
        ...rest,
        clientIds: [clientId],
        states: statesFor(asked.person, state),
        boardId: board,
        seriesId: series,
        text: search,
        isUnplanned: planned === undefined ? undefined : planned === 'no',
        after: decodeMoment(cursor),
      }),
    ]);
    const items = await tell(ctx, clientId, { pins, locale: localeOf(asked.request.headers['accept-language']) });
    const today = wallClockOf(zone, ctx.clock.now()).slice(0, 10);
    return { zone, today, items, next: pins.length < rest.limit ? null : encodeMoment(pins.at(-1)) };
  },
});

const add = route({
  method: 'POST',
  path: '/clients/:clientId/planned-pins',
  summary: 'Draft a Pin; unfinished is allowed',
  action: 'content.write',
  body: pinRequest,
  answer: plannedPin,
  run: async ({ ctx }, asked): Promise<PlannedPinTold> => {
    const clientId = clientOf(asked);
    const { content, plannedFor } = asked.body;
    const pins = [await draftPin(ctx, { clientId, content: editedContent(emptyContent, content), plannedFor })];
    const [told] = await tell(ctx, clientId, { pins, locale: localeOf(asked.request.headers['accept-language']) });
    return told as PlannedPinTold;
  },
});

const missing = (): Fault => new Fault('CONTENT_PIN_MISSING', 'missing', 'There is no such Pin of this client.');

const pageOf = async (ctx: Context, person: Person, input: { pin: PlannedPin; locale: Locale }) => {
  const { pin, locale } = input;
  const { clientId, pinId } = pin;
  const forAgency = isOfAgency(person);
  const [zone, settings, links, reviewed, decisions, comments, [told]] = await Promise.all([
    zoneOf(ctx, clientId),
    getContentSettings(ctx, { clientId }),
    listReviewLinks(ctx, { clientId }),
    lastReviewed(ctx, { clientId, pinId }),
    listDecisions(ctx, { clientId, pinId }),
    listComments(ctx, { clientId, pinId, forClient: !forAgency }),
    tell(ctx, clientId, { pins: [pin], locale }),
  ]);
  const mayWrite = may(person, 'content.write', clientId);
  const [names, addresses, problems] = await Promise.all([
    namesFor(ctx, { isOfAgency: forAgency, links }),
    linksOf(ctx, { clientId, pins: [pin], settings }),
    mayWrite ? problemsOf(ctx, { pin, settings }) : [],
  ]);
  const times = pin.dueAt === null ? null : approvalTimes(pin.dueAt, settings);
  return {
    zone,
    pin: told as PlannedPinTold,
    finalLink: addresses.get(pinId) ?? null,
    approval: times === null ? null : { from: times.fromAt.toISOString(), until: times.untilAt.toISOString() },
    reviewed: reviewed ?? null,
    problems: problems.map((each) => presentProblem(each, locale)),
    decisions: decisions
      .filter(({ stage }) => forAgency || stage === 'client')
      .map((each) => presentDecision(each, names)),
    comments: comments.map((each) => presentComment(each, names)),
    may: {
      write: mayWrite,
      sayForAgency: pin.state === 'in-review' && may(person, 'content.review', clientId),
      decide: pin.state === 'failed' && may(person, 'content.review', clientId),
      sayForClient: pin.state === 'at-client' && may(person, 'content.approve', clientId),
    },
  };
};

const one = route({
  method: 'GET',
  path: '/clients/:clientId/planned-pins/:plannedPinId',
  summary: 'One planned Pin with what was said of it',
  action: 'content.read',
  answer: plannedPinPage,
  run: async ({ ctx }, asked): Promise<PlannedPinPage> => {
    const pin = await getPin(ctx, { clientId: clientOf(asked), pinId: idIn(asked, 'plannedPinId') });
    const seen = statesFor(asked.person, undefined);
    if (seen !== undefined && !seen.includes(pin.state)) throw missing();
    const page = await pageOf(ctx, asked.person, { pin, locale: localeOf(asked.request.headers['accept-language']) });
    return plannedPinPage.parse(page);
  },
});

const change = route({
  method: 'PATCH',
  path: '/clients/:clientId/planned-pins/:plannedPinId',
  summary: 'Change what a Pin says or shows; what was approved of it is void then',
  action: 'content.write',
  body: pinChange,
  answer: plannedPin,
  run: async ({ ctx }, asked): Promise<PlannedPinTold> => {
    const [clientId, pinId] = [clientOf(asked), idIn(asked, 'plannedPinId')];
    const before = await getPin(ctx, { clientId, pinId });
    const content = editedContent(before.content, asked.body.content);
    const pins = [await changePin(ctx, { clientId, pinId, version: asked.body.version, content })];
    const [told] = await tell(ctx, clientId, { pins, locale: localeOf(asked.request.headers['accept-language']) });
    return told as PlannedPinTold;
  },
});

const plan = route({
  method: 'POST',
  path: '/clients/:clientId/planned-pins/plan',
  summary: 'Give Pins a moment, or take them out of the calendar; each has its own outcome',
  action: 'content.write',
  body: pinPlans,
  answer: pinMoves,
  run: async ({ ctx }, asked) => {
    const plans = asked.body.plans.map(({ id, plannedFor }) => ({ pinId: id, plannedFor }));
    const outcomes = await movePins(ctx, { clientId: clientOf(asked), plans });
    return { items: outcomes.map(({ pinId, outcome, was }) => ({ id: pinId, outcome, was })) };
  },
});

const remove = route({
  method: 'POST',
  path: '/clients/:clientId/planned-pins/remove',
  summary: 'Give Pins up before they go out; each has its own outcome',
  action: 'content.write',
  body: pinsNamed,
  answer: pinRemovals,
  run: async ({ ctx }, asked) => {
    const outcomes = await removePins(ctx, { clientId: clientOf(asked), pinIds: asked.body.pins });
    return { items: outcomes.map(({ pinId, outcome }) => ({ id: pinId, outcome })) };
  },
});

/** Planned Pins: list, draft, read, change, plan, give up. @personal who made them */
export const plannedPinRoutes: readonly Route[] = [list, add, one, change, plan, remove];
