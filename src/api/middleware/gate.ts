import type { FastifyRequest } from 'fastify';
import { listClientIds } from '../../clients/index.ts';
import { type ClientId, Fault, parseClientId } from '../../foundation/kit/index.ts';
import { type Person, requireFresh, requireSession } from '../../identity/index.ts';
import { requireMay } from '../../identity/policy.ts';
import type { Route } from '../route.ts';
import type { Surroundings } from '../surroundings.ts';

const nobody: Person = { kind: 'key', keyId: 'nobody', scopes: [], clientIds: [] };

const missing = (): Fault => new Fault('API_MISSING', 'missing', 'There is no such thing, or it is not yours.');

// Before the right is looked at: who may not see a client is not told either that they may not do this to it. Somebody
// else's client, one that does not exist and a word that is no client at all get one and the same answer.
const requireVisible = async (around: Surroundings, person: Person, clientId: ClientId | undefined): Promise<void> => {
  const isVisible =
    clientId !== undefined &&
    (person.clientIds === 'all'
      ? (await listClientIds(around.ctx)).includes(clientId)
      : person.clientIds.includes(clientId));
  if (!isVisible) throw missing();
};

/**
 * The one way in for every route: who asks, whether they see the client of the address, whether the route's action is among
 * their rights, and whether their second factor is recent where the route asks for that. In this order.
 *
 * @throws IDENTITY_NOT_SIGNED_IN and IDENTITY_SECOND_FACTOR_NEEDED (401), API_MISSING (404), IDENTITY_FORBIDDEN,
 * IDENTITY_PERSON_NEEDED and IDENTITY_CODE_AGAIN (403)
 */
export const personFor = async (around: Surroundings, route: Route, request: FastifyRequest): Promise<Person> => {
  if (route.action === 'public') return nobody;
  const person = await requireSession(around.ctx, request.headers);
  if (route.action === 'signed-in') {
    if (person.kind === 'key') {
      throw new Fault('IDENTITY_PERSON_NEEDED', 'forbidden', 'Only a person who is signed in does this.');
    }
  } else {
    const { clientId } = request.params as Record<string, string | undefined>;
    if (clientId !== undefined) await requireVisible(around, person, parseClientId(clientId));
    requireMay(person, route.action);
  }
  if (route.isFresh === true) requireFresh(around.ctx, person);
  return person;
};
