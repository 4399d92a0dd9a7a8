import { NativeSelect, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ClientChoice as Choice, RightsTable } from '../../../api/contract.ts';
import { usePeopleWords } from '../../words/people.ts';
import { clientsQuery } from './queries.ts';

type Sees = RightsTable['roles'][number]['sees'];
type Props = { readonly value: Choice; readonly onValue: (value: Choice) => void };

const useClients = () => useQuery(clientsQuery).data?.items ?? [];

const One = ({ value, onValue }: Props) => {
  const text = usePeopleWords();
  const clients = useClients();
  return (
    <NativeSelect
      label={text.oneClient}
      required
      withAsterisk={false}
      value={value === 'all' ? '' : (value[0] ?? '')}
      onChange={(event) => onValue(event.currentTarget.value === '' ? [] : [event.currentTarget.value])}
      data={[
        { value: '', label: text.chooseClient },
        ...clients.map((client) => ({ value: client.id, label: client.name })),
      ]}
    />
  );
};

const Some = ({ value, onValue }: Props) => {
  const text = usePeopleWords();
  const clients = useClients();
  const chosen = value === 'all' ? [] : value;
  return (
    <fieldset className="choice-set">
      <legend>{text.clients}</legend>
      <label>
        <input
          type="checkbox"
          checked={value === 'all'}
          onChange={(event) => onValue(event.currentTarget.checked ? 'all' : [])}
        />{' '}
        {text.allClientsLater}
      </label>
      {value !== 'all' && (
        <div className="choice-list">
          {clients.map((client) => (
            <label key={client.id}>
              <input
                type="checkbox"
                checked={chosen.includes(client.id)}
                onChange={(event) =>
                  onValue(
                    event.currentTarget.checked
                      ? [...chosen, client.id]
                      : chosen.filter((clientId) => clientId !== client.id),
                  )
                }
              />{' '}
              {client.name}
            </label>
          ))}
        </div>
      )}
    </fieldset>
  );
};

/** Which clients somebody sees, as far as their role leaves a choice. */
export const ClientChoice = ({ sees, ...rest }: Props & { readonly sees: Sees }) => {
  const text = usePeopleWords();
  if (sees === 'one') return <One {...rest} />;
  if (sees === 'all-or-given') return <Some {...rest} />;
  return (
    <Text size="sm" c="dimmed">
      {text.seesAll}
    </Text>
  );
};

/** The choice that fits a role: all for one that sees all, one client at most where one is meant. */
export const fittingChoice = (sees: Sees, value: Choice): Choice => {
  if (sees === 'all') return 'all';
  if (sees === 'one') return value === 'all' ? [] : value.slice(0, 1);
  return value;
};
