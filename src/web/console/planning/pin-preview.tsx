import { Text } from '@mantine/core';
import type { PinWritten } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { usePlanningWords } from '../../words/planning.ts';

/** What shows the pictures of a Pin: by session in the console, by link outside it. */
export type PictureOf = (props: { readonly assetId: string; readonly alt: string }) => React.ReactNode;

type Props = {
  readonly content: Pick<PinWritten, 'media' | 'title' | 'description' | 'altText' | 'link' | 'disclosure'>;
  readonly Picture: PictureOf;
};

const hostOf = (link: string | null): string | undefined => (link === null ? undefined : URL.parse(link)?.host);

/** A Pin in the shape Pinterest shows it in. */
export const PinPreview = ({ content, Picture }: Props) => {
  const { composer: text, untitled } = usePlanningWords();
  const write = writerFor(useLocale().locale);
  const { media, disclosure } = content;
  const slides =
    media === null ? [] : media.kind === 'carousel' ? media.slides.map((each) => each.assetId) : [media.assetId];
  const host = hostOf(content.link);
  const words = [disclosure ?? '', content.description].filter((each) => each !== '').join(' ');
  return (
    <article className="pin-preview-card">
      <div className={slides.length > 1 ? 'preview-slides' : 'preview-picture'}>
        {slides.map((assetId, at) => (
          <Picture
            key={assetId}
            assetId={assetId}
            alt={slides.length > 1 ? text.slide(write.count(at + 1), write.count(slides.length)) : content.altText}
          />
        ))}
        {slides.length === 0 && <span className="preview-empty">{text.media}</span>}
      </div>
      <div className="preview-words">
        {host !== undefined && (
          <Text size="sm" c="dimmed">
            {host}
          </Text>
        )}
        <Text fw={650}>{content.title === '' ? untitled : content.title}</Text>
        {words !== '' && <Text size="sm">{words}</Text>}
      </div>
    </article>
  );
};
