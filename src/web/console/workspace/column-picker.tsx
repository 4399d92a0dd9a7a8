import { Button, Popover, Text } from '@mantine/core';
import { useState } from 'react';
import type { MetricInfo } from '../../../api/contract.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { useWorkspaceWords } from '../../words/workspace.ts';
import { lenses } from './address.ts';
import { columnsOf, keyFiguresOf } from './figures.ts';
import { useChangeAddress, useWorkspace } from './use-workspace.ts';

const groups = ['money', 'total', 'paid', 'earned', 'outcome'] as const;

const Group = (props: {
  readonly title: string;
  readonly metrics: readonly MetricInfo[];
  readonly chosen: readonly string[];
  readonly onToggle: (key: string) => void;
}) => {
  const { locale } = useLocale();
  return (
    <fieldset className="column-group">
      <legend>{props.title}</legend>
      {props.metrics.map((metric) => (
        <label key={metric.key} title={metric.definition[locale]}>
          <input
            type="checkbox"
            checked={props.chosen.includes(metric.key)}
            onChange={() => props.onToggle(metric.key)}
          />
          {metric.label[locale]}
        </label>
      ))}
    </fieldset>
  );
};

/** Chooses the columns of the table; the last one stays, since a table of names answers nothing. */
export const ColumnPicker = ({ columns }: { readonly columns: readonly string[] }) => {
  const text = useWorkspaceWords();
  const { address, catalogue } = useWorkspace();
  const change = useChangeAddress();
  const [opened, setOpened] = useState(false);
  const toggle = (key: string): void =>
    change((now) => {
      const before = columnsOf(catalogue, now);
      const next = before.includes(key) ? before.filter((each) => each !== key) : [...before, key];
      const usual = keyFiguresOf(catalogue, now.lens ?? 'total');
      const isUsual = next.join() === usual.join();
      return next.length === 0 ? {} : { columns: isUsual ? undefined : next.join(',') };
    });
  // What is shown usually stands first in its group: it is looked for most.
  const usual = new Set(lenses.flatMap((lens) => keyFiguresOf(catalogue, lens)));
  const all = [...catalogue.values()].toSorted(
    (one, other) => Number(usual.has(other.key)) - Number(usual.has(one.key)),
  );
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" shadow="md" width={330} trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" aria-expanded={opened} onClick={() => setOpened((now) => !now)}>
          {text.columns}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className="paper column-picker" aria-label={text.columns}>
        <div className="column-picker-head">
          <Text size="sm">{text.columnsLead}</Text>
          {address.columns !== undefined && (
            <Button variant="subtle" size="compact-sm" onClick={() => change({ columns: undefined })}>
              {text.columnsUsual}
            </Button>
          )}
        </div>
        <div className="column-groups">
          {groups.map((group) => (
            <Group
              key={group}
              title={text.groups[group]}
              metrics={all.filter((metric) => metric.lens === group)}
              chosen={columns}
              onToggle={toggle}
            />
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
};
