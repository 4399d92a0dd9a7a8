import { Paper, Stack, Text } from '@mantine/core';
import type { PlannedPinTold, ReviewPage } from '../../../api/contract.ts';
import { CommentList } from '../../console/planning/comments-panel.tsx';
import { type PictureOf, PinPreview } from '../../console/planning/pin-preview.tsx';
import { type Say, SayForm } from '../../console/planning/say-form.tsx';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { usePlanningWords } from '../../words/planning.ts';

type Props = {
  readonly pin: PlannedPinTold;
  readonly finalLink: string | null;
  readonly comments: ReviewPage['pins'][number]['comments'];
  readonly Picture: PictureOf;
  readonly said: { readonly isBusy: boolean; readonly error: Error | null; readonly outcome: string | undefined };
  readonly word: Say | undefined;
  readonly onSay: (say: Say, comment: string) => void;
};

const Moment = ({ pin }: Pick<Props, 'pin'>) => {
  const { client: text } = usePlanningWords();
  const write = writerFor(useLocale().locale);
  if (pin.liveAt !== null) return <Text size="sm">{text.wentOut(write.moment(pin.liveAt))}</Text>;
  return pin.plannedFor === null ? null : <Text size="sm">{text.goesOut(write.wall(pin.plannedFor))}</Text>;
};

/** One Pin for somebody of the client: what it is, when it goes out, and three things to say. */
export const ReviewCard = ({ pin, finalLink, comments, Picture, said, word, onSay }: Props) => {
  const { client: text, untitled } = usePlanningWords();
  const title = pin.content.title === '' ? untitled : pin.content.title;
  const isSaid = said.outcome === 'said' && word !== undefined;
  return (
    <Paper withBorder component="li" className="review-card" p="md">
      <Stack gap="sm">
        <PinPreview content={pin.content} Picture={Picture} />
        <Moment pin={pin} />
        {finalLink !== null && (
          <Text size="sm" c="dimmed" className="final-link">
            {text.leadsTo}: {finalLink}
          </Text>
        )}
        {comments.length > 0 && <CommentList comments={comments} />}
        <Text role="status" size="sm" fw={600}>
          {isSaid ? text.thanks[word] : said.outcome !== undefined && said.outcome !== 'said' ? text.stale : ''}
        </Text>
        {pin.state === 'at-client' && !isSaid && (
          <SayForm
            label={title}
            isBusy={said.isBusy}
            error={said.error}
            questions={{ 'ask-changes': text.what, reject: text.whyNot }}
            onSay={onSay}
          />
        )}
      </Stack>
    </Paper>
  );
};
