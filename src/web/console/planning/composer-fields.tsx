import { Group, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { Trouble } from '../../kit/trouble.tsx';
import { usePlanningWords } from '../../words/planning.ts';
import type { Draft } from './draft.ts';
import { MediaField } from './media-field.tsx';
import { MomentField } from './moment-field.tsx';
import { boardsQuery, sectionsQuery } from './queries.ts';

// Pinterest's own limits; the checks of the server say the same and decide.
const MOST = { title: 100, description: 800, altText: 500 } as const;

type Props = {
  readonly clientId: string;
  readonly draft: Draft;
  readonly isLocked: boolean;
  readonly finalLink: string | null;
  readonly onChange: (part: Partial<Draft>) => void;
};

const useLeft = () => {
  const { composer: text } = usePlanningWords();
  const write = writerFor(useLocale().locale);
  return (value: string, most: number): string =>
    value.length > most ? text.over(write.count(value.length - most)) : text.left(write.count(most - value.length));
};

const Texts = ({ draft, isLocked, onChange }: Props) => {
  const { composer: text } = usePlanningWords();
  const left = useLeft();
  return (
    <>
      <TextInput
        label={text.titleField}
        description={left(draft.title, MOST.title)}
        value={draft.title}
        readOnly={isLocked}
        onChange={(event) => onChange({ title: event.currentTarget.value })}
      />
      <Textarea
        label={text.description}
        description={left(draft.description, MOST.description)}
        value={draft.description}
        rows={5}
        readOnly={isLocked}
        onChange={(event) => onChange({ description: event.currentTarget.value })}
      />
      <Textarea
        label={text.alt}
        description={`${text.altLead} ${left(draft.altText, MOST.altText)}`}
        value={draft.altText}
        rows={2}
        readOnly={isLocked}
        onChange={(event) => onChange({ altText: event.currentTarget.value })}
      />
    </>
  );
};

const Place = ({ clientId, draft, isLocked, onChange }: Props) => {
  const { composer: text } = usePlanningWords();
  const boards = useQuery(boardsQuery(clientId));
  const sections = useQuery({ ...sectionsQuery(clientId, draft.boardId), enabled: draft.boardId !== '' });
  const options = (first: string, items: readonly { id: string; name: string }[], chosen: string) => [
    { value: '', label: first },
    ...items.map(({ id, name }) => ({ value: id, label: name })),
    // A board that is not in the answer any more stays chosen until somebody chooses another.
    ...(chosen !== '' && !items.some(({ id }) => id === chosen) ? [{ value: chosen, label: chosen }] : []),
  ];
  return (
    <>
      {boards.error !== null && <Trouble error={boards.error} onRetry={() => void boards.refetch()} />}
      <Group grow align="start" gap="sm">
        <NativeSelect
          label={text.board}
          value={draft.boardId}
          disabled={isLocked || boards.data === undefined}
          data={options(text.noBoard, boards.data?.items ?? [], draft.boardId)}
          onChange={(event) => onChange({ boardId: event.currentTarget.value, sectionId: '' })}
        />
        <NativeSelect
          label={text.section}
          value={draft.sectionId}
          disabled={isLocked || draft.boardId === ''}
          data={options(text.noSection, sections.data?.items ?? [], draft.sectionId)}
          onChange={(event) => onChange({ sectionId: event.currentTarget.value })}
        />
      </Group>
    </>
  );
};

const LinkFields = ({ draft, isLocked, finalLink, onChange }: Props) => {
  const { composer: text } = usePlanningWords();
  return (
    <>
      <TextInput
        type="url"
        label={text.link}
        description={text.linkLead}
        placeholder="https://"
        value={draft.link}
        readOnly={isLocked}
        onChange={(event) => onChange({ link: event.currentTarget.value })}
      />
      {finalLink !== null && (
        <Text size="sm" c="dimmed" className="final-link">
          {text.finalLink}: <code>{finalLink}</code>
        </Text>
      )}
      <Group grow align="start" gap="sm">
        <TextInput
          label={text.campaign}
          value={draft.utmCampaign}
          readOnly={isLocked}
          onChange={(event) => onChange({ utmCampaign: event.currentTarget.value })}
        />
        <TextInput
          label={text.disclosure}
          description={text.disclosureLead}
          value={draft.disclosure}
          maxLength={80}
          readOnly={isLocked}
          onChange={(event) => onChange({ disclosure: event.currentTarget.value })}
        />
      </Group>
    </>
  );
};

/** Everything somebody writes and chooses of a Pin. */
export const ComposerFields = (props: Props) => {
  const { composer: text } = usePlanningWords();
  const { draft, isLocked, onChange } = props;
  return (
    <Stack gap="md">
      <MediaField {...props} />
      <Place {...props} />
      <MomentField
        clientId={props.clientId}
        plannedFor={draft.plannedFor}
        isLocked={isLocked}
        onChange={(plannedFor) => onChange({ plannedFor })}
      />
      <Texts {...props} />
      <LinkFields {...props} />
      <TextInput
        label={text.labels}
        description={text.labelsLead}
        value={draft.labels}
        readOnly={isLocked}
        onChange={(event) => onChange({ labels: event.currentTarget.value })}
      />
    </Stack>
  );
};
