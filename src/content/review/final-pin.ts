import { type PinParams, pinParams } from '../../act/index.ts';
import type { Tx } from '../../foundation/db/index.ts';
import { Fault } from '../../foundation/kit/index.ts';
import { resolveMedia } from '../assets/resolve-media.ts';
import { finalLink } from '../pins/final-link.ts';
import { contentOf, type PinRow } from '../pins/rows.ts';
import type { ContentSettings } from '../shapes.ts';

const notReady = (pinId: string, field: string): Fault =>
  new Fault('CONTENT_NOT_READY', 'invalid', 'The Pin lacks something Pinterest needs.', { facts: { pinId, field } });

/** What is said of advertising stands before the text, where nobody has to unfold it. */
const described = (disclosure: string | null, description: string): string =>
  disclosure === null || disclosure === '' ? description : `${disclosure} ${description}`.trim();

/**
 * The Pin as Pinterest will be sent it, to the byte: this is what a person approves, and what the ledger of changes sends.
 *
 * @throws CONTENT_NOT_READY naming the field
 * @cost one query for the media
 */
export const finalPin = async (tx: Tx, row: PinRow, settings: ContentSettings): Promise<PinParams> => {
  const content = contentOf(row);
  if (content.boardId === null) throw notReady(row.pin_id, 'boardId');
  if (content.media === null) throw notReady(row.pin_id, 'media');
  const link = finalLink(content, { pinId: row.pin_id, plannedFor: row.planned_for, settings });
  if (content.link !== null && link === null) throw notReady(row.pin_id, 'link');
  const read = pinParams.safeParse({
    boardId: content.boardId,
    sectionId: content.sectionId,
    title: content.title,
    description: described(content.disclosure, content.description),
    altText: content.altText,
    link,
    disclosure: content.disclosure,
    media: await resolveMedia(tx, { clientId: row.client_id, media: content.media }),
  });
  if (!read.success) throw notReady(row.pin_id, read.error.issues[0]?.path.join('.') ?? '');
  return read.data;
};
