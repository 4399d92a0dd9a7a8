import { Button, NativeSelect, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useAuditWords } from '../../words/audit.ts';
import { type AuditAddress, readAuditAddress } from './audit-address.ts';
import { clientListQuery } from './queries.ts';

type Change = { readonly [Key in keyof AuditAddress]?: AuditAddress[Key] | undefined };

/** Changes the address, each choice on what it is at that moment: two made in quick succession both stand. */
export const useChangeAudit = () => {
  const navigate = useNavigate();
  return (change: Change): void => {
    const search = (now: Record<string, unknown>): AuditAddress => readAuditAddress({ ...now, ...change });
    void navigate({ to: '/audit', search, replace: true, resetScroll: false });
  };
};

const DayField = (props: {
  readonly label: string;
  readonly value: string | undefined;
  readonly onDay: (day: string | undefined) => void;
}) => (
  <TextInput
    type="date"
    label={props.label}
    value={props.value ?? ''}
    onChange={(event) => {
      const given = event.currentTarget.value;
      // A date that is being typed is no date yet; an empty one takes the filter away.
      if (given === '') props.onDay(undefined);
      else if (/^[12]\d{3}-\d{2}-\d{2}$/.test(given)) props.onDay(given);
    }}
  />
);

/** What of the trail is shown: whose, about what, which days, and by whom where a name was pressed. */
export const AuditFilter = ({ address, actorName }: { address: AuditAddress; actorName: string | undefined }) => {
  const text = useAuditWords();
  const change = useChangeAudit();
  const { data: clients = [] } = useQuery(clientListQuery);
  const isNarrowed = Object.keys(address).length > 0;
  return (
    <section aria-label={text.filter}>
      <div className="filters">
        <NativeSelect
          label={text.client}
          value={address.client ?? ''}
          data={[
            { value: '', label: text.everyClient },
            ...clients.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => change({ client: event.currentTarget.value || undefined })}
        />
        <NativeSelect
          label={text.about}
          value={address.action ?? ''}
          data={[
            { value: '', label: text.everything },
            ...Object.entries(text.rooms).map(([value, label]) => ({ value, label })),
          ]}
          onChange={(event) => change({ action: event.currentTarget.value || undefined })}
        />
        <DayField label={text.from} value={address.from} onDay={(from) => change({ from })} />
        <DayField label={text.to} value={address.to} onDay={(to) => change({ to })} />
        {isNarrowed && (
          <Button
            variant="default"
            onClick={() =>
              change({ client: undefined, actor: undefined, action: undefined, from: undefined, to: undefined })
            }
          >
            {text.clear}
          </Button>
        )}
      </div>
      <Text size="sm" c="dimmed" mt="xs">
        {address.actor !== undefined && `${text.onlyBy(actorName ?? address.actor)}. `}
        {text.days}
      </Text>
    </section>
  );
};
