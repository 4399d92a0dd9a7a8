import { Anchor, Table, Text, Title } from '@mantine/core';
import type { ImportAnswer } from '../../../../api/contract.ts';
import { writerFor } from '../../../kit/numbers.ts';
import { useLocale } from '../../../kit/preferences.tsx';
import { useImportWords } from '../../../words/import.ts';
import { verdictsAddress } from './queries.ts';

type Outcome = NonNullable<ImportAnswer['outcome']>;
type Comparison = NonNullable<Outcome['comparison']>;

const useWriter = () => writerFor(useLocale().locale);

const useFigure = (file: ImportAnswer) => {
  const write = useWriter();
  return (column: string, value: string): string =>
    file.names[column]?.isMoney === true && file.currency !== null
      ? write.moneyExact(value, file.currency)
      : write.count(value);
};

const Tile = ({ label, value, isWrong = false }: { label: string; value: string; isWrong?: boolean }) => (
  <div className="pace-tile">
    <dt>{label}</dt>
    <dd className={isWrong ? 'wrong' : undefined}>{value}</dd>
  </div>
);

const Totals = ({ file, totals }: { readonly file: ImportAnswer; readonly totals: Outcome['totals'] }) => {
  const text = useImportWords();
  const figure = useFigure(file);
  if (!totals.found) return null;
  if (totals.differ.length === 0) return <Text size="sm">{text.totalsFine}</Text>;
  return (
    <div>
      <Text size="sm">{text.totalsDiffer}</Text>
      <ul className="plain-list">
        {totals.differ.map(({ column, file: ofFile, rows }) => (
          <li key={column}>
            {text.totalOf(file.names[column]?.label ?? column, figure(column, ofFile), figure(column, rows))}
          </li>
        ))}
      </ul>
    </div>
  );
};

const Changes = ({ comparison }: { readonly comparison: Comparison }) => {
  const text = useImportWords();
  const { count } = useWriter();
  const rows = (['delivery', 'conversion'] as const).flatMap((family) => {
    const side = comparison[family];
    return side === null ? [] : [{ family, side }];
  });
  const heads = [text.closing, text.added, text.different, text.equal, text.pinterestDays];
  const gone = Math.max(...rows.map(({ side }) => side.unmentioned), 0);
  const isPinterest = rows.some(({ side }) => side.pinterestDays > 0);
  return (
    <section>
      <Title order={4} size="h5" mt="md">
        {text.whatChanges}
      </Title>
      <Table className="stacking" verticalSpacing="xs">
        <Table.Caption className="sr-only">{text.whatChanges}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{text.kind}</Table.Th>
            {heads.map((head) => (
              <Table.Th key={head} scope="col" className="count">
                {head}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ family, side }) => (
            <Table.Tr key={family}>
              <Table.Th scope="row">{text.families[family]}</Table.Th>
              {[
                count(side.closingDays),
                count(side.added),
                count(side.different),
                count(side.equal + side.pinterestEqual),
                side.pinterestDays === 0
                  ? count(0)
                  : text.ofPinterest(count(side.pinterestDays), count(side.pinterestDifferent)),
              ].map((value, at) => (
                <Table.Td key={heads[at]} className="count" data-label={heads[at]}>
                  {value}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {isPinterest && <Text size="sm">{text.pinterestRule}</Text>}
      {gone > 0 && <Text size="sm">{text.unmentioned(count(gone))}</Text>}
      {comparison.unknownThings > 0 && (
        <Text size="sm">{text.unknown(comparison.unknownThings, count(comparison.unknownThings))}</Text>
      )}
    </section>
  );
};

const Samples = ({ file, samples }: { readonly file: ImportAnswer; readonly samples: Comparison['samples'] }) => {
  const text = useImportWords();
  const figure = useFigure(file);
  const { longDay } = useWriter();
  if (samples.length === 0) return null;
  return (
    <details className="import-samples">
      <summary>{text.samples}</summary>
      <Table className="stacking" verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            {[text.day, text.thing, text.figure, text.ours, text.inFile, text.whichStays].map((head) => (
              <Table.Th key={head} scope="col">
                {head}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {samples.map((each) => (
            <Table.Tr key={`${each.day} ${each.entity} ${each.column}`}>
              <Table.Th scope="row" className="when">
                {longDay(each.day)}
              </Table.Th>
              <Table.Td data-label={text.thing}>{each.entity}</Table.Td>
              <Table.Td data-label={text.figure}>{file.names[each.column]?.label ?? each.column}</Table.Td>
              <Table.Td data-label={text.ours}>{figure(each.column, each.ours)}</Table.Td>
              <Table.Td data-label={text.inFile}>{figure(each.column, each.file)}</Table.Td>
              <Table.Td data-label={text.whichStays}>{each.isPinterest ? text.stays : text.replaced}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </details>
  );
};

const Verdicts = ({ clientId, file, bad }: { clientId: string; file: ImportAnswer; bad: number }) => {
  const text = useImportWords();
  const { count } = useWriter();
  if (bad === 0) return null;
  return (
    <section>
      <Title order={4} size="h5" mt="md">
        {text.verdicts}
      </Title>
      <Text size="sm" c="dimmed">
        {text.firstOf(count(file.verdicts.length), count(bad))}{' '}
        <Anchor href={verdictsAddress(clientId, file.id)} download>
          {text.allVerdicts}
        </Anchor>
      </Text>
      <Table className="stacking import-verdicts" verticalSpacing="xs">
        <Table.Caption className="sr-only">{text.verdicts}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{text.line}</Table.Th>
            <Table.Th scope="col">{text.column}</Table.Th>
            <Table.Th scope="col">{text.value}</Table.Th>
            <Table.Th scope="col">{text.why}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {file.verdicts.map(({ line, column, value, rule }) => (
            <Table.Tr key={`${line} ${column} ${rule}`}>
              <Table.Th scope="row" data-label={text.line}>
                {count(line)}
              </Table.Th>
              <Table.Td data-label={text.column}>{column === '' ? text.wholeRow : column}</Table.Td>
              <Table.Td data-label={text.value}>
                <code>{value}</code>
              </Table.Td>
              <Table.Td className="wrong">{text.rules[rule] ?? rule}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
};

/** What a file is worth and what it would change: counts first, then the changes, then what is wrong. */
export const Preview = ({ clientId, file }: { readonly clientId: string; readonly file: ImportAnswer }) => {
  const text = useImportWords();
  const { count } = useWriter();
  const { outcome } = file;
  if (outcome === null) return null;
  const { comparison } = outcome;
  const closing = Math.max(comparison?.delivery?.closingDays ?? 0, comparison?.conversion?.closingDays ?? 0);
  return (
    <>
      <dl className="pace-tiles">
        <Tile label={text.goodRows} value={count(outcome.good)} />
        <Tile label={text.badRows} value={count(outcome.bad)} isWrong={outcome.bad > 0} />
        <Tile label={text.closing} value={count(closing)} />
      </dl>
      <Totals file={file} totals={outcome.totals} />
      {comparison !== null && <Changes comparison={comparison} />}
      {comparison !== null && <Samples file={file} samples={comparison.samples} />}
      <Verdicts clientId={clientId} file={file} bad={outcome.bad} />
    </>
  );
};
