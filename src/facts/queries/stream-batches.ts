import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Context, type Tx, withClient } from '../../foundation/db/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';

/**
 * Items of one client, read in batches inside one transaction and given one by one: a snapshot however long the reading
 * takes, and no more in memory than a few batches. A reader that stops early leaves nothing open.
 *
 * @personal none
 */
export const streamBatches = async function* <Item>(
  ctx: Context,
  clientId: ClientId,
  read: (tx: Tx) => AsyncGenerator<readonly Item[]>,
): AsyncGenerator<Item> {
  // The transaction lives in a callback, the reader in a loop: a stream of batches joins the two and holds back the reading
  // when the writing is slow.
  const batches = new PassThrough({ objectMode: true, highWaterMark: 2 });
  const reading = withClient(ctx.db, { actor: ctx.actor, clientId }, (tx) => pipeline(read(tx), batches));
  let isOver = false;
  // A fault of the reading reaches the loop below by way of the stream, except one in opening the transaction.
  const guarded = reading.catch((error: Error) => {
    batches.destroy(error);
    if (!isOver) throw error;
  });
  guarded.catch(() => undefined);
  try {
    for await (const batch of batches as AsyncIterable<readonly Item[]>) yield* batch;
  } finally {
    isOver = true;
    batches.destroy();
    await guarded;
  }
};
