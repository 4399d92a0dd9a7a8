import { Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import type { ImportAnswer } from '../../../../api/contract.ts';
import { writerFor } from '../../../kit/numbers.ts';
import { useLocale } from '../../../kit/preferences.tsx';
import { Refusal } from '../../../kit/refusal.tsx';
import { useImportWords } from '../../../words/import.ts';
import { discardFile, landFile } from './queries.ts';

type TickProps = {
  readonly kind: 'radio' | 'checkbox';
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly hint?: string;
  readonly children: ReactNode;
};

const Tick = ({ kind, isOn, onChange, hint, children }: TickProps) => {
  const [field, about] = [useId(), useId()];
  return (
    <div className="import-tick">
      <input
        id={field}
        type={kind}
        checked={isOn}
        onChange={(event) => onChange(event.currentTarget.checked)}
        {...(hint === undefined ? {} : { 'aria-describedby': about })}
      />
      <div>
        <label htmlFor={field}>{children}</label>
        {hint !== undefined && (
          <Text size="sm" c="dimmed" id={about}>
            {hint}
          </Text>
        )}
      </div>
    </div>
  );
};

/** Throws the file away. */
export const DiscardButton = (props: { clientId: string; importId: string; onGone: () => void }) => {
  const text = useImportWords();
  const discard = useMutation({
    mutationFn: () => discardFile(props.clientId, props.importId),
    onSuccess: props.onGone,
  });
  return (
    <>
      <Button variant="default" loading={discard.isPending} onClick={() => discard.mutate()}>
        {text.discard}
      </Button>
      <Refusal error={discard.error} />
    </>
  );
};

type Props = {
  readonly clientId: string;
  readonly file: ImportAnswer;
  readonly onChosen: () => void;
  readonly onGone: () => void;
};

/** What becomes of a checked file: all or the good rows, for whole days or its own rows, over Pinterest or not. */
export const ChoiceForm = ({ clientId, file, onChosen, onGone }: Props) => {
  const text = useImportWords();
  const { count } = writerFor(useLocale().locale);
  const { outcome } = file;
  const [rows, setRows] = useState<'all' | 'good'>('all');
  const [wholeDays, setWhole] = useState(true);
  const [overPinterest, setOver] = useState(false);
  const land = useMutation({
    mutationFn: () => landFile(clientId, file.id, { rows, wholeDays, overPinterest }),
    onSuccess: onChosen,
  });
  if (outcome === null) return null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!land.isPending) land.mutate();
  };
  const isTwice = (outcome.rules.twice ?? 0) > 0;
  const discard = <DiscardButton clientId={clientId} importId={file.id} onGone={onGone} />;
  if (isTwice || outcome.good === 0) {
    return (
      <div className="import-choice">
        <Text className="wrong">{isTwice ? text.twiceRefused : text.nothingGood}</Text>
        {discard}
      </div>
    );
  }
  const { comparison } = outcome;
  const isOverPossible = (comparison?.delivery?.pinterestDays ?? 0) + (comparison?.conversion?.pinterestDays ?? 0) > 0;
  return (
    <form className="import-choice" onSubmit={submit}>
      <fieldset>
        <legend>{text.choose}</legend>
        {outcome.bad > 0 && (
          <>
            <Tick kind="radio" isOn={rows === 'all'} onChange={() => setRows('all')}>
              {text.rowsAll}
            </Tick>
            <Tick kind="radio" isOn={rows === 'good'} onChange={() => setRows('good')}>
              {text.rowsGood(count(outcome.good))}
            </Tick>
          </>
        )}
        <Tick kind="checkbox" isOn={wholeDays} onChange={setWhole} hint={text.wholeHint}>
          {text.whole}
        </Tick>
        {isOverPossible && (
          <Tick kind="checkbox" isOn={overPinterest} onChange={setOver} hint={text.overHint}>
            {text.over}
          </Tick>
        )}
      </fieldset>
      <Refusal error={land.error} />
      <Group mt="sm">
        <Button type="submit" loading={land.isPending}>
          {text.land}
        </Button>
        {discard}
      </Group>
    </form>
  );
};
