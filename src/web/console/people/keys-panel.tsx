import { Anchor, Button, Paper, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { KeyItem } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { Refusal } from '../../kit/refusal.tsx';
import { ask } from '../../kit/server.ts';
import { usePeopleWords } from '../../words/people.ts';
import { KeyForm } from './key-form.tsx';
import { useClientsTold } from './person-row.tsx';
import { keysQuery } from './queries.ts';

const useLife = () => {
  const text = usePeopleWords();
  const write = writerFor(useLocale().locale);
  return (item: KeyItem): string => {
    const used = item.usedOn === null ? text.keyUnused : text.keyUsed(write.longDay(item.usedOn));
    if (item.revokedAt !== null) return `${text.revoked} · ${used}`;
    const ends = item.expiresAt === null ? text.keyEndless : text.keyEnds(write.moment(item.expiresAt));
    return `${ends} · ${used}`;
  };
};

const KeyRow = ({ item }: { readonly item: KeyItem }) => {
  const text = usePeopleWords();
  const life = useLife();
  const told = useClientsTold();
  const client = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => ask<void>(`/keys/${item.id}`, { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: keysQuery.queryKey }),
  });
  return (
    <li className="person">
      <div className="person-line">
        <div>
          <span className="person-name">{item.label}</span>
          <span className="person-email">{life(item)}</span>
        </div>
        <div>
          <span>{item.scopes.map((scope) => text.actions[scope] ?? scope).join(', ')}</span>
          <span className="person-email">{told(item.clientIds)}</span>
        </div>
        {item.revokedAt === null && (
          <Button
            size="xs"
            variant="default"
            aria-label={text.revokeWho(item.label)}
            loading={revoke.isPending}
            onClick={() => revoke.mutate()}
          >
            {text.revoke}
          </Button>
        )}
      </div>
      <Refusal error={revoke.isPending ? null : revoke.error} />
    </li>
  );
};

/** Keys of programs: making, listing and revoking them. */
export const KeysPanel = () => {
  const text = usePeopleWords();
  const { data } = useQuery(keysQuery);
  const [isMaking, setMaking] = useState(false);
  return (
    <Paper withBorder p="md" component="section" aria-label={text.keys}>
      <div className="panel-head">
        <div>
          <Title order={2} size="h3">
            {text.keys}
          </Title>
          <Text size="sm" c="dimmed">
            {text.keysLead}{' '}
            <Anchor href="/api/docs" underline="always" size="sm">
              {text.apiDocs}
            </Anchor>
          </Text>
        </div>
        {!isMaking && (
          <Button variant="default" onClick={() => setMaking(true)}>
            {text.makeKey}
          </Button>
        )}
      </div>
      {isMaking && <KeyForm onDone={() => setMaking(false)} />}
      {data?.items.length === 0 && !isMaking && <Text c="dimmed">{text.noKeys}</Text>}
      <ul className="persons">
        {data?.items.map((item) => (
          <KeyRow key={item.id} item={item} />
        ))}
      </ul>
    </Paper>
  );
};
