import { Button, NativeSelect, Text } from '@mantine/core';
import { useState } from 'react';
import type { ClientSettings } from '../../../api/contract.ts';
import { useSettingsWords } from '../../words/settings.ts';
import { fieldErrors } from '../goals/dialog.tsx';
import { useSettingsChange } from './queries.ts';
import { Section } from './section.tsx';

const reportTimes = ['TIME_OF_AD_ACTION', 'TIME_OF_CONVERSION'] as const;
const MOST_WINDOWS = 4;

// A key of its own for each line, so that taking one away leaves the focus and the words of the others where they are.
type Line = { readonly key: number; readonly window: string };

type LineProps = {
  readonly line: Line;
  readonly place: string;
  readonly choices: readonly string[];
  readonly onWindow: (window: string) => void;
  readonly onRemove: (() => void) | undefined;
};

const WindowLine = ({ line, place, choices, onWindow, onRemove }: LineProps) => {
  const { counting: text, remove } = useSettingsWords();
  return (
    <div className="window-line">
      <NativeSelect
        label={text.window(place)}
        value={line.window}
        data={choices.map((value) => {
          const [click = '', engagement = '', view = ''] = value.split('/');
          return { value, label: text.windowOf(click, engagement, view) };
        })}
        onChange={(event) => onWindow(event.currentTarget.value)}
      />
      {onRemove !== undefined && (
        <Button variant="subtle" aria-label={text.removeWindow(place)} onClick={onRemove}>
          {remove}
        </Button>
      )}
    </div>
  );
};

const useLines = ({ windows, windowChoices }: ClientSettings) => {
  const [lines, setLines] = useState<readonly Line[]>(() => windows.map((window, key) => ({ key, window })));
  const nextKey = Math.max(0, ...lines.map(({ key }) => key)) + 1;
  return {
    lines,
    change: (key: number, window: string) =>
      setLines((now) => now.map((each) => (each.key === key ? { key, window } : each))),
    remove: (key: number) => setLines((now) => now.filter((each) => each.key !== key)),
    add: () => {
      const free = windowChoices.find((window) => !lines.some((line) => line.window === window));
      if (free !== undefined) setLines([...lines, { key: nextKey, window: free }]);
    },
  };
};

/** Which windows conversions are collected in, and on which day they count. */
export const CountingSection = ({ settings }: { readonly settings: ClientSettings }) => {
  const { counting: text } = useSettingsWords();
  const { lines, change, remove, add } = useLines(settings);
  const [times, setTimes] = useState<readonly (typeof reportTimes)[number][]>(settings.reportTimes);
  const save = useSettingsChange(settings.id);
  const submit = (): void =>
    save.mutate({ windows: [...new Set(lines.map(({ window }) => window))], reportTimes: [...times] });
  const errors = fieldErrors(save.error);
  const tick = (time: (typeof reportTimes)[number], isOn: boolean): void =>
    setTimes(reportTimes.filter((each) => (each === time ? isOn : times.includes(each))));
  return (
    <Section title={text.title} lead={text.lead} save={save} onSave={submit}>
      {lines.map((line, index) => (
        <WindowLine
          key={line.key}
          line={line}
          place={String(index + 1)}
          choices={settings.windowChoices}
          onWindow={(window) => change(line.key, window)}
          onRemove={lines.length > 1 ? () => remove(line.key) : undefined}
        />
      ))}
      {errors.windows !== undefined && <p className="wrong">{text.invalid}</p>}
      {lines.length < MOST_WINDOWS && (
        <div>
          <Button variant="default" size="xs" onClick={add}>
            {text.add}
          </Button>
        </div>
      )}
      <fieldset className="choice-set">
        <legend>{text.reportTimes}</legend>
        {reportTimes.map((time) => (
          <label key={time}>
            <input
              type="checkbox"
              checked={times.includes(time)}
              onChange={(event) => tick(time, event.currentTarget.checked)}
            />{' '}
            {text.reportTime[time]}
          </label>
        ))}
      </fieldset>
      {errors.reportTimes !== undefined && <p className="wrong">{text.invalidTimes}</p>}
      <Text size="sm" c="dimmed" maw={720}>
        {text.later}
      </Text>
    </Section>
  );
};
