import { type Context, withClients } from '../../foundation/db/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';
import type { PinContent } from '../shapes.ts';

/** What a Pin was when somebody was last asked about it; undefined while nobody was. @cost one query @personal none */
export const lastReviewed = async (
  ctx: Context,
  input: { clientId: ClientId; pinId: string },
): Promise<{ version: number; content: PinContent } | undefined> => {
  const [row] = await withClients(ctx.db, { actor: ctx.actor, clientIds: [input.clientId] }, (tx) =>
    tx.sql<{ version: number; content: PinContentRow }>(
      `select version, content from content_pin_versions where client_id = $1 and pin_id = $2 order by version desc limit 1`,
      [input.clientId, input.pinId],
    ),
  );
  return row;
};

// Written by `askReview` from content of this shape.
type PinContentRow = PinContent;
