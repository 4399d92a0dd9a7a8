import type { ControlRoute } from '../control-route.ts';
import { boardShelves } from './board-view.ts';
import { allPinsOf } from './pin-view.ts';

const iso = (ms: number | undefined): string | null => (ms === undefined ? null : new Date(ms).toISOString());

/** `GET /__sandbox/pins?account=<user id>`: every Pin that really exists or existed, whatever the lists say yet. */
export const organicControl: readonly ControlRoute[] = [
  {
    method: 'GET',
    path: '/pins',
    handle: (request) => {
      const user = request.world.user(request.query.text('account') ?? '');
      if (!user) return { status: 404, json: { message: 'No such Pinterest account.' } };
      const { changes } = boardShelves(request);
      return {
        status: 200,
        json: allPinsOf(request, user).map(({ pin, deletedAt }) => ({
          id: pin.id,
          boardId: pin.boardId,
          title: pin.title,
          link: pin.link?.startsWith('/') ? `${request.origin()}${pin.link}` : pin.link,
          createdAt: iso(pin.createdAt),
          // A Pin goes with its board.
          deletedAt: iso(deletedAt ?? changes.get(pin.boardId)?.deletedAt),
        })),
      };
    },
  },
];
