import { getBrand, getClient } from '../../../clients/index.ts';
import { Fault } from '../../../foundation/kit/index.ts';
import { rights } from '../../../identity/policy.ts';
import { type OwnWindow, ownWindow } from '../../contract/portal.ts';
import { presentBrand } from '../../present/brand.ts';
import { route } from '../../route.ts';

/** The window of a client's own people: there is one client to it, and the asker's rights say which. */
export const ownWindowRoute = route({
  method: 'GET',
  path: '/portal',
  summary: 'The window of the client you belong to: its name and brand; for people of a client only',
  action: 'facts.read',
  answer: ownWindow,
  run: async ({ ctx }, { person }): Promise<OwnWindow> => {
    const isOfClient = person.kind === 'user' && rights[person.role].sees === 'one';
    const clientId = isOfClient && person.clientIds !== 'all' ? person.clientIds[0] : undefined;
    if (clientId === undefined)
      throw new Fault('API_MISSING', 'missing', 'There is no such thing, or it is not yours.');
    const [client, brand] = await Promise.all([getClient(ctx, { clientId }), getBrand(ctx, { clientId })]);
    return { clientId: String(clientId), name: client.name, brand: presentBrand(brand) };
  },
});
