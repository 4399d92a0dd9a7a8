import { type GateContext, sessionFor } from '../../connect/index.ts';
import { withClient } from '../../foundation/db/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';
import type { Pin } from '../../pinterest/index.ts';
import { listPins as askPins, getPin } from '../../pinterest/read.ts';
import { askLive } from './ask-live.ts';
import { findReading } from './live-reads.ts';

/** What a Pin shows, in plain words; `other` for a kind of Pinterest's that we do not know yet. */
export type PinFormat = 'image' | 'video' | 'carousel' | 'product' | 'collection' | 'idea' | 'other';

/** A Pin as a list of many shows it: of its text the title only, of its picture that there is one and its shape. */
export type PinCard = {
  readonly pinId: string;
  readonly title: string | null;
  readonly format: PinFormat;
  readonly createdAt: Date | null;
  /** As `#6e7874`, to stand there until the picture does; null when Pinterest did not say. */
  readonly colour: string | null;
  readonly hasPicture: boolean;
  /** Pinterest's own sums of the last 90 days; a figure that is absent is unknown. Saves are never among them. */
  readonly quarter: Readonly<Partial<Record<'impressions' | 'pin_clicks' | 'outbound_clicks', number>>>;
};

/** The Pins of an account as cards, with how old the answer is and until when it may be kept. */
export type PinCards = { readonly pins: readonly PinCard[]; readonly readAt: Date; readonly expiresAt: Date };

const formats: Readonly<Record<string, PinFormat>> = {
  REGULAR: 'image',
  VIDEO: 'video',
  CAROUSEL: 'carousel',
  SHOPPING: 'product',
  COLLECTION: 'collection',
  IDEA: 'idea',
  image: 'image',
  video: 'video',
  multiple_images: 'carousel',
  multiple_videos: 'carousel',
  multiple_mixed: 'carousel',
};

/** What a Pin shows: Pinterest's word for the creative, or for the media where it has none. @personal none */
export const pinFormat = (word: string | null): PinFormat => formats[word ?? ''] ?? 'other';

const colourOf = (text: string | null): string | null =>
  text !== null && /^#[0-9a-f]{6}$/i.test(text) ? text.toLowerCase() : null;

// By Pinterest's lower-case names of `pin_metrics`.
const quarterNames = { impressions: 'impression', pin_clicks: 'pin_click', outbound_clicks: 'clickthrough' } as const;

type CardRow = {
  pin_id: string;
  title: string | null;
  format: string | null;
  created_at: string | null;
  colour: string | null;
  has_picture: boolean;
  quarter: Record<string, number> | null;
};

const cardOf = (row: CardRow): PinCard => {
  const quarter: Partial<Record<keyof typeof quarterNames, number>> = {};
  for (const name of ['impressions', 'pin_clicks', 'outbound_clicks'] as const) {
    const value = row.quarter?.[quarterNames[name]];
    if (typeof value === 'number') quarter[name] = value;
  }
  return {
    pinId: row.pin_id,
    title: row.title,
    format: pinFormat(row.format),
    createdAt: row.created_at === null ? null : new Date(row.created_at),
    colour: colourOf(row.colour),
    hasPicture: row.has_picture,
    quarter,
  };
};

// A page of cards needs a hundredth of what a Pin is; the rest stays in the database. A carousel's pictures are its items'.
const CARDS = `
  select item->>'id' as pin_id, item->>'title' as title, item->>'created_at' as created_at,
         coalesce(item->>'creative_type', item#>>'{media,media_type}') as format, item->>'dominant_color' as colour,
         coalesce(jsonb_typeof(item#>'{media,images}') = 'object'
                  or jsonb_typeof(item#>'{media,items,0,images}') = 'object', false) as has_picture,
         item#>'{pin_metrics,90d}' as quarter
    from ingest_live_pins where client_id = $1 and read_id = $2 order by place`;

// One reading for both: the same question as `listPins` without a board.
const allPins = (clientId: ClientId) => ({ clientId, what: 'pins', scope: '' }) as const;

/**
 * All Pins of the client's account, each as little as a list of many shows. The same answer as `listPins`, without carrying
 * every text and address of it along.
 *
 * @source Pinterest pins/list; ingest_live_pins for 24 hours at most
 * @throws as `listPins`; INGEST_LIVE_BUSY when another process has been asking the same for longer than `patienceMs`
 * @cost two queries when there is an answer, else ⌈n / 250⌉ calls
 * @personal none
 */
