import { Alert, Anchor, Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { PlannedPinPage } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale, useTitle, useWords } from '../../kit/preferences.tsx';
import { Refusal } from '../../kit/refusal.tsx';
import { Trouble } from '../../kit/trouble.tsx';
import { usePlanningWords } from '../../words/planning.ts';
import { useMay } from '../me.ts';
import { AssetPicture } from './asset-picture.tsx';
import { ChangesPanel } from './changes-panel.tsx';
import { CommentsPanel } from './comments-panel.tsx';
import { ComposerFields } from './composer-fields.tsx';
import { contentOf, type Draft, draftOf, isSameContent } from './draft.ts';
import { PinPreview } from './pin-preview.tsx';
import { useBoardNames } from './planning-page.tsx';
import { ProblemsPanel } from './problems-panel.tsx';
import { plannedPinQuery } from './queries.ts';
import { RepeatDialog } from './repeat-dialog.tsx';
import { ReviewPanel } from './review-panel.tsx';
import { useSavePin } from './use-save-pin.ts';

type Shown = { readonly clientId: string; readonly page: PlannedPinPage | undefined };

const Back = ({ clientId }: { readonly clientId: string }) => {
  const { composer: text } = usePlanningWords();
  return (
    <nav aria-label={text.back}>
      <Link to="/clients/$clientId/planning" params={{ clientId }} className="trail-link">
        ← {text.back}
      </Link>
    </nav>
  );
};

const Live = ({ clientId, page }: { readonly clientId: string; readonly page: PlannedPinPage }) => {
  const { composer: text } = usePlanningWords();
  const write = writerFor(useLocale().locale);
  const { livePinId, liveAt } = page.pin;
  if (livePinId === null || liveAt === null) return null;
  return (
    <Alert color="pine" variant="outline" title={text.liveAt(write.moment(liveAt))}>
      <Group gap="md">
        <Link to="/clients/$clientId/pins/$pinId" params={{ clientId, pinId: livePinId }} className="trail-link">
          {text.results}
        </Link>
        <Anchor href={`https://www.pinterest.com/pin/${livePinId}/`} target="_blank" rel="noreferrer noopener">
          {text.onPinterest} <span aria-hidden="true">↗</span>
        </Anchor>
      </Group>
    </Alert>
  );
};

const useForm = ({ clientId, page }: Shown) => {
  const pin = page?.pin;
  const navigate = useNavigate();
  const kept = draftOf(pin);
  const [draft, setDraft] = useState<Draft>(kept);
  const save = useSavePin(clientId, pin);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (save.isPending) return;
    save.mutate(draft, {
      onSuccess: (pinId) => {
        if (pin !== undefined) return;
        void navigate({
          to: '/clients/$clientId/planning/$plannedPinId',
          params: { clientId, plannedPinId: pinId },
          replace: true,
        });
      },
    });
  };
  const isChanged = !isSameContent(draft, kept) || draft.plannedFor !== kept.plannedFor;
  return { draft, change: (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part })), save, submit, isChanged };
};

type FormState = ReturnType<typeof useForm>;

const Side = ({ clientId, page, draft }: Shown & Pick<FormState, 'draft'>) => {
  const { composer: text } = usePlanningWords();
  const boards = useBoardNames(clientId);
  const mayWrite = useMay('content.write');
  const content = contentOf(draft, page?.pin.content.media ?? null);
  return (
    <Stack gap="md" className="composer-side">
      <section aria-label={text.preview}>
        <PinPreview content={content} Picture={(props) => <AssetPicture clientId={clientId} {...props} />} />
      </section>
      {page !== undefined && (
        <>
          {page.pin.state !== 'live' && mayWrite && <ProblemsPanel clientId={clientId} page={page} />}
          <ReviewPanel clientId={clientId} page={page} />
          <Repeat clientId={clientId} page={page} />
          <ChangesPanel clientId={clientId} page={page} boards={boards} />
          <CommentsPanel clientId={clientId} page={page} />
        </>
      )}
    </Stack>
  );
};

