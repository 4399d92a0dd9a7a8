import type { Actor } from '../foundation/db/index.ts';
import type { Person } from './shapes.ts';

/** Who acts in a transaction made for a request: the person, or the key by its id. @personal the user's id */
export const actorOf = (person: Person): Actor =>
  person.kind === 'user' ? { kind: 'user', id: person.userId } : { kind: 'system', name: `key-${person.keyId}` };
