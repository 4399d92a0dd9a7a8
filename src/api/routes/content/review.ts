import { z } from 'zod';
import {
  addComment,
  askReview,
  listReviewLinks,
  makeReviewLink,
  revokeReviewLink,
  type SaidOutcome,
  sayOfPins,
  speakerOf,
} from '../../../content/index.ts';
import {
  commentRequest,
  pinComment,
  pinsNamed,
  reviewAsked,
  reviewLinkList,
  reviewLinkMade,
  reviewLinkRequest,
  saidAnswer,
  saidRequest,
} from '../../contract/planned-pins.ts';
import { isOfAgency, namesFor, presentComment, presentLink } from '../../present/content/planned-pins.ts';
import { type Asked, clientOf, type Route, route } from '../../route.ts';
import type { Surroundings } from '../../surroundings.ts';
import { addressOf, idIn } from '../people/shared.ts';

const toldOf = (outcomes: readonly SaidOutcome[]) => ({
  items: outcomes.map(({ pinId, outcome, state }) => ({ id: pinId, outcome, state })),
});

const say = async ({ ctx }: Surroundings, asked: Asked<z.infer<typeof saidRequest>>) => {
  const clientId = clientOf(asked);
  const speaker = speakerOf(asked.person);
  const { comment, say: word, of } = asked.body;
  const outcomes = await sayOfPins(ctx, {
    clientId,
    say: word,
    speaker,
    of: of.map(({ id, version }) => ({ pinId: id, version })),
    comment,
  });
  return toldOf(outcomes);
};

/** Asking for a yes, giving it, writing about a Pin, and links for named persons. @personal texts of people's own */
export const reviewRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/clients/:clientId/planned-pins/ask-review',
    summary: 'Ask for a yes to finished Pins; each has its own outcome',
    action: 'content.write',
    body: pinsNamed,
    answer: reviewAsked,
    run: async ({ ctx }, asked) => {
      const outcomes = await askReview(ctx, { clientId: clientOf(asked), pinIds: asked.body.pins });
      return { items: outcomes.map(({ pinId, outcome, field }) => ({ id: pinId, outcome, field })) };
    },
  }),
  route({
    method: 'POST',
    path: '/clients/:clientId/planned-pins/say',
    summary: 'Say yes to Pins for the agency, ask for changes, or turn them down; never with a key',
    action: 'content.review',
    body: saidRequest,
    answer: saidAnswer,
    run: say,
  }),
  route({
    method: 'POST',
    path: '/clients/:clientId/planned-pins/client-say',
    summary: 'Say yes to Pins as the client, ask for changes, or turn them down; never with a key',
    action: 'content.approve',
    body: saidRequest,
    answer: saidAnswer,
    run: say,
  }),
  route({
    method: 'POST',
    path: '/clients/:clientId/planned-pins/:plannedPinId/comments',
    summary: 'Write about a Pin, for colleagues or for the client too; never with a key',
    action: 'content.read',
    body: commentRequest,
    answer: pinComment,
    run: async ({ ctx }, asked) => {
      const clientId = clientOf(asked);
      const forAgency = isOfAgency(asked.person);
      const comment = await addComment(ctx, {
        clientId,
        pinId: idIn(asked, 'plannedPinId'),
        body: asked.body.body,
        audience: forAgency ? asked.body.audience : 'client',
        speaker: speakerOf(asked.person),
      });
      return presentComment(comment, await namesFor(ctx, { isOfAgency: forAgency, links: [] }));
    },
  }),
  route({
    method: 'GET',
    path: '/clients/:clientId/review-links',
    summary: 'Links made for named persons to look at Pins',
    action: 'content.review',
    answer: reviewLinkList,
    run: async ({ ctx }, asked) => ({
      items: (await listReviewLinks(ctx, { clientId: clientOf(asked) })).map((each) =>
        presentLink(each, ctx.clock.now()),
      ),
    }),
  }),
  route({
    method: 'POST',
    path: '/clients/:clientId/review-links',
    summary: 'Make a link for one named person to look at some Pins and say what they think; it is shown this once',
    action: 'content.review',
    body: reviewLinkRequest,
    answer: reviewLinkMade,
    run: async (around, asked) => {
      const { pins, ...rest } = asked.body;
      const made = await makeReviewLink(around.ctx, { clientId: clientOf(asked), link: { ...rest, pinIds: pins } });
      return {
        link: presentLink(made.link, around.ctx.clock.now()),
        address: `${addressOf(around, asked)}/review#${made.token}`,
      };
    },
  }),
  route({
    method: 'DELETE',
    path: '/clients/:clientId/review-links/:linkId',
    summary: 'End a link',
    action: 'content.review',
    answer: z.undefined(),
    run: async ({ ctx }, asked) => {
      await revokeReviewLink(ctx, { clientId: clientOf(asked), linkId: idIn(asked, 'linkId') });
      return undefined;
    },
  }),
];
