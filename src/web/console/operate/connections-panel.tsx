import { Paper, Table, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { OperateState } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { useOperateWords } from '../../words/operate.ts';

type Line = OperateState['connections'][number];

// Pinterest refuses a call now and then; a client of which one in twenty fails is worth a look.
const FAILING = 0.05;

const needsALook = ({ state, calls }: Line): boolean =>
  state !== 'healthy' || calls.limited > 0 || (calls.all > 0 && calls.failed / calls.all > FAILING);

const Row = ({ line }: { readonly line: Line }) => {
  const text = useOperateWords();
  const { count } = writerFor(useLocale().locale);
  const { client, state, calls } = line;
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <Link to="/clients/$clientId/data" params={{ clientId: client.id }} className="client-link">
          {client.name}
        </Link>
      </Table.Th>
      <Table.Td>
        <span className={state === 'healthy' ? 'fine' : 'wrong'}>{text.state[state]}</span>
      </Table.Td>
      <Table.Td>
        {line.meaning !== null && <Text size="sm">{line.meaning}</Text>}
        <Text size="sm" c="dimmed">
          {state === 'none' ? text.connectFirst : line.remedy}
        </Text>
        {calls.limited > 0 && <Text size="sm">{text.limited(count(calls.limited))}</Text>}
      </Table.Td>
      <Table.Td data-label={text.calls}>{text.callsOf(count(calls.all), count(calls.failed))}</Table.Td>
    </Table.Tr>
  );
};

/** Connections that need a look, with what to do; of the others how many there are. */
export const ConnectionsPanel = ({ connections }: { readonly connections: readonly Line[] }) => {
  const text = useOperateWords();
  const { count } = writerFor(useLocale().locale);
  const looked = connections.filter(needsALook);
  const fine = connections.length - looked.length;
  return (
    <Paper withBorder p="md" component="section" aria-label={text.connections}>
      <Title order={2} size="h3">
        {text.connections}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {connections.length === 0 && text.connectionsNone}
        {fine > 0 && text.connectionsFine(fine, count(fine))}
      </Text>
      {looked.length > 0 && (
        <Table className="stacking" verticalSpacing="xs">
          <Table.Caption className="sr-only">{text.connections}</Table.Caption>
          <Table.Thead>
            <Table.Tr>
              {[text.client, text.stateTitle, text.whyAndWhat, text.calls].map((head) => (
                <Table.Th key={head} scope="col">
                  {head}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {looked.map((line) => (
              <Row key={line.client.id} line={line} />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Paper>
  );
};
