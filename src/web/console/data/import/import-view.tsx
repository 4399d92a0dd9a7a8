import { Alert, Progress, Skeleton, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ImportAnswer } from '../../../../api/contract.ts';
import { writerFor } from '../../../kit/numbers.ts';
import { useLocale } from '../../../kit/preferences.tsx';
import { Trouble } from '../../../kit/trouble.tsx';
import { useImportWords } from '../../../words/import.ts';
import { useMay } from '../../me.ts';
import { ChoiceForm, DiscardButton } from './choice-form.tsx';
import { ColumnsPanel } from './columns-panel.tsx';
import { Preview } from './preview.tsx';
import { importQuery, isBusy } from './queries.ts';

const useDays = () => {
  const text = useImportWords();
  const { longDay } = writerFor(useLocale().locale);
  return (outcome: ImportAnswer['outcome']): string => {
    if (outcome === null || outcome.from === null || outcome.to === null) return text.noDays;
    return outcome.from === outcome.to ? longDay(outcome.from) : text.days(longDay(outcome.from), longDay(outcome.to));
  };
};

const Busy = ({ file }: { readonly file: ImportAnswer }) => {
  const text = useImportWords();
  const { count } = writerFor(useLocale().locale);
  const told =
    file.state === 'landing'
      ? text.landing
      : file.state === 'landed'
        ? text.deriving(count(file.underived))
        : text.reading(count(file.rowsDone), count(file.rows));
  const part = file.state === 'uploaded' && file.rows > 0 ? (100 * file.rowsDone) / file.rows : 100;
  return (
    <div>
      <Progress value={part} animated aria-label={told} />
      <Text size="sm" mt="xs" role="status">
        {told}
      </Text>
    </div>
  );
};

const Done = ({ file }: { readonly file: ImportAnswer }) => {
  const text = useImportWords();
  const daysOf = useDays();
  const { count } = writerFor(useLocale().locale);
  return (
    <div className="verdict import-done" data-calm="true" role="status">
      <p>{text.done(count(file.outcome?.good ?? 0), daysOf(file.outcome))}</p>
      <Text size="sm" c="dimmed">
        {text.settled(file.stated.window, text.reportTimes[file.stated.reportTime])} {text.fingerprint}{' '}
        <code>{file.sha256?.slice(0, 12)}</code>
      </Text>
    </div>
  );
};

const About = ({ file }: { readonly file: ImportAnswer }) => {
  const text = useImportWords();
  const daysOf = useDays();
  const { moment } = writerFor(useLocale().locale);
  const { outcome } = file;
  return (
    <Text size="sm" c="dimmed">
      {outcome !== null && `${text.about(file.account, text.levels[outcome.level], daysOf(outcome))}. `}
      {text.uploaded(moment(file.uploadedAt), file.uploadedBy ?? text.someone)}.{' '}
      {(file.state === 'checked' || file.state === 'refused') && text.expires(moment(file.expiresAt))}
    </Text>
  );
};

const Cannot = ({ fault }: Pick<ImportAnswer, 'fault'>) => {
  const text = useImportWords();
  if (fault === null) return null;
  return (
    <Alert color="red" variant="outline" role="alert" title={text.cannot}>
      <Text size="sm">
        {fault.meaning} {fault.remedy} <code>{fault.code}</code>
      </Text>
    </Alert>
  );
};

type ChoosingProps = {
  readonly clientId: string;
  readonly file: ImportAnswer;
  readonly onChanged: () => void;
  readonly onGone: () => void;
};

const Choosing = ({ clientId, file, onChanged, onGone }: ChoosingProps) => {
  const { state, id } = file;
  if (state !== 'checked' && state !== 'refused') return null;
  return (
    <>
      <ColumnsPanel key={file.fault?.code ?? 'read'} clientId={clientId} file={file} onStated={onChanged} />
      {state === 'checked' ? (
        <ChoiceForm clientId={clientId} file={file} onChosen={onChanged} onGone={onGone} />
      ) : (
        <DiscardButton clientId={clientId} importId={id} onGone={onGone} />
      )}
    </>
  );
};

type Props = {
  readonly clientId: string;
  readonly importId: string;
  readonly onGone: () => void;
};

/** One file from the moment it is here: being read, asking something, waiting for a choice, or imported. */
export const ImportView = ({ clientId, importId, onGone }: Props) => {
  const text = useImportWords();
  const { locale } = useLocale();
  const client = useQueryClient();
  const mayChoose = useMay('sync.start');
  const { data: file, error, refetch } = useQuery(importQuery(clientId, importId, locale));
  const look = () => {
    void client.invalidateQueries({ queryKey: ['import', clientId] });
    void client.invalidateQueries({ queryKey: ['imports', clientId] });
  };
  const gone = () => {
    void client.invalidateQueries({ queryKey: ['imports', clientId] });
    onGone();
  };
  if (file === undefined) {
    return error === null ? <Skeleton height={160} /> : <Trouble error={error} onRetry={() => void refetch()} />;
  }
  return (
    <section className="import-view" aria-label={text.states[file.state]}>
      <Title order={3} size="h4">
        {text.states[file.state]}
      </Title>
      <About file={file} />
      {isBusy(file) && <Busy file={file} />}
      {file.state === 'landed' && file.underived === 0 && <Done file={file} />}
      <Cannot fault={file.fault} />
      {file.state === 'checked' && <Preview clientId={clientId} file={file} />}
      {mayChoose && <Choosing clientId={clientId} file={file} onChanged={look} onGone={gone} />}
    </section>
  );
};
