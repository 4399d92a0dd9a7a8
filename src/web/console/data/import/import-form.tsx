import { Button, NativeSelect, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import type { ImportAnswer, ImportList } from '../../../../api/contract.ts';
import { Refusal } from '../../../kit/refusal.tsx';
import { useImportWords } from '../../../words/import.ts';
import { sendFile } from './queries.ts';

const MEGA = 1 << 20;

const levels = ['account', 'campaign', 'adGroup', 'ad'] as const;
const times = ['TIME_OF_AD_ACTION', 'TIME_OF_CONVERSION'] as const;

const FileField = (props: {
  readonly most: string;
  readonly complaint: string | undefined;
  readonly onChoose: (file: File | undefined) => void;
}) => {
  const text = useImportWords();
  const [field, hint, wrong] = [useId(), useId(), useId()];
  const { complaint } = props;
  return (
    <div className="import-file">
      <label htmlFor={field}>{text.file}</label>
      <input
        id={field}
        type="file"
        accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
        aria-describedby={complaint === undefined ? hint : `${hint} ${wrong}`}
        aria-invalid={complaint !== undefined}
        onChange={(event) => props.onChoose(event.currentTarget.files?.[0])}
      />
      <Text size="sm" c="dimmed" id={hint}>
        {text.fileHint(props.most)}
      </Text>
      {complaint !== undefined && (
        <Text size="sm" className="wrong" id={wrong} role="alert">
          {complaint}
        </Text>
      )}
    </div>
  );
};

type Props = {
  readonly clientId: string;
  readonly may: Pick<ImportList, 'accounts' | 'windows' | 'maxBytes'>;
  readonly onSent: (answer: ImportAnswer) => void;
};

/** Chooses a file and states what it does not carry: its account, level, window and report time. */
export const ImportForm = ({ clientId, may, onSent }: Props) => {
  const text = useImportWords();
  const [file, setFile] = useState<File>();
  const [complaint, setComplaint] = useState<string>();
  const [account, setAccount] = useState(may.accounts[0]?.id ?? '');
  const [level, setLevel] = useState('');
  const [window, setWindow] = useState('30/30/1');
  const [reportTime, setReportTime] = useState<string>(times[0]);
  const send = useMutation({
    mutationFn: (chosen: File) => sendFile(clientId, { file: chosen, account, level, window, reportTime }),
    onSuccess: onSent,
  });
  const most = `${Math.round(may.maxBytes / MEGA)} MB`;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (send.isPending) return;
    const wrong = file === undefined ? text.chooseFile : file.size > may.maxBytes ? text.tooLarge(most) : undefined;
    setComplaint(wrong);
    if (wrong === undefined && file !== undefined) send.mutate(file);
  };
  if (may.accounts.length === 0) return <Text c="dimmed">{text.noAccounts}</Text>;
  return (
    <form onSubmit={submit} noValidate aria-label={text.title}>
      <FileField
        most={most}
        complaint={complaint}
        onChoose={(chosen) => {
          setFile(chosen);
          setComplaint(undefined);
        }}
      />
      <div className="filters import-fields">
        <NativeSelect
          label={text.account}
          value={account}
          onChange={(event) => setAccount(event.currentTarget.value)}
          data={may.accounts.map(({ id, label, currency }) => ({ value: id, label: `${label ?? id} (${currency})` }))}
        />
        <NativeSelect
          label={text.level}
          value={level}
          onChange={(event) => setLevel(event.currentTarget.value)}
          data={[
            { value: '', label: text.levelTold },
            ...levels.map((each) => ({ value: each, label: text.levels[each] })),
          ]}
        />
        <NativeSelect
          label={text.window}
          value={window}
          onChange={(event) => setWindow(event.currentTarget.value)}
          data={[...may.windows]}
        />
        <NativeSelect
          label={text.reportTime}
          value={reportTime}
          onChange={(event) => setReportTime(event.currentTarget.value)}
          data={times.map((each) => ({ value: each, label: text.reportTimes[each] }))}
        />
      </div>
      <Text size="sm" c="dimmed" mb="sm">
        {text.windowHint}
      </Text>
      <Refusal error={send.error} />
      <Button type="submit" mt="xs" loading={send.isPending}>
        {text.send}
      </Button>
      <span role="status" className="sr-only">
        {send.isPending ? text.sending : ''}
      </span>
    </form>
  );
};
