import { setTimeout as wait } from 'node:timers/promises';
import { type ClientSession, type GateContext, sessionFor } from '../../connect/index.ts';
import { Fault } from '../../foundation/kit/index.ts';
import {
  claimReading,
  dropReading,
  finishReading,
  keepPage,
  type LiveQuestion,
  type LiveReading,
  type OpenReading,
  readItems,
} from './live-reads.ts';

/** Part of an answer, with how old the whole is and until when it may be kept. */
export type LiveAnswer<Item> = {
  readonly items: readonly Item[];
  /** How many items the whole answer has. */
  readonly total: number;
  /** When Pinterest was asked. */
  readonly readAt: Date;
  /** From this moment on nobody sees it any more. */
  readonly expiresAt: Date;
  /** Which answer it is, for who reads more of it. */
  readonly readId: string;
};

/** How an answer is wanted. */
export type LiveWish = {
  /** True to ask Pinterest again although there is an answer that may still be used. */
  readonly again?: boolean | undefined;
  /** The first item wanted; 0 when left out. */
  readonly from?: number | undefined;
  /** 1,000 when left out. */
  readonly most?: number | undefined;
  /** How long to wait for another process that asks the same; a minute when left out. */
  readonly patienceMs?: number | undefined;
};

/** Asks Pinterest and gives the answer page by page. */
type Walk = (connected: ClientSession) => AsyncIterable<readonly unknown[]>;

const USUAL_MOST = 1_000;

// Somebody else asks the same: a list of 600 boards takes a few seconds, 2,000 Pins with their pages hardly longer. A person
// does not wait for more than this.
const LOOK_MS = 150;
const PATIENCE_MS = 60_000;

const make = async (ctx: GateContext, reading: OpenReading, walk: Walk): Promise<void> => {
  let place = 0;
  try {
    // After the claim: a client that is disconnected meanwhile either has no session here or no reading there.
    const connected = await sessionFor(ctx, { clientId: reading.clientId });
    for await (const items of walk(connected)) {
      await keepPage(ctx, reading, { place, items });
      place += items.length;
    }
    await finishReading(ctx, reading, place);
  } catch (error) {
    await dropReading(ctx, reading);
    throw error;
  }
};

const settled = async (
  ctx: GateContext,
  question: LiveQuestion,
  asking: { since: Date | undefined; walk: Walk; patienceMs: number | undefined },
): Promise<LiveReading> => {
  const end = performance.now() + (asking.patienceMs ?? PATIENCE_MS);
  let { since } = asking;
  for (;;) {
    const claim = await claimReading(ctx, question, since);
    if (claim.state === 'done') return claim.reading;
    if (claim.state === 'mine') {
      await make(ctx, claim.reading, asking.walk);
      // The newest is what was just read, whatever the clocks of this process and of the database say of each other.
      since = undefined;
    } else if (performance.now() < end) await wait(LOOK_MS);
    else {
      throw new Fault('INGEST_LIVE_BUSY', 'limited', 'The same is being asked of Pinterest and takes long.', {
        retryAt: new Date(ctx.clock.now().getTime() + PATIENCE_MS),
      });
    }
  }
};

/**
 * The answer to a question: from the transient tables while it is there, else from Pinterest, which is asked by one process
 * however many want to know.
 * @cost two queries when there is an answer; no transaction is open while Pinterest is asked
 * @personal none
 */
export const askLive = async <Item>(
  ctx: GateContext,
  question: LiveQuestion,
  asking: LiveWish & { walk: Walk },
): Promise<LiveAnswer<Item>> => {
  const since = asking.again === true ? ctx.clock.now() : undefined;
  const reading = await settled(ctx, question, { since, walk: asking.walk, patienceMs: asking.patienceMs });
  const { readId, readAt, expiresAt, items: total } = reading;
  const items = await readItems<Item>(ctx, question, {
    readId,
    from: asking.from ?? 0,
    most: asking.most ?? USUAL_MOST,
  });
  return { items, total, readAt, expiresAt, readId };
};