const Notes = ({ clientId, page, isLocked }: Shown & { readonly isLocked: boolean }) => {
  const { composer: text } = usePlanningWords();
  if (page === undefined) return null;
  const { state, isLocked: isGone } = page.pin;
  return (
    <>
      <Live clientId={clientId} page={page} />
      {isGone && state !== 'live' && <Text size="sm">{text.locked}</Text>}
      {state === 'approved' && !isLocked && <Text size="sm">{text.voids}</Text>}
    </>
  );
};

const Repeat = ({ clientId, page }: { readonly clientId: string; readonly page: PlannedPinPage }) => {
  const { repeat: text } = usePlanningWords();
  const [isOpen, setOpen] = useState(false);
  const { plannedFor, content, state } = page.pin;
  if (!page.may.write || plannedFor === null || content.boardId === null || state === 'removed') return null;
  return (
    <div>
      <Button variant="default" onClick={() => setOpen(true)}>
        {text.open}
      </Button>
      {isOpen && <RepeatDialog clientId={clientId} pin={page.pin} onClose={() => setOpen(false)} />}
    </div>
  );
};

const SaveBar = ({ save, isChanged, isNew }: Pick<FormState, 'save' | 'isChanged'> & { readonly isNew: boolean }) => {
  const { composer: text } = usePlanningWords();
  const kept = save.isSuccess ? text.saved : '';
  return (
    <Group className="composer-save">
      <Button type="submit" loading={save.isPending} disabled={!isChanged && !isNew}>
        {text.save}
      </Button>
      <Text role="status" size="sm">
        {isChanged && !isNew ? text.unsaved : kept}
      </Text>
    </Group>
  );
};

const Composer = ({ clientId, page }: Shown) => {
  const { composer: text, untitled } = usePlanningWords();
  const mayWrite = useMay('content.write');
  const { draft, change, save, submit, isChanged } = useForm({ clientId, page });
  const pin = page?.pin;
  const isLocked = !mayWrite || pin?.isLocked === true || pin?.state === 'removed';
  const named = draft.title.trim() === '' ? untitled : draft.title;
  const name = pin === undefined ? text.newTitle : named;
  useTitle(name);
  return (
    <div className="composer">
      <form onSubmit={submit} className="composer-form">
        <Stack gap="md">
          <Title order={1}>{name}</Title>
          <Notes clientId={clientId} page={page} isLocked={isLocked} />
          <ComposerFields
            clientId={clientId}
            draft={draft}
            isLocked={isLocked}
            finalLink={isChanged ? null : (page?.finalLink ?? null)}
            onChange={change}
          />
          <Refusal error={save.isPending ? null : save.error} />
          {!isLocked && <SaveBar save={save} isChanged={isChanged} isNew={pin === undefined} />}
        </Stack>
      </form>
      <Side clientId={clientId} page={page} draft={draft} />
    </div>
  );
};

/** A new Pin, which is kept when it is saved for the first time. */
export const NewPinPage = () => {
  const { clientId } = useParams({ from: '/shell/clients/$clientId/planning/new' });
  return (
    <Stack gap="md">
      <Back clientId={clientId} />
      <Composer clientId={clientId} page={undefined} />
    </Stack>
  );
};

/** One planned Pin: written, looked at, checked, talked about and approved. */
export const ComposerPage = () => {
  const { clientId, plannedPinId } = useParams({ from: '/shell/clients/$clientId/planning/$plannedPinId' });
  const { loading } = useWords();
  const { locale } = useLocale();
  const { data, error, failureReason, refetch } = useQuery(plannedPinQuery({ clientId, pinId: plannedPinId, locale }));
  const trouble = data === undefined ? (error ?? failureReason) : null;
  return (
    <Stack gap="md">
      <Back clientId={clientId} />
      {trouble !== null && <Trouble error={trouble} onRetry={() => void refetch()} />}
      {trouble === null && data === undefined && (
        <Skeleton height={560} role="status" aria-label={loading} aria-busy="true" />
      )}
      {data !== undefined && <Composer key={`${data.pin.id} ${data.pin.version}`} clientId={clientId} page={data} />}
    </Stack>
  );
};
