import { Group, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Annotation, AnnotationRequest } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { ask } from '../../kit/server.ts';
import { useGoalsWords } from '../../words/goals.ts';
import { Dialog, fieldErrors } from './dialog.tsx';
import { refresh } from './queries.ts';

// As long as the server takes.
const TEXT_MAX = 280;

const audiences = ['internal', 'client'] as const;

type Props = {
  readonly clientId: string;
  /** The note to change; a new one when left out. */
  readonly note?: Annotation | undefined;
  readonly today: string;
  readonly onClose: () => void;
};

const draftOf = (note: Annotation | undefined, today: string): AnnotationRequest =>
  note === undefined
    ? { from: today, to: today, text: '', audience: 'internal' }
    : { from: note.from, to: note.to, text: note.text, audience: note.audience };

/** Writes a note beside some days, or changes one. */
export const NoteDialog = ({ clientId, note, today, onClose }: Props) => {
  const { notes, ...text } = useGoalsWords();
  const write = writerFor(useLocale().locale);
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(note, today));
  const [isTried, setTried] = useState(false);
  const change = (part: Partial<AnnotationRequest>) => setDraft((before) => ({ ...before, ...part }));
  // One day is the rule: the last day follows the first until it is chosen apart.
  const changeFrom = (from: string) =>
    change(draft.to === draft.from || draft.to < from ? { from, to: from } : { from });
  const path = `/clients/${clientId}/annotations${note === undefined ? '' : `/${note.id}`}`;
  const send = useMutation({
    mutationFn: () => ask<Annotation>(path, { method: note === undefined ? 'POST' : 'PATCH', body: draft }),
    onSuccess: async () => {
      await refresh(client, 'notes', clientId);
      onClose();
    },
  });
  const submit = () => {
    setTried(true);
    if (draft.from !== '' && draft.to !== '') send.mutate();
  };
  const errors = fieldErrors(send.error);
  const dayError = (day: string) => (isTried && day === '' ? text.dayUnread : undefined);
  return (
    <Dialog
      title={note === undefined ? notes.addTitle : notes.changeTitle}
      action={text.save}
      error={send.error}
      isBusy={send.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <Group grow align="start" gap="sm">
        <TextInput
          type="date"
          label={text.from}
          value={draft.from}
          error={errors.from ?? dayError(draft.from)}
          onChange={(event) => changeFrom(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={text.to}
          value={draft.to}
          error={errors.to ?? dayError(draft.to)}
          onChange={(event) => change({ to: event.currentTarget.value })}
        />
      </Group>
      <Textarea
        label={notes.text}
        description={notes.textLead(write.count(TEXT_MAX - draft.text.length))}
        value={draft.text}
        maxLength={TEXT_MAX}
        rows={3}
        error={errors.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
      <NativeSelect
        label={notes.audience}
        value={draft.audience}
        data={audiences.map((value) => ({ value, label: notes.audiences[value] }))}
        onChange={(event) =>
          change({ audience: audiences.find((each) => each === event.currentTarget.value) ?? 'internal' })
        }
      />
    </Dialog>
  );
};