export const listPinCards = async (
  ctx: GateContext,
  input: { clientId: ClientId; patienceMs?: number | undefined },
): Promise<PinCards> => {
  const { clientId, patienceMs } = input;
  const { readId, readAt, expiresAt } = await askLive(ctx, allPins(clientId), {
    most: 0,
    patienceMs,
    walk: ({ pinterest, session }) => askPins(pinterest, session, { withMetrics: true }),
  });
  return withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => ({
    pins: (await tx.sql<CardRow>(CARDS, [clientId, readId])).map(cardOf),
    readAt,
    expiresAt,
  }));
};

/** One Pin with all its texts, and how old the answer is. */
export type LivePin = { readonly pin: Pin; readonly readAt: Date; readonly expiresAt: Date };

/** The Pin in the list of all, when that list is there. */
const listed = async (ctx: GateContext, clientId: ClientId, pinId: string): Promise<LivePin | undefined> => {
  const reading = await findReading(ctx, allPins(clientId));
  if (reading === undefined) return undefined;
  const [row] = await withClient(ctx.db, { actor: ctx.actor, clientId }, (tx) =>
    tx.sql<{ item: Pin }>(
      `select item from ingest_live_pins where client_id = $1 and read_id = $2 and item->>'id' = $3 limit 1`,
      [clientId, reading.readId, pinId],
    ),
  );
  return row === undefined ? undefined : { pin: row.item, readAt: reading.readAt, expiresAt: reading.expiresAt };
};

/**
 * One Pin: from the list of all Pins while that is there, else asked by itself when `mayAsk` says that it is the client's.
 * Pinterest is never asked about a number somebody made up. Undefined when it is not in the list and may not be asked.
 *
 * @source Pinterest pins/list, pins/get; ingest_live_pins for 24 hours at most
 * @throws CONNECT_NOT_CONNECTED, CONNECT_RECONNECT_NEEDED, INGEST_LIVE_BUSY, PINTEREST_PIN_MISSING, what Pinterest answers
 * @cost two queries when there is an answer, else one call
 * @personal none
 */
export const findLivePin = async (
  ctx: GateContext,
  input: { clientId: ClientId; pinId: string; mayAsk: () => Promise<boolean> },
): Promise<LivePin | undefined> => {
  const { clientId, pinId } = input;
  const found = await listed(ctx, clientId, pinId);
  if (found !== undefined) return found;
  if (!(await input.mayAsk())) return undefined;
  // The session says now whether the client is connected: an answer of a client that is not would be the wrong one to give.
  await sessionFor(ctx, { clientId });
  const answer = await askLive<Pin>(
    ctx,
    { clientId, what: 'pins', scope: `pin ${pinId}` },
    {
      walk: async function* ({ pinterest, session }) {
        yield [await getPin(pinterest, session, { pinId })];
      },
    },
  );
  const [pin] = answer.items;
  return pin === undefined ? undefined : { pin, readAt: answer.readAt, expiresAt: answer.expiresAt };
};

/** How large a picture may be wanted. @personal none */
export const pictureSizes = ['small', 'card', 'large'] as const;
/** How large a picture is wanted: for a small sign, a card in a grid, or the whole page. */
export type PictureSize = (typeof pictureSizes)[number];

// Pinterest's sizes, best first. The square ones are cut off at the sides, so a card takes the narrow whole one.
const wanted: Readonly<Record<PictureSize, readonly string[]>> = {
  small: ['150x150', '400x300', '600x', '1200x', 'originals'],
  card: ['600x', '1200x', 'originals', '400x300'],
  large: ['1200x', 'originals', '600x', '400x300'],
};

/**
 * The address of a Pin's picture in about the size wanted: of a video its first frame, of a carousel its first picture. Null
 * while Pinterest has none.
 * @personal none
 */
export const pictureAddress = (pin: Pin, size: PictureSize): string | null => {
  const images = pin.media?.images ?? pin.media?.items?.[0]?.images;
  for (const name of wanted[size]) {
    const url = images?.[name]?.url;
    if (url !== undefined) return url;
  }
  return pin.media?.cover_image_url ?? null;
};
