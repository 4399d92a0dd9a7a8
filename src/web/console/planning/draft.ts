import type { PinWritten, PlannedPinTold } from '../../../api/contract.ts';
import { wordsOf } from './words-of.ts';

/** A Pin as it stands in the form: everything as text. */
export type Draft = {
  readonly assetIds: readonly string[];
  readonly boardId: string;
  readonly sectionId: string;
  readonly title: string;
  readonly description: string;
  readonly altText: string;
  readonly link: string;
  readonly disclosure: string;
  readonly labels: string;
  readonly utmCampaign: string;
  readonly plannedFor: string;
};

type Media = PinWritten['media'];

const assetsOf = (media: Media): string[] => {
  if (media === null) return [];
  return media.kind === 'carousel' ? media.slides.map((slide) => slide.assetId) : [media.assetId];
};

/** A Pin in a form; an empty form for a new one. */
export const draftOf = (pin: Pick<PlannedPinTold, 'content' | 'plannedFor'> | undefined): Draft => ({
  assetIds: assetsOf(pin?.content.media ?? null),
  boardId: pin?.content.boardId ?? '',
  sectionId: pin?.content.sectionId ?? '',
  title: pin?.content.title ?? '',
  description: pin?.content.description ?? '',
  altText: pin?.content.altText ?? '',
  link: pin?.content.link ?? '',
  disclosure: pin?.content.disclosure ?? '',
  labels: pin?.content.labels.join(', ') ?? '',
  utmCampaign: pin?.content.utmCampaign ?? '',
  plannedFor: pin?.plannedFor ?? '',
});

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

// Words beside the slides of a carousel that stay are kept; a video's media is left as it is.
const mediaOf = (assetIds: readonly string[], before: Media): Media => {
  const [assetId] = assetIds;
  if (assetId === undefined) return null;
  if (before?.kind === 'video' && before.assetId === assetId) return before;
  if (assetIds.length === 1) return { kind: 'picture', assetId };
  const known = before?.kind === 'carousel' ? before.slides : [];
  return {
    kind: 'carousel',
    slides: assetIds.map((id) => known.find((slide) => slide.assetId === id) ?? { assetId: id }),
  };
};

/** What the form says, as a Pin's content. */
export const contentOf = (draft: Draft, before: Media): Omit<PinWritten, 'boardWish'> => ({
  media: mediaOf(draft.assetIds, before),
  boardId: orNull(draft.boardId),
  sectionId: orNull(draft.sectionId),
  title: draft.title.trim(),
  description: draft.description.trim(),
  altText: draft.altText.trim(),
  link: orNull(draft.link),
  disclosure: orNull(draft.disclosure),
  labels: wordsOf(draft.labels),
  utmCampaign: orNull(draft.utmCampaign),
});

/** Whether two forms would make the same content, the moment aside. */
export const isSameContent = (one: Draft, other: Draft): boolean =>
  JSON.stringify({ ...one, plannedFor: '' }) === JSON.stringify({ ...other, plannedFor: '' });
