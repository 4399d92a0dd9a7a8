import type { PinParams } from '../../act/index.ts';
import type { Tx } from '../../foundation/db/index.ts';
import { type ClientId, Fault } from '../../foundation/kit/index.ts';
import type { PinMedia } from '../shapes.ts';

type AssetRow = { asset_id: string; file_id: string; content_type: string; sha256: Buffer };

const missing = (field: string): Fault =>
  new Fault('CONTENT_NOT_READY', 'invalid', 'A picture of the Pin is not there.', { facts: { field } });

const idsOf = (media: PinMedia): string[] => {
  if (media.kind === 'picture') return [media.assetId];
  if (media.kind === 'carousel') return media.slides.map((slide) => slide.assetId);
  return media.cover.kind === 'picture' ? [media.assetId, media.cover.assetId] : [media.assetId];
};

/**
 * The media of a Pin with the bytes that will be sent, told by their SHA-256.
 * @throws CONTENT_NOT_READY when an asset is not there, or is not of its kind
 * @cost one query
 * @personal none
 */
export const resolveMedia = async (
  tx: Tx,
  input: { clientId: ClientId; media: PinMedia },
): Promise<PinParams['media']> => {
  const { clientId, media } = input;
  const rows = await tx.sql<AssetRow>(
    'select asset_id, file_id, content_type, sha256 from content_assets where client_id = $1 and asset_id = any ($2)',
    [clientId, idsOf(media)],
  );
  const assets = new Map(rows.map((row) => [row.asset_id, row]));
  const picture = (assetId: string) => {
    const row = assets.get(assetId);
    if (row === undefined) throw missing('media');
    const { content_type: contentType } = row;
    if (contentType !== 'image/jpeg' && contentType !== 'image/png') throw missing('media');
    return { fileId: row.file_id, sha256: row.sha256.toString('hex'), contentType } as const;
  };
  if (media.kind === 'picture') return { kind: 'picture', ...picture(media.assetId) };
  if (media.kind === 'video') throw missing('media');
  return {
    kind: 'carousel',
    slides: media.slides.map(({ assetId, title, description, link }) => ({
      ...picture(assetId),
      ...(title !== undefined && { title }),
      ...(description !== undefined && { description }),
      ...(link !== undefined && { link }),
    })),
  };
};
