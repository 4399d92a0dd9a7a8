import { z } from 'zod';
import { listViews, removeView, saveView } from '../../../clients/index.ts';
import { Fault, type UserId } from '../../../foundation/kit/index.ts';
import type { Person } from '../../../identity/index.ts';
import { savedView, savedViewRequest, savedViews } from '../../contract.ts';
import { clientOf, type Route, route } from '../../route.ts';

// A view is a person's own; a program keeps its questions itself.
const ownerOf = (person: Person): UserId => {
  if (person.kind === 'user') return person.userId;
  throw new Fault('IDENTITY_PERSON_NEEDED', 'forbidden', 'Only a person who is signed in does this.');
};

const viewId = z.uuid();

/** The views of a client's workspace that the asker kept. */
export const viewRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/clients/:clientId/views',
    summary: 'The views of this client that you kept',
    action: 'facts.read',
    answer: savedViews,
    run: async ({ ctx }, asked) => ({
      views: await listViews(ctx, { clientId: clientOf(asked), owner: ownerOf(asked.person) }),
    }),
  }),
  route({
    method: 'POST',
    path: '/clients/:clientId/views',
    summary: 'Keep a view under a name; one of that name is replaced',
    action: 'facts.read',
    body: savedViewRequest,
    answer: savedView,
    run: ({ ctx }, asked) => saveView(ctx, { clientId: clientOf(asked), owner: ownerOf(asked.person), ...asked.body }),
  }),
  route({
    method: 'DELETE',
    path: '/clients/:clientId/views/:viewId',
    summary: 'Remove a view that you kept',
    action: 'facts.read',
    answer: z.undefined(),
    run: async ({ ctx }, asked) => {
      const id = viewId.safeParse(asked.params.viewId);
      if (!id.success) throw new Fault('CLIENTS_VIEW_MISSING', 'missing', 'There is no such view.');
      await removeView(ctx, { clientId: clientOf(asked), owner: ownerOf(asked.person), viewId: id.data });
      return undefined;
    },
  }),
];
