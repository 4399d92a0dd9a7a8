import { readFound } from '../../foundation/files/index.ts';
import { Fault } from '../../foundation/kit/index.ts';
import { createPin, type MediaSource } from '../../pinterest/write.ts';
import { defineEffect, type Reach } from './define-effect.ts';
import { isMarked, type Picture, type PinParams, pinHash, pinParams } from './pin-record.ts';
import { pinsSince } from './read-back.ts';

const bytesOf = async (reach: Reach, picture: Picture): Promise<string> => {
  const { clientId, files } = reach;
  const file = reach.found.find((each) => each.fileId === picture.fileId);
  if (file === undefined) throw new Fault('FILES_MISSING', 'missing', 'There is no such file.');
  const { body, sha256 } = await readFound(files, { clientId, file });
  if (sha256.toString('hex') !== picture.sha256) {
    throw new Fault('ACT_MEDIA_CHANGED', 'invalid', 'The stored picture is not the one that was approved.', {
      facts: { fileId: picture.fileId },
    });
  }
  return body.toString('base64');
};

const pictureSource = async (reach: Reach, picture: Picture) => ({
  content_type: picture.contentType,
  data: await bytesOf(reach, picture),
});

const mediaSource = async (reach: Reach, media: PinParams['media']): Promise<MediaSource> => {
  if (media.kind === 'picture') return { source_type: 'image_base64', ...(await pictureSource(reach, media)) };
  if (media.kind === 'carousel') {
    const items = await Promise.all(
      media.slides.map(async (slide) => ({
        ...(await pictureSource(reach, slide)),
        ...(slide.title !== undefined && { title: slide.title }),
        ...(slide.description !== undefined && { description: slide.description }),
        ...(slide.link !== undefined && { link: slide.link }),
      })),
    );
    return { source_type: 'multiple_image_base64', items };
  }
  const video = { source_type: 'video_id', media_id: media.mediaId } as const;
  if (media.cover.kind === 'key-frame') return { ...video, cover_image_key_frame_time: media.cover.second };
  const cover = await pictureSource(reach, media.cover);
  return { ...video, cover_image_content_type: cover.content_type, cover_image_data: cover.data };
};

const picturesOf = (media: PinParams['media']): readonly Picture[] => {
  if (media.kind === 'picture') return [media];
  if (media.kind === 'carousel') return media.slides;
  return media.cover.kind === 'picture' ? [media.cover] : [];
};

const looksLike = (pin: PinParams, found: { title: string | null; description: string | null; link: string | null }) =>
  (found.title ?? '') === pin.title && (found.description ?? '') === pin.description && found.link === pin.link;

/** A new Pin on a board. Pinterest has no idempotency key and may answer with an error after it made the Pin. */
export const publishPin = defineEffect({
  safety: 'once',
  params: pinParams,
  describe: ({ title, boardId }) => ({
    nl: `Pin “${title}” op bord ${boardId} plaatsen`,
    en: `Publish the Pin “${title}” on board ${boardId}`,
  }),
  approvedHash: pinHash,
  fileIds: ({ media }) => picturesOf(media).map((picture) => picture.fileId),
  perform: async (reach, pin) => {
    const media_source = await mediaSource(reach, pin.media);
    const made = await createPin(reach.ctx.gate.pinterest, reach.session, {
      pin: {
        board_id: pin.boardId,
        ...(pin.sectionId !== null && { board_section_id: pin.sectionId }),
        ...(pin.link !== null && { link: pin.link }),
        title: pin.title,
        description: pin.description,
        alt_text: pin.altText,
        media_source,
      },
    });
    return made.id;
  },
  witness: async (reach, pin, search) => {
    const young = await pinsSince(reach, { boardId: pin.boardId, ...search });
    const hasMark = isMarked(pin.link, reach.effectId);
    const found = young.filter((each) => (hasMark ? isMarked(each.link, reach.effectId) : looksLike(pin, each)));
    return { ids: found.map(({ id }) => id), isMarked: hasMark };
  },
  undo: (outcomeId) => ({ effect: 'delete-pin', params: { pinId: outcomeId } }),
});
