import { Paper, Table, UnstyledButton } from '@mantine/core';
import type { AuditEntry } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { useAuditWords } from '../../words/audit.ts';
import { useChangeAudit } from './audit-filter.tsx';

/** Who acted, as the reader says it. */
export const useActorName = () => {
  const text = useAuditWords();
  return ({ kind, name, ref }: AuditEntry['actor']): string => {
    if (kind === 'user') return name ?? text.gone;
    if (kind === 'cli') return `${text.cli} (${ref.slice(ref.indexOf(':') + 1)})`;
    if (kind === 'link') return text.link;
    return kind === 'key' ? text.key : text.system;
  };
};

const HEX = 8;
const shortened = (id: string): string => (/^[0-9a-f]{8}-/.test(id) ? `${id.slice(0, HEX)}…` : id);

const Details = ({ entry }: { readonly entry: AuditEntry }) => {
  const text = useAuditWords();
  return (
    <>
      {entry.subject !== null && !entry.actor.ref.endsWith(entry.subject.id) && (
        <span className="fact" title={entry.subject.id}>
          {entry.subject.name ?? <code>{shortened(entry.subject.id)}</code>}
        </span>
      )}
      {entry.facts.map(({ name, value }) => (
        <span key={name} className="fact">
          <span className="fact-name">{text.facts[name] ?? name}</span> {shortened(value)}
        </span>
      ))}
    </>
  );
};

const Row = ({ entry }: { readonly entry: AuditEntry }) => {
  const text = useAuditWords();
  const change = useChangeAudit();
  const actorName = useActorName();
  const write = writerFor(useLocale().locale);
  return (
    <Table.Tr>
      <Table.Td className="when">
        <time dateTime={entry.at}>{write.moment(entry.at)}</time>
      </Table.Td>
      <Table.Td>
        <UnstyledButton className="narrowing" onClick={() => change({ actor: entry.actor.ref })}>
          {actorName(entry.actor)}
        </UnstyledButton>
      </Table.Td>
      <Table.Th scope="row" className="what">
        {text.actions[entry.action] ?? entry.action}
      </Table.Th>
      <Table.Td>{entry.client !== null && (entry.client.name ?? text.goneClient)}</Table.Td>
      <Table.Td className="facts">
        <Details entry={entry} />
      </Table.Td>
    </Table.Tr>
  );
};

/** Entries of the trail in words. Pressing who did something leaves only what they did. */
export const AuditTable = ({ entries }: { readonly entries: readonly AuditEntry[] }) => {
  const text = useAuditWords();
  return (
    <Paper withBorder>
      <Table className="stacking" verticalSpacing="xs">
        <Table.Caption className="sr-only">{text.title}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            {[text.when, text.who, text.what, text.client, text.details].map((head) => (
              <Table.Th key={head} scope="col">
                {head}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry) => (
            <Row key={entry.seq} entry={entry} />
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
};
