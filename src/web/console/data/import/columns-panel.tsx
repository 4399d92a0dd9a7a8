import { Button, NativeSelect, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportAnswer, ImportStatement } from '../../../../api/contract.ts';
import { Refusal } from '../../../kit/refusal.tsx';
import { useImportWords } from '../../../words/import.ts';
import { restate } from './queries.ts';

type Column = ImportAnswer['columns'][number];

const useRole = (file: ImportAnswer) => {
  const text = useImportWords();
  return (role: string): string => {
    const [kind = '', what = ''] = role.split(':');
    if (kind === 'figure') return file.names[what]?.label ?? what;
    if (kind === 'id') return text.idOf(text.levels[what as keyof typeof text.levels] ?? what);
    return text.columnRoles[role] ?? role;
  };
};

// Of a name or a setting nothing was kept, so there is nothing left to point out.
const isOpen = ({ role }: Column): boolean => !/^(left|breakdown|coarse)/.test(role);

const targetsFor = (file: ImportAnswer, text: ReturnType<typeof useImportWords>) => [
  { value: '', label: text.targets.as },
  { value: 'leave', label: text.targets.leave },
  { value: 'day', label: text.targets.day },
  { value: 'id', label: text.targets.id },
  ...Object.entries(file.names).map(([value, { label }]) => ({ value, label })),
];

type Stated = { decimal: string; dayOrder: string; columns: Readonly<Record<string, string>> };

const statement = (file: ImportAnswer, stated: Stated): ImportStatement => {
  const { level, window, reportTime } = file.stated;
  return {
    ...{ level, window, reportTime, columns: { ...stated.columns } },
    decimal: stated.decimal === '.' || stated.decimal === ',' ? stated.decimal : null,
    dayOrder: stated.dayOrder === 'day-month' || stated.dayOrder === 'month-day' ? stated.dayOrder : null,
  };
};

type Props = {
  readonly clientId: string;
  readonly file: ImportAnswer;
  readonly onStated: () => void;
};

/** How the file was read, and where that can be put right: decimal sign, order of the day, what each column is. */
export const ColumnsPanel = ({ clientId, file, onStated }: Props) => {
  const text = useImportWords();
  const roleOf = useRole(file);
  const [stated, setStated] = useState<Stated>({
    decimal: file.stated.decimal ?? '',
    dayOrder: file.stated.dayOrder ?? '',
    columns: file.stated.columns,
  });
  const again = useMutation({
    mutationFn: () => restate(clientId, file.id, statement(file, stated)),
    onSuccess: onStated,
  });
  const point = (at: number, target: string) => {
    const { [String(at)]: _before, ...others } = stated.columns;
    setStated({ ...stated, columns: target === '' ? others : { ...others, [String(at)]: target } });
  };
  const targets = targetsFor(file, text);
  return (
    <details className="import-columns" open={file.state === 'refused'}>
      <summary>{text.columns}</summary>
      <Text size="sm" c="dimmed" my="xs">
        {text.columnsLead}
      </Text>
      <div className="filters">
        <NativeSelect
          label={text.decimal}
          value={stated.decimal}
          onChange={(event) => setStated({ ...stated, decimal: event.currentTarget.value })}
          data={[
            { value: '', label: text.decimals.told },
            { value: '.', label: text.decimals['.'] },
            { value: ',', label: text.decimals[','] },
          ]}
        />
        <NativeSelect
          label={text.dayOrder}
          value={stated.dayOrder}
          onChange={(event) => setStated({ ...stated, dayOrder: event.currentTarget.value })}
          data={[
            { value: '', label: text.dayOrders.told },
            { value: 'day-month', label: text.dayOrders['day-month'] },
            { value: 'month-day', label: text.dayOrders['month-day'] },
          ]}
        />
      </div>
      <ul className="import-roles">
        {file.columns.map((column, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a column of a file is its place; headers may repeat
          <li key={at}>
            <span className="import-header">{column.header === '' ? `#${at + 1}` : column.header}</span>
            <Text size="sm" c="dimmed" component="span">
              {roleOf(column.role)}
            </Text>
            {isOpen(column) && (
              <NativeSelect
                size="xs"
                aria-label={text.targetOf(column.header === '' ? `#${at + 1}` : column.header)}
                value={stated.columns[String(at)] ?? ''}
                onChange={(event) => point(at, event.currentTarget.value)}
                data={targets}
              />
            )}
          </li>
        ))}
      </ul>
      <Refusal error={again.error} />
      <Button variant="default" mt="sm" loading={again.isPending} onClick={() => again.mutate()}>
        {text.checkAgain}
      </Button>
    </details>
  );
};
