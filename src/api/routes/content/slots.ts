import { listSlots, planInSlots, repeatPin, replaceSlots, zoneOf } from '../../../content/index.ts';
import type { Context } from '../../../foundation/db/index.ts';
import type { ClientId } from '../../../foundation/kit/index.ts';
import {
  pinsRepeated,
  pinsSlotted,
  repeatRequest,
  type SlotList,
  slotList,
  slotsRequest,
  slotsWanted,
} from '../../contract/slots.ts';
import { clientOf, type Route, route } from '../../route.ts';
import { idIn } from '../people/shared.ts';

const told = async (ctx: Context, clientId: ClientId): Promise<SlotList> => {
  const [zone, { slots, next }] = await Promise.all([zoneOf(ctx, clientId), listSlots(ctx, { clientId })]);
  return { zone, items: slots, next };
};

/** When Pins of a client usually go out, and giving Pins the next free moments. @personal none */
export const slotRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/clients/:clientId/slots',
    summary: 'When Pins of a client usually go out, and the next free moment of each queue',
    action: 'content.write',
    answer: slotList,
    run: ({ ctx }, asked) => told(ctx, clientOf(asked)),
  }),
  route({
    method: 'PUT',
    path: '/clients/:clientId/slots',
    summary: 'Put other slots in the place of all a client has',
    action: 'content.write',
    body: slotsRequest,
    answer: slotList,
    run: async ({ ctx }, asked) => {
      const clientId = clientOf(asked);
      await replaceSlots(ctx, { clientId, slots: asked.body.items });
      return told(ctx, clientId);
    },
  }),
  route({
    method: 'POST',
    path: '/clients/:clientId/planned-pins/next-slots',
    summary: 'Give Pins the next free moments of a queue, in their order; each has its own outcome',
    action: 'content.write',
    body: slotsWanted,
    answer: pinsSlotted,
    run: async ({ ctx }, asked) => {
      const { pins, queue } = asked.body;
      const outcomes = await planInSlots(ctx, { clientId: clientOf(asked), pinIds: pins, queue });
      return { items: outcomes.map(({ pinId, outcome, was }) => ({ id: pinId, outcome, was })) };
    },
  }),
  route({
    method: 'POST',
    path: '/clients/:clientId/planned-pins/:plannedPinId/repeat',
    summary: 'Draft the same Pin for other boards, so many days apart; each is approved by itself',
    action: 'content.write',
    body: repeatRequest,
    answer: pinsRepeated,
    run: async ({ ctx }, asked) => {
      const { boards: boardIds, everyDays } = asked.body;
      const wish = { clientId: clientOf(asked), pinId: idIn(asked, 'plannedPinId'), boardIds, everyDays };
      const made = await repeatPin(ctx, wish);
      return { items: made.map(({ pinId, outcome }) => ({ id: pinId, outcome })) };
    },
  }),
];
