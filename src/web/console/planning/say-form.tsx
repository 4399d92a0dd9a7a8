import { Button, Group, Stack, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Refusal } from '../../kit/refusal.tsx';
import { usePlanningWords } from '../../words/planning.ts';

/** What a person says of a Pin. */
export type Say = 'approve' | 'ask-changes' | 'reject';

type Props = {
  readonly isBusy: boolean;
  readonly error: Error | null;
  readonly label: string;
  /** What is asked beside asking for changes, or turning it down. */
  readonly questions: Readonly<Record<'ask-changes' | 'reject', string>>;
  readonly onSay: (say: Say, comment: string) => void;
};

/** Yes in one press; asking for changes and turning down with a word beside it. */
export const SayForm = ({ isBusy, error, label, questions, onSay }: Props) => {
  const { review: text } = usePlanningWords();
  const [open, setOpen] = useState<'ask-changes' | 'reject'>();
  const [comment, setComment] = useState('');
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (open !== undefined && !isBusy) onSay(open, comment.trim());
  };
  if (open !== undefined) {
    return (
      <form onSubmit={send}>
        <Stack gap="sm">
          <Textarea
            label={questions[open]}
            description={text.commentLead}
            value={comment}
            maxLength={2000}
            rows={3}
            autoFocus
            onChange={(event) => setComment(event.currentTarget.value)}
          />
          <Refusal error={isBusy ? null : error} />
          <Group>
            <Button type="submit" loading={isBusy}>
              {text.send}
            </Button>
            <Button variant="default" onClick={() => setOpen(undefined)}>
              {text.cancel}
            </Button>
          </Group>
        </Stack>
      </form>
    );
  }
  return (
    <fieldset className="say-form">
      <legend className="sr-only">{label}</legend>
      <Button loading={isBusy} onClick={() => onSay('approve', '')}>
        {text.says.approve}
      </Button>
      <Button variant="default" onClick={() => setOpen('ask-changes')}>
        {text.says['ask-changes']}
      </Button>
      <Button variant="subtle" onClick={() => setOpen('reject')}>
        {text.says.reject}
      </Button>
      <Refusal error={isBusy ? null : error} />
    </fieldset>
  );
};
