import { setTimeout as wait } from 'node:timers/promises';
import type { GateContext } from '../../../connect/index.ts';
import { asFault, type ClientId, type Fault, isFault, type Locale } from '../../../foundation/kit/index.ts';
import { listPinCards, type PinCards } from '../../../ingest/index.ts';
import type { PinContent } from '../../contract.ts';
import { wordsFor } from '../../middleware/problems.ts';

/** What Pinterest says of a client's Pins now, or why that is not known at this moment. */
export type FoundContent =
  | ({ readonly state: 'known' } & Pick<PinCards, 'readAt' | 'expiresAt'>)
  | { readonly state: 'reading' }
  | { readonly state: 'away'; readonly fault: Fault };

// A list of some hundred Pins comes within this; of thousands the figures are shown first, and the page asks again.
const PATIENCE_MS = 2_500;

const notNow = (ctx: GateContext, error: unknown): FoundContent => {
  if (isFault(error, 'INGEST_LIVE_BUSY') || isFault(error, 'INGEST_LIVE_FORGOTTEN')) return { state: 'reading' };
  const fault = asFault(error);
  if (fault.kind === 'bug') ctx.log.error('api.pins-unknown', { code: fault.code });
  return { state: 'away', fault };
};

/**
 * The client's Pins as Pinterest lists them now, if they come in time. A page of figures never waits for Pinterest longer than
 * this, and never fails because of it; a reading that takes longer goes on, and the next who asks has its answer.
 */
export const cardsFor = async (
  ctx: GateContext,
  clientId: ClientId,
): Promise<{ content: FoundContent; pins: PinCards['pins'] | undefined }> => {
  const enough = new AbortController();
  const reading = listPinCards(ctx, { clientId, patienceMs: PATIENCE_MS }).then(
    ({ pins, readAt, expiresAt }) => ({ content: { state: 'known', readAt, expiresAt } as const, pins }),
    (error: unknown) => ({ content: notNow(ctx, error), pins: undefined }),
  );
  const late = wait(
    PATIENCE_MS,
    { content: { state: 'reading' } as const, pins: undefined },
    { signal: enough.signal, ref: false },
  );
  try {
    return await Promise.race([reading, late]);
  } finally {
    enough.abort();
  }
};

/** The same in the reader's words. */
export const presentContent = (content: FoundContent, locale: Locale): PinContent => {
  if (content.state === 'known') {
    const [readAt, expiresAt] = [content.readAt.toISOString(), content.expiresAt.toISOString()];
    return { state: 'known', meaning: null, remedy: null, readAt, expiresAt };
  }
  const words = content.state === 'away' ? wordsFor(content.fault.code, locale) : undefined;
  return {
    state: content.state,
    meaning: words?.meaning ?? null,
    remedy: words?.remedy ?? null,
    readAt: null,
    expiresAt: null,
  };
};
