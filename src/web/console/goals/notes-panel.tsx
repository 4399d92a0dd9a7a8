import { Button, Paper, Skeleton, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Annotation } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { Trouble } from '../../kit/trouble.tsx';
import { useGoalsWords } from '../../words/goals.ts';
import { useMay } from '../me.ts';
import { NoteDialog } from './note-dialog.tsx';
import { notesQuery } from './queries.ts';
import { RemoveDialog } from './remove-dialog.tsx';

type Open = { readonly what: 'change' | 'remove'; readonly note: Annotation } | { readonly what: 'add' };

const useDaysOf = () => {
  const write = writerFor(useLocale().locale);
  return ({ from, to }: Annotation): string =>
    from === to ? write.longDay(from) : `${write.longDay(from)} – ${write.longDay(to)}`;
};

type NoteProps = { readonly note: Annotation; readonly onOpen: ((open: Open) => void) | undefined };

const Note = ({ note, onOpen }: NoteProps) => {
  const { notes, ...text } = useGoalsWords();
  const when = useDaysOf()(note);
  // People of the client see only what is meant for them, and need not be told so.
  const seesAudience = useMay('clients.read');
  const about = [
    ...(seesAudience ? [notes.audiences[note.audience]] : []),
    ...(note.writtenBy === null ? [] : [notes.by(note.writtenBy)]),
  ];
  return (
    <li className={`note note-${note.audience}`}>
      <div>
        <span className="note-when">{when}</span>
        <p className="note-text">{note.text}</p>
        {about.length > 0 && (
          <Text size="sm" c="dimmed">
            {about.join(' · ')}
          </Text>
        )}
      </div>
      {onOpen !== undefined && (
        <div className="goal-actions">
          <Button
            size="compact-sm"
            variant="default"
            aria-label={text.change(notes.what(when))}
            onClick={() => onOpen({ what: 'change', note })}
          >
            {text.changeShort}
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            aria-label={text.remove(notes.what(when))}
            onClick={() => onOpen({ what: 'remove', note })}
          >
            {text.removeShort}
          </Button>
        </div>
      )}
    </li>
  );
};

type ListProps = { readonly clientId: string; readonly onOpen: ((open: Open) => void) | undefined };

const List = ({ clientId, onOpen }: ListProps) => {
  const { notes } = useGoalsWords();
  const { data, error, failureReason, refetch } = useQuery(notesQuery(clientId));
  const trouble = data === undefined ? (error ?? failureReason) : null;
  if (trouble !== null) return <Trouble error={trouble} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton height={80} />;
  if (data.items.length === 0) return <Text c="dimmed">{notes.none}</Text>;
  return (
    <ul className="notes">
      {data.items.map((note) => (
        <Note key={note.id} note={note} onOpen={onOpen} />
      ))}
    </ul>
  );
};

/** What people wrote beside days; who may write adds, changes and removes it here. */
export const NotesPanel = ({ clientId, today }: { readonly clientId: string; readonly today: string }) => {
  const { notes } = useGoalsWords();
  const daysOf = useDaysOf();
  const mayWrite = useMay('notes.write');
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="notes">
      <div className="panel-head">
        <div>
          <Title order={2} size="h3" id="notes">
            {notes.title}
          </Title>
          <Text size="sm" c="dimmed">
            {notes.lead}
          </Text>
        </div>
        {mayWrite && (
          <Button variant="default" onClick={() => setOpen({ what: 'add' })}>
            {notes.add}
          </Button>
        )}
      </div>
      <List clientId={clientId} onOpen={mayWrite ? setOpen : undefined} />
      {open?.what === 'remove' && (
        <RemoveDialog
          clientId={clientId}
          what="notes"
          path={`/clients/${clientId}/annotations/${open.note.id}`}
          title={notes.removeTitle}
          lead={`${daysOf(open.note)}: ${open.note.text}`}
          onClose={close}
        />
      )}
      {(open?.what === 'add' || open?.what === 'change') && (
        <NoteDialog
          clientId={clientId}
          note={open.what === 'change' ? open.note : undefined}
          today={today}
          onClose={close}
        />
      )}
    </Paper>
  );
};
