import { NativeSelect, Paper } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ClientFigures } from '../../api/contract.ts';
import { writerFor } from '../kit/numbers.ts';
import { useLocale, useWords } from '../kit/preferences.tsx';
import { shownFigures } from './client-figures.ts';
import { ClientLink, rowKey, withSeveralRows } from './client-link.tsx';
import { FigureCell } from './figure-cell.tsx';
import { FinalityNote } from './finality.tsx';
import { firstOrder, type Sorting, sortKeys } from './sorting.ts';
import { SparkLine } from './spark-line.tsx';
import { SyncBadge } from './sync-badge.tsx';

const SortChoice = ({ sorting }: { readonly sorting: Sorting }) => {
  const text = useWords();
  const navigate = useNavigate();
  return (
    <NativeSelect
      className="sort-choice"
      aria-label={text.sortBy('…')}
      value={sorting.sort ?? 'client'}
      onChange={(event) => {
        const key = sortKeys.find((each) => each === event.currentTarget.value) ?? 'client';
        void navigate({ to: '/', search: { sort: key, order: firstOrder(key) }, replace: true });
      }}
      data={sortKeys.map((key) => ({ value: key, label: text.sortBy(text[key].toLowerCase()) }))}
    />
  );
};

/** The same clients one below the other, for a narrow screen. */
export const ClientCards = (props: { readonly clients: readonly ClientFigures[]; readonly sorting: Sorting }) => {
  const text = useWords();
  const write = writerFor(useLocale().locale);
  const several = withSeveralRows(props.clients);
  return (
    <div className="narrow">
      <SortChoice sorting={props.sorting} />
      <div className="cards">
        {props.clients.map((client) => (
          <Paper key={rowKey(client)} withBorder p="md" component="section" aria-label={client.name}>
            <div className="card-head">
              <div>
                <ClientLink client={client} isOneOfMany={several.has(client.id)} />
                <FinalityNote client={client} />
              </div>
              <SparkLine values={client.spendByDay} />
            </div>
            <dl className="card-figures">
              {shownFigures(client, write).map((shown) => (
                <div key={shown.key}>
                  <dt>{text[shown.key]}</dt>
                  <dd>
                    <FigureCell figure={shown.figure} write={shown.write} better={shown.better} />
                  </dd>
                </div>
              ))}
            </dl>
            <SyncBadge sync={client.sync} />
          </Paper>
        ))}
      </div>
    </div>
  );
};
