import type { z } from 'zod';
import { listClientIds } from '../../../clients/index.ts';
import { type ClientId, Fault, parseClientId, type UserId } from '../../../foundation/kit/index.ts';
import {
  type ChangedProof,
  type IdentityContext,
  type Person,
  type Post,
  tellProofsChanged,
} from '../../../identity/index.ts';
import { mayMail } from '../../../mail/index.ts';
import type { ClientChoice } from '../../contract/people.ts';
import { pageQuery } from '../../contract/people.ts';
import type { Asked } from '../../route.ts';
import type { Surroundings } from '../../surroundings.ts';

/** The part of a list that is asked. @throws API_REQUEST_INVALID */
export const pageAsked = ({ request }: Pick<Asked, 'request'>): z.infer<typeof pageQuery> =>
  pageQuery.parse(request.query);

/** An id of the address. @throws API_MISSING for a word that is none, as for one that does not exist */
export const idIn = ({ params }: Pick<Asked, 'params'>, name: string): string => {
  const id = params[name] ?? '';
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return id;
  throw new Fault('API_MISSING', 'missing', 'There is no such thing, or it is not yours.');
};

/** The context of what reads proofs and makes sessions, acting as who asks. */
export const signInContext = (around: Surroundings): IdentityContext => ({
  ...around.ctx,
  db: around.signIn,
  keys: around.keys,
});

/** The person who is signed in: the gate has refused keys already. */
export const userOf = ({ person }: Pick<Asked, 'person'>): Person & { readonly kind: 'user' } => {
  if (person.kind === 'user') return person;
  throw new Fault('IDENTITY_PERSON_NEEDED', 'forbidden', 'Only a person who is signed in does this.');
};

/** Clients as an answer tells them. */
export const clientsTold = (clientIds: 'all' | readonly ClientId[]): ClientChoice =>
  clientIds === 'all' ? 'all' : clientIds.map(String);

/** Clients that were chosen, every one of which there is. @throws IDENTITY_INVALID */
export const clientsChosen = async (
  around: Surroundings,
  chosen: ClientChoice | undefined,
): Promise<{ clientIds?: 'all' | readonly ClientId[] }> => {
  if (chosen === undefined) return {};
  if (chosen === 'all') return { clientIds: 'all' };
  const known = new Set(await listClientIds(around.ctx));
  const clientIds = chosen.map((text) => {
    const clientId = parseClientId(text);
    if (clientId !== undefined && known.has(clientId)) return clientId;
    throw new Fault('IDENTITY_INVALID', 'invalid', 'There is no such client.', { facts: { fields: 'clientIds' } });
  });
  return { clientIds };
};

/** The address under which people reach this house. */
export const addressOf = ({ config }: Surroundings, { request }: Pick<Asked, 'request'>): string =>
  config.publicUrl?.replace(/\/$/, '') ?? `http://${request.headers.host}`;

/** The address of a link. What opens it stands behind the `#`, which browsers send to nobody. */
export const linkOf = (around: Surroundings, asked: Pick<Asked, 'request'>, token: string): string =>
  `${addressOf(around, asked)}/invitation#${token}`;

/** How a link is sent; undefined where no mail server is configured. */
export const postOf = (around: Surroundings, asked: Pick<Asked, 'request'>): Post | undefined =>
  mayMail(around.config) ? { keys: around.keys, linkOf: (token) => linkOf(around, asked, token) } : undefined;

/** Tells a person, by e-mail where there is some, that their way of signing in has changed. */
export const tellChanged = async (
  around: Surroundings,
  asked: Pick<Asked, 'request'>,
  changed: { readonly userId: UserId; readonly what: ChangedProof },
): Promise<void> => {
  if (!mayMail(around.config)) return;
  const link = `${addressOf(around, asked)}/account`;
  await tellProofsChanged({ ...around.ctx, keys: around.keys }, { ...changed, link });
};
