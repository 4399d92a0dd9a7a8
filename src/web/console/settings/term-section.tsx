import { Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ClientSettings } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { ServerProblem } from '../../kit/server.ts';
import { useSettingsWords } from '../../words/settings.ts';
import { keptFrom } from './kept-from.ts';
import { useSettingsChange } from './queries.ts';
import { Section } from './section.tsx';

const LONGEST = 120;

const monthsIn = (typed: string): number | undefined => {
  const months = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : 0;
  return months >= 1 && months <= LONGEST ? months : undefined;
};

/** How long figures are kept; a shorter term says what goes, and waits for a yes. */
export const TermSection = ({ settings }: { readonly settings: ClientSettings }) => {
  const { term: text } = useSettingsWords();
  const { longDay } = writerFor(useLocale().locale);
  const [typed, setTyped] = useState(String(settings.keepMonths));
  const [isSure, setSure] = useState(false);
  const [isTried, setTried] = useState(false);
  const save = useSettingsChange(settings.id);
  const months = monthsIn(typed);
  const stays = months === undefined ? undefined : keptFrom(months, settings.today);
  const isShorter = months !== undefined && months < settings.keepMonths;
  const submit = (): void => {
    setTried(true);
    if (months === undefined || stays === undefined || (isShorter && !isSure)) return;
    save.mutate(
      { keepMonths: months, ...(isShorter ? { keptFrom: stays } : {}) },
      {
        onSuccess: () => {
          setSure(false);
          setTried(false);
        },
      },
    );
  };
  const unconfirmed = save.error instanceof ServerProblem && save.error.code === 'CLIENTS_TERM_UNCONFIRMED';
  const type = (value: string): void => {
    setTyped(value);
    setSure(false);
    setTried(false);
    save.reset();
  };
  return (
    <Section title={text.title} lead={text.now(longDay(settings.keptFrom))} save={save} onSave={submit}>
      <TextInput
        className="narrow-field"
        label={text.months}
        description={text.monthsLead}
        inputMode="numeric"
        value={typed}
        error={months === undefined && isTried ? text.invalid : undefined}
        onChange={(event) => type(event.currentTarget.value)}
      />
      {stays !== undefined && months !== undefined && months > settings.keepMonths && (
        <Text size="sm">{text.longer(longDay(stays))}</Text>
      )}
      {stays !== undefined && isShorter && (
        <div className="consequence" role="status">
          <p>{text.shorter(longDay(stays))}</p>
          <label>
            <input type="checkbox" checked={isSure} onChange={(event) => setSure(event.currentTarget.checked)} />{' '}
            {text.confirm(longDay(stays))}
          </label>
          {((isTried && !isSure) || unconfirmed) && (
            <p role="alert" className="wrong">
              {text.unconfirmed}
            </p>
          )}
        </div>
      )}
    </Section>
  );
};
