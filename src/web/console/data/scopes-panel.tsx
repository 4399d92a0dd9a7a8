import { Paper, Skeleton, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useDataWords } from '../../words/data.ts';
import { connectionQuery } from '../queries.ts';

/** What the consent allows, in plain words. */
export const ScopesPanel = ({ clientId }: { readonly clientId: string }) => {
  const text = useDataWords();
  const { data, error } = useQuery(connectionQuery(clientId));
  // The panel beside this one tells of the same question's trouble.
  if (error !== null && data === undefined) return null;
  return (
    <Paper withBorder p="md" component="section" aria-label={text.scopesTitle}>
      <Title order={2} size="h3" mb="xs">
        {text.scopesTitle}
      </Title>
      {data === undefined && <Skeleton height={80} />}
      {data?.scopes.length === 0 && <Text c="dimmed">{text.scopesNone}</Text>}
      {data !== undefined && data.scopes.length > 0 && (
        <ul className="plain-list">
          {data.scopes.map((scope) => (
            <li key={scope}>
              {text.scopes[scope] ?? scope} <code>{scope}</code>
            </li>
          ))}
        </ul>
      )}
    </Paper>
  );
};
