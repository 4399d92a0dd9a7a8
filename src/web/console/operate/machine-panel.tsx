import { Paper, Title } from '@mantine/core';
import type { OperateState } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { useOperateWords } from '../../words/operate.ts';

const units = ['kB', 'MB', 'GB', 'TB'] as const;
const STEP = 1000;

/** Bytes as a person reads them, in steps of a thousand. */
const sizeOf = (bytes: number, count: (value: number) => string): string => {
  let left = bytes / STEP;
  let unit = 0;
  while (left >= STEP && unit < units.length - 1) {
    left /= STEP;
    unit += 1;
  }
  return `${count(Math.round(left * 10) / 10)} ${units[unit]}`;
};

/** Versions, the size of the database and the room that is left. */
export const MachinePanel = ({ state }: { readonly state: OperateState }) => {
  const text = useOperateWords();
  const { count } = writerFor(useLocale().locale);
  const { database, disk } = state;
  const pairs: readonly (readonly [string, string])[] = [
    [text.free, sizeOf(disk.freeBytes, count)],
    [text.size, sizeOf(database.bytes, count)],
    [text.partitions, count(database.partitions)],
    [text.version, state.version],
    [text.database, database.version],
    [text.node, state.node],
  ];
  return (
    <Paper withBorder p="md" component="section" aria-label={text.machine}>
      <Title order={2} size="h3" mb="xs">
        {text.machine}
      </Title>
      <dl className="pairs">
        {pairs.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div>
          <dt>{text.largest}</dt>
          <dd>
            {database.largest.map(({ table, bytes }) => (
              <div key={table}>
                <code>{table}</code> {sizeOf(bytes, count)}
              </div>
            ))}
          </dd>
        </div>
      </dl>
    </Paper>
  );
};
