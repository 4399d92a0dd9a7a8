import { listClients } from '../../../clients/index.ts';
import { clientList, pageQuery } from '../../contract/people.ts';
import { pageOf } from '../../present/page.ts';
import { route } from '../../route.ts';
import { clientIdsOf } from '../../visible-clients.ts';
import { pageAsked } from './shared.ts';

/** The clients the asker may see, by name: for choosing among them. */
export const clientListRoute = route({
  method: 'GET',
  path: '/clients',
  summary: 'Every client you may see, by name',
  action: 'clients.read',
  query: pageQuery,
  answer: clientList,
  run: async ({ ctx }, asked) => {
    const clients = await listClients(ctx, { clientIds: await clientIdsOf(ctx, asked.person) });
    return pageOf(
      clients.map(({ clientId, name, locale, zone }) => ({ id: String(clientId), name, locale, zone })),
      pageAsked(asked),
      (each) => `${each.name} ${each.id}`,
    );
  },
});
