import { markedLink } from '../../act/index.ts';
import type { ContentSettings, PinContent } from '../shapes.ts';

/** What fills the places of a UTM pattern. */
type Fill = { readonly campaign: string; readonly board: string; readonly date: string };

const filled = (pattern: string, fill: Fill): string =>
  pattern.replaceAll('{campaign}', fill.campaign).replaceAll('{board}', fill.board).replaceAll('{date}', fill.date);

/**
 * The address a Pin leads to, as it will be sent: the author's, with the client's UTM parameters where the author gave none,
 * and with the publication's own mark. Null for a Pin without a link, and for an address that is none.
 *
 * @personal none
 */
export const finalLink = (
  content: Pick<PinContent, 'link' | 'utmCampaign' | 'boardId'>,
  input: { pinId: string; plannedFor: string | null; settings: Pick<ContentSettings, 'utm' | 'markPlace'> },
): string | null => {
  if (content.link === null || !URL.canParse(content.link)) return null;
  const url = new URL(content.link);
  const fill = {
    campaign: content.utmCampaign ?? '',
    board: content.boardId ?? '',
    date: input.plannedFor?.slice(0, 10) ?? '',
  };
  for (const [name, pattern] of Object.entries(input.settings.utm)) {
    const word = filled(pattern, fill);
    if (word !== '' && !url.searchParams.has(`utm_${name}`)) url.searchParams.set(`utm_${name}`, word);
  }
  return markedLink(url.href, { effectId: input.pinId, place: input.settings.markPlace });
};
