import { Button, Paper, SegmentedControl, Skeleton, Text, TextInput, Title } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { EntityPage, ThingFigures } from '../../../api/contract.ts';
import { useWorkspaceWords } from '../../words/workspace.ts';
import { levelsBelow, type TableLevel, tableLevel, tableLevels, tableQuestion } from './address.ts';
import { ColumnPicker } from './column-picker.tsx';
import { EntityTable } from './entity-table.tsx';
import { columnsOf, numberOf } from './figures.ts';
import { useRows } from './use-rows.ts';
import { useChangeAddress, useShownMetrics, useWorkspace } from './use-workspace.ts';

// Long enough that a word is asked once and not letter by letter.
const TYPING_MS = 350;

const SearchField = () => {
  const text = useWorkspaceWords();
  const { address } = useWorkspace();
  const change = useChangeAddress();
  const [typed, setTyped] = useState(address.search ?? '');
  const wanted = typed.trim() === '' ? undefined : typed.trim();
  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing asks anew
  useEffect(() => {
    if (wanted === address.search) return undefined;
    const timer = setTimeout(() => change({ search: wanted }), TYPING_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  return (
    <TextInput
      type="search"
      aria-label={text.search}
      placeholder={text.search}
      value={typed}
      maxLength={120}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  );
};

const IdleSwitch = () => {
  const text = useWorkspaceWords();
  const { address } = useWorkspace();
  const change = useChangeAddress();
  return (
    <label className="idle-switch" title={text.idleHow}>
      <input
        type="checkbox"
        checked={address.idle === 'yes'}
        onChange={(event) => change({ idle: event.currentTarget.checked ? 'yes' : undefined })}
      />
      {text.idle}
    </label>
  );
};

const LevelSwitch = ({ level }: { readonly level: TableLevel }) => {
  const text = useWorkspaceWords();
  const { address } = useWorkspace();
  const change = useChangeAddress();
  const below = levelsBelow(address);
  if (below.length < 2) return null;
  return (
    <SegmentedControl
      aria-label={text.level}
      value={level}
      onChange={(value) => {
        const chosen = tableLevels.find((each) => each === value);
        change({ level: chosen === below[0] ? undefined : chosen });
      }}
      data={below.map((value) => ({ value, label: text.tableOf[value] }))}
    />
  );
};

const CsvLink = ({ question }: { readonly question: string }) => {
  const text = useWorkspaceWords();
  const { clientId } = useWorkspace();
  return (
    <Button
      component="a"
      variant="default"
      href={`/api/v1/clients/${clientId}/entities.csv?${question}`}
      download
      title={text.csvHow}
    >
      {text.csv}
    </Button>
  );
};

const Nothing = ({ page }: { readonly page: EntityPage }) => {
  const text = useWorkspaceWords();
  const { address } = useWorkspace();
  const change = useChangeAddress();
  const isUncollected = page.daysIn.delivery.collected === 0;
  const word = address.search === undefined ? text.nothing : text.nothingSearch;
  return (
    <div className="empty" role="status">
      <Text c="dimmed">{isUncollected && address.search === undefined ? text.nothingCollected : word}</Text>
      {address.idle === undefined && (
        <Button variant="default" mt="sm" onClick={() => change({ idle: 'yes' })}>
          {text.showIdle}
        </Button>
      )}
    </div>
  );
};

/** Rows that do not add up to the whole are told, with both numbers: a deleted campaign is in one and not in the other. */
const Difference = ({ page, story }: { readonly page: EntityPage; readonly story: ThingFigures }) => {
  const text = useWorkspaceWords();
  const { address } = useWorkspace();
  const [spend] = useShownMetrics()(['spend']);
  const [shown, whole] = [numberOf(page.total.spend?.value), numberOf(story.figures.spend?.value)];
  const isSame = shown === null || whole === null || shown === whole || address.search !== undefined;
  if (isSame || spend === undefined) return null;
  return (
    <Text size="sm" className="differs">
      {text.differs(spend.written.exact(shown), spend.written.exact(whole))}
    </Text>
  );
};

const Table = ({ story, level }: { readonly story: ThingFigures; readonly level: TableLevel }) => {
  const text = useWorkspaceWords();
  const { clientId, address, catalogue } = useWorkspace();
  const shownOf = useShownMetrics();
  const columns = useMemo(() => columnsOf(catalogue, address), [catalogue, address]);
  const shown = useMemo(() => shownOf(columns), [shownOf, columns]);
  const scroller = useRef<HTMLDivElement>(null);
  const question = tableQuestion(address, { level, columns }).toString();
  const rows = useRows(clientId, question, scroller);
  const page = rows.first.data;
  return (
    <>
      <div className="panel-head">
        <div className="panel-tools">
          <LevelSwitch level={level} />
          <SearchField />
          <IdleSwitch />
        </div>
        <div className="panel-tools side-by-side">
          <ColumnPicker columns={columns} />
          <CsvLink question={question} />
        </div>
      </div>
      {page === undefined && rows.first.error === null && <Skeleton height={320} aria-label={text.rowLoading} />}
      {page !== undefined && page.count === 0 && <Nothing page={page} />}
      {(rows.first.error !== null || (page !== undefined && page.count > 0)) && (
        <EntityTable rows={rows} level={level} shown={shown} scroller={scroller} />
      )}
      {page !== undefined && page.count > 0 && <Difference page={page} story={story} />}
    </>
  );
};

/** What lies below the thing looked at, as a table to sort, search, narrow and take away. */
export const EntitiesPanel = ({ story }: { readonly story: ThingFigures }) => {
  const text = useWorkspaceWords();
  const { address } = useWorkspace();
  const level = tableLevel(address);
  if (level === undefined) return null;
  const inside = story.path.at(-1);
  return (
    <Paper withBorder p="md" component="section" aria-label={text.tableOf[level]}>
      <Title order={2} size="h3" mb="xs">
        {text.tableOf[level]} {inside?.name !== null && inside !== undefined && text.inside(inside.name)}
      </Title>
      <Table key={address.of ?? ''} story={story} level={level} />
    </Paper>
  );
};
