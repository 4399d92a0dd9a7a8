import { listClientIds } from '../clients/index.ts';
import type { Context } from '../foundation/db/index.ts';
import type { ClientId } from '../foundation/kit/index.ts';
import type { Person } from '../identity/index.ts';

/** The clients this person may see: all of them, or those given to them. @cost one small query for those who see all @personal none */
export const clientIdsOf = async (ctx: Context, person: Person): Promise<readonly ClientId[]> =>
  person.clientIds === 'all' ? listClientIds(ctx) : person.clientIds;
