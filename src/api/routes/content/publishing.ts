import { z } from 'zod';
import { openByPerson, publishStatus } from '../../../act/index.ts';
import { decidePin } from '../../../content/index.ts';
import type { Context } from '../../../foundation/db/index.ts';
import type { ClientId, Locale } from '../../../foundation/kit/index.ts';
import { type Publishing, pinDecisionRequest, publishing } from '../../contract/publishing.ts';
import { localeOf } from '../../middleware/problems.ts';
import { faultOf } from '../../present/content/planned-pins.ts';
import { clientOf, type Route, route } from '../../route.ts';
import { idIn } from '../people/shared.ts';

const none = { planned: 0, due: 0, underWay: 0, withPerson: 0, done: 0, nextAt: null, pausedCode: null };

const told = async (ctx: Context, clientId: ClientId, locale: Locale): Promise<Publishing> => {
  const [status = none] = await publishStatus(ctx, { clientIds: [clientId] });
  const { planned, due, underWay, withPerson, done, nextAt, pausedCode } = status;
  const paused = faultOf(pausedCode, locale);
  return { planned, due, underWay, withPerson, done, nextAt: nextAt?.toISOString() ?? null, paused };
};

/** How publishing stands, and what a person says where it waits for one. @personal none */
export const publishingRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/clients/:clientId/publishing',
    summary: 'How publishing stands: planned, due, under way, with a person, done, and why it stands still',
    action: 'content.write',
    answer: publishing,
    run: ({ ctx }, asked) => told(ctx, clientOf(asked), localeOf(asked.request.headers['accept-language'])),
  }),
  route({
    method: 'POST',
    path: '/clients/:clientId/publishing/open',
    summary: 'Say that publishing may go on after somebody looked why it stood still',
    action: 'content.review',
    answer: publishing,
    run: async ({ ctx }, asked) => {
      const clientId = clientOf(asked);
      await openByPerson(ctx, { clientId });
      return told(ctx, clientId, localeOf(asked.request.headers['accept-language']));
    },
  }),
  route({
    method: 'POST',
    path: '/clients/:clientId/planned-pins/:plannedPinId/decide',
    summary: 'Say of a Pin that did not go out: send it again, it is there already, or never mind',
    action: 'content.review',
    body: pinDecisionRequest,
    answer: z.undefined(),
    run: async ({ ctx }, asked) => {
      const { body } = asked;
      const decision =
        body.say === 'done' ? ({ say: 'done', outcomeId: body.pin } as const) : ({ say: body.say } as const);
      await decidePin(ctx, { clientId: clientOf(asked), pinId: idIn(asked, 'plannedPinId'), decision });
      return undefined;
    },
  }),
];
