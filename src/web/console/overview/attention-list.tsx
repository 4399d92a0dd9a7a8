import { Button, Paper, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { AttentionItem } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { useOverviewWords } from '../../words/overview.ts';
import { byClient, type Needy } from './attention.ts';

// As many as stand above the table on a small laptop: the gravest are at the top, the rest is one press away.
const SHOWN_FIRST = 6;

/** How grave, as a word with a colour and a sign of its own. */
export const SeverityMark = ({ severity }: { readonly severity: AttentionItem['severity'] }) => {
  const text = useOverviewWords();
  return <span className={`severity ${severity}`}>{text.severity[severity]}</span>;
};

const places = {
  data: '/clients/$clientId/data',
  goals: '/clients/$clientId/goals',
  results: '/clients/$clientId',
} as const;

const ActLink = ({ item }: { readonly item: AttentionItem }) => {
  const text = useOverviewWords();
  return (
    <Link
      to={places[item.act]}
      params={{ clientId: item.clientId }}
      {...(item.act === 'results' && item.account !== null ? { search: { account: item.account } } : {})}
      className="text-link act-link"
      aria-label={`${text.act[item.act]}: ${item.name}`}
    >
      {text.actShort[item.act]} →
    </Link>
  );
};

/** Reasons below each other, each with where to act. */
export const Reasons = ({ items }: { readonly items: readonly AttentionItem[] }) => (
  <ul className="reasons">
    {items.map((item) => (
      <li key={`${item.reason} ${item.text}`}>
        <SeverityMark severity={item.severity} />
        <span className="reason-text">{item.text}</span>
        <ActLink item={item} />
      </li>
    ))}
  </ul>
);

const NeedyClient = ({ client }: { readonly client: Needy }) => (
  <li className="needy">
    <Link to="/clients/$clientId" params={{ clientId: client.clientId }} className="client-link">
      {client.name}
    </Link>
    <Reasons items={client.items} />
  </li>
);

/** Which clients need somebody today, and why: the question a working day begins with. */
export const AttentionList = ({ items }: { readonly items: readonly AttentionItem[] }) => {
  const text = useOverviewWords();
  const { count } = writerFor(useLocale().locale);
  const [isWhole, setWhole] = useState(false);
  const clients = byClient(items);
  const shown = isWhole ? clients : clients.slice(0, SHOWN_FIRST);
  const isCalm = clients.length === 0;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="attention" className="attention">
      <Title order={2} size="h3" id="attention">
        {isCalm ? text.calm : text.attentionTitle(clients.length)}
      </Title>
      {isCalm && <Text c="dimmed">{text.calmLead}</Text>}
      <ol className="needy-list" id="needy">
        {shown.map((client) => (
          <NeedyClient key={client.key} client={client} />
        ))}
      </ol>
      {clients.length > SHOWN_FIRST && (
        <Button
          variant="subtle"
          size="compact-sm"
          aria-expanded={isWhole}
          aria-controls="needy"
          onClick={() => setWhole((now) => !now)}
        >
          {isWhole ? text.showLess : text.showAll(count(clients.length))}
        </Button>
      )}
    </Paper>
  );
};
