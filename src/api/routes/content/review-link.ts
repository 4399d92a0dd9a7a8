import { getBrand, getClient } from '../../../clients/index.ts';
import type { GateContext } from '../../../connect/index.ts';
import {
  addComment,
  approvalTimes,
  getContentSettings,
  linksOf,
  listComments,
  listPins,
  listReviewLinks,
  openReviewLink,
  type ReviewLink,
  readAsset,
  sayOfPins,
  shownAsset,
} from '../../../content/index.ts';
import { openFileStore } from '../../../foundation/files/index.ts';
import { Fault } from '../../../foundation/kit/index.ts';
import {
  pinComment,
  type ReviewPage,
  reviewCommentRequest,
  reviewPage,
  reviewPictureRequest,
  reviewSaidRequest,
  reviewToken,
  saidAnswer,
} from '../../contract/planned-pins.ts';
import { localeOf } from '../../middleware/problems.ts';
import { inFlight, namesFor, presentComment, presentPin, statesForClient } from '../../present/content/planned-pins.ts';
import { type Route, route } from '../../route.ts';

// A token has 256 random bits: the limit is against load, and somebody with thirty Pins presses often.
const TRIES_A_MINUTE = 120;

/** The context of who holds a link: what they do is done by that link, and stands so in the trail. */
const opened = async (ctx: GateContext, token: string): Promise<{ link: ReviewLink; acting: GateContext }> => {
  const link = await openReviewLink(ctx, { token });
  return { link, acting: { ...ctx, actor: { kind: 'link', id: link.linkId } } };
};

const within = (link: ReviewLink, pinId: string): string => {
  if (link.pinIds.includes(pinId)) return pinId;
  throw new Fault('CONTENT_PIN_MISSING', 'missing', 'There is no such Pin of this client.');
};

const pinsOf = async (ctx: GateContext, link: ReviewLink, accept: string | undefined): Promise<ReviewPage['pins']> => {
  const { clientId } = link;
  const [pins, settings, links] = await Promise.all([
    listPins(ctx, { clientIds: [clientId], pinIds: link.pinIds, states: statesForClient, limit: link.pinIds.length }),
    getContentSettings(ctx, { clientId }),
    listReviewLinks(ctx, { clientId }),
  ]);
  const [flying, names, addresses, ...comments] = await Promise.all([
    inFlight(ctx, [clientId], pins),
    namesFor(ctx, { isOfAgency: false, links }),
    linksOf(ctx, { clientId, pins, settings }),
    ...pins.map(({ pinId }) => listComments(ctx, { clientId, pinId, forClient: true })),
  ]);
  return pins.map((pin, at) => {
    const times = pin.dueAt === null ? null : approvalTimes(pin.dueAt, settings);
    return {
      pin: presentPin(pin, { locale: localeOf(accept), flying }),
      finalLink: addresses.get(pin.pinId) ?? null,
      approval: times === null ? null : { from: times.fromAt.toISOString(), until: times.untilAt.toISOString() },
      comments: (comments[at] ?? []).map((each) => presentComment(each, names)),
    };
  });
};

/** What one named person does with the link that was made for them, without an account. @personal the reader's name */
export const reviewLinkRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/review/open',
    summary: 'The Pins a link is about, for the one person it was made for',
    action: 'public',
    perMinute: TRIES_A_MINUTE,
    body: reviewToken,
    answer: reviewPage,
    run: async ({ ctx }, { body, request }): Promise<ReviewPage> => {
      const { link, acting } = await opened(ctx, body.token);
      const { clientId } = link;
      const [client, brand, pins] = await Promise.all([
        getClient(acting, { clientId }),
        getBrand(acting, { clientId }),
        pinsOf(acting, link, request.headers['accept-language']),
      ]);
      return {
        readerName: link.readerName,
        expiresAt: link.expiresAt.toISOString(),
        zone: client.zone,
        locale: link.locale,
        brand: { name: brand.displayName ?? client.name, colour: brand.colour },
        pins,
      };
    },
  }),
  route({
    method: 'POST',
    path: '/review/picture',
    summary: 'A picture of one of the Pins a link is about',
    action: 'public',
    // A link may be about two hundred Pins of five pictures each.
    perMinute: 1200,
    body: reviewPictureRequest,
    streams: 'image/*',
    run: async ({ ctx, config }, { body, reply }) => {
      const { link, acting } = await opened(ctx, body.token);
      const wish = { clientId: link.clientId, assetId: body.asset };
      await shownAsset(acting, { ...wish, states: statesForClient, pinIds: link.pinIds });
      const found = await readAsset(acting, openFileStore({ dataDir: config.dataDir }), { ...wish, size: body.size });
      reply.header('content-type', found.mediaType).header('content-security-policy', "default-src 'none'; sandbox");
      return reply.send(found.body);
    },
  }),
  route({
    method: 'POST',
    path: '/review/say',
    summary: 'Say yes to Pins of a link as the client, ask for changes, or turn them down',
    action: 'public',
    perMinute: TRIES_A_MINUTE,
    body: reviewSaidRequest,
    answer: saidAnswer,
    run: async ({ ctx }, { body }) => {
      const { link, acting } = await opened(ctx, body.token);
      const outcomes = await sayOfPins(acting, {
        clientId: link.clientId,
        say: body.say,
        speaker: { kind: 'link', linkId: link.linkId },
        of: body.of.map(({ id, version }) => ({ pinId: within(link, id), version })),
        comment: body.comment,
      });
      return { items: outcomes.map(({ pinId, outcome, state }) => ({ id: pinId, outcome, state })) };
    },
  }),
  route({
    method: 'POST',
    path: '/review/comment',
    summary: 'Write about a Pin of a link',
    action: 'public',
    perMinute: TRIES_A_MINUTE,
    body: reviewCommentRequest,
    answer: pinComment,
    run: async ({ ctx }, { body }) => {
      const { link, acting } = await opened(ctx, body.token);
      const comment = await addComment(acting, {
        clientId: link.clientId,
        pinId: within(link, body.pin),
        body: body.body,
        audience: 'client',
        speaker: { kind: 'link', linkId: link.linkId },
      });
      return presentComment(comment, await namesFor(acting, { isOfAgency: false, links: [link] }));
    },
  }),
];
