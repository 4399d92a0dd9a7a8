import { Button, NativeSelect, Paper, Skeleton, Text, Textarea, Title } from '@mantine/core';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ClientNote, ClientNoteList, ClientNoteRequest } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { ask } from '../../kit/server.ts';
import { Trouble } from '../../kit/trouble.tsx';
import { useGoalsWords } from '../../words/goals.ts';
import { useSettingsWords } from '../../words/settings.ts';
import { useMay } from '../me.ts';
import { Dialog, fieldErrors } from './dialog.tsx';
import { RemoveDialog } from './remove-dialog.tsx';

// As long as the server takes.
const TEXT_MAX = 2000;

const audiences = ['internal', 'client'] as const;

const clientNotesQuery = (clientId: string) =>
  queryOptions({
    queryKey: ['client-notes', clientId],
    queryFn: () => ask<ClientNoteList>(`/clients/${clientId}/notes`),
  });

type Open =
  | { readonly what: 'add' }
  | { readonly what: 'change'; readonly note: ClientNote }
  | { readonly what: 'remove'; readonly note: ClientNote };

type WriteProps = {
  readonly clientId: string;
  readonly note: ClientNote | undefined;
  readonly onClose: () => void;
};

const WriteDialog = ({ clientId, note, onClose }: WriteProps) => {
  const { clientNotes: text } = useSettingsWords();
  const { notes, ...words } = useGoalsWords();
  const write = writerFor(useLocale().locale);
  const client = useQueryClient();
  const [draft, setDraft] = useState<ClientNoteRequest>({
    text: note?.text ?? '',
    audience: note?.audience ?? 'internal',
  });
  const path = `/clients/${clientId}/notes${note === undefined ? '' : `/${note.id}`}`;
  const send = useMutation({
    mutationFn: () => ask<ClientNote>(path, { method: note === undefined ? 'POST' : 'PATCH', body: draft }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['client-notes', clientId] });
      onClose();
    },
  });
  const choose = (value: string): void =>
    setDraft({ ...draft, audience: audiences.find((each) => each === value) ?? 'internal' });
  return (
    <Dialog
      title={note === undefined ? text.addTitle : text.changeTitle}
      action={words.save}
      error={send.error}
      isBusy={send.isPending}
      onSubmit={() => send.mutate()}
      onClose={onClose}
    >
      <Textarea
        label={text.text}
        description={text.textLead(write.count(TEXT_MAX - draft.text.length))}
        value={draft.text}
        maxLength={TEXT_MAX}
        rows={6}
        error={fieldErrors(send.error).text}
        onChange={(event) => setDraft({ ...draft, text: event.currentTarget.value })}
      />
      <NativeSelect
        label={notes.audience}
        value={draft.audience}
        data={audiences.map((value) => ({ value, label: notes.audiences[value] }))}
        onChange={(event) => choose(event.currentTarget.value)}
      />
    </Dialog>
  );
};

type NoteProps = { readonly note: ClientNote; readonly onOpen: ((open: Open) => void) | undefined };

const Note = ({ note, onOpen }: NoteProps) => {
  const { clientNotes: text, remove } = useSettingsWords();
  const { notes } = useGoalsWords();
  const when = writerFor(useLocale().locale).moment(note.writtenAt);
  // People of the client see only what is meant for them, and need not be told so.
  const seesAudience = useMay('clients.read');
  const about = [
    when,
    ...(seesAudience ? [notes.audiences[note.audience]] : []),
    ...(note.writtenBy === null ? [] : [notes.by(note.writtenBy)]),
  ];
  return (
    <li className={`note note-${note.audience}`}>
      <div>
        <p className="note-text">{note.text}</p>
        <Text size="sm" c="dimmed">
          {about.join(' · ')}
        </Text>
      </div>
      {onOpen !== undefined && (
        <div className="goal-actions">
          <Button
            size="compact-sm"
            variant="default"
            aria-label={text.changeOf(when)}
            onClick={() => onOpen({ what: 'change', note })}
          >
            {text.change}
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            aria-label={text.removeOf(when)}
            onClick={() => onOpen({ what: 'remove', note })}
          >
            {remove}
          </Button>
        </div>
      )}
    </li>
  );
};

/** What the team wants to remember of a client and that belongs to no day. */
export const ClientNotesPanel = ({ clientId }: { readonly clientId: string }) => {
  const { clientNotes: text } = useSettingsWords();
  const mayWrite = useMay('notes.write');
  const { data, error, failureReason, refetch } = useQuery(clientNotesQuery(clientId));
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const trouble = data === undefined ? (error ?? failureReason) : null;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="client-notes">
      <div className="panel-head">
        <div>
          <Title order={2} size="h3" id="client-notes">
            {text.title}
          </Title>
          <Text size="sm" c="dimmed">
            {text.lead}
          </Text>
        </div>
        {mayWrite && (
          <Button variant="default" onClick={() => setOpen({ what: 'add' })}>
            {text.add}
          </Button>
        )}
      </div>
      {trouble !== null && <Trouble error={trouble} onRetry={() => void refetch()} />}
      {trouble === null && data === undefined && <Skeleton height={80} />}
      {data?.items.length === 0 && <Text c="dimmed">{text.none}</Text>}
      <ul className="notes">
        {data?.items.map((note) => (
          <Note key={note.id} note={note} onOpen={mayWrite ? setOpen : undefined} />
        ))}
      </ul>
      {open?.what === 'remove' && (
        <RemoveDialog
          clientId={clientId}
          what="client-notes"
          path={`/clients/${clientId}/notes/${open.note.id}`}
          title={text.removeTitle}
          lead={open.note.text}
          onClose={close}
        />
      )}
      {(open?.what === 'add' || open?.what === 'change') && (
        <WriteDialog clientId={clientId} note={open.what === 'change' ? open.note : undefined} onClose={close} />
      )}
    </Paper>
  );
};
