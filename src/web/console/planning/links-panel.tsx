import { Button, Paper, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReviewLinkTold } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { Refusal } from '../../kit/refusal.tsx';
import { ask } from '../../kit/server.ts';
import { usePlanningWords } from '../../words/planning.ts';
import { linksQuery } from './queries.ts';

type RowProps = { readonly link: ReviewLinkTold; readonly onRevoke: () => void };

const Row = ({ link, onRevoke }: RowProps) => {
  const { links: text, count } = usePlanningWords();
  const write = writerFor(useLocale().locale);
  const end = link.isOpen ? text.expires(write.moment(link.expiresAt)) : text.expired;
  return (
    <li className="plan-row">
      <div className="plan-what">
        <strong>{link.readerName}</strong>
        <Text size="sm" c="dimmed">
          {[
            count(write.count(link.pins.length)),
            link.openedAt === null ? text.unopened : text.opened(write.moment(link.openedAt)),
            link.revokedAt === null ? end : text.revoked,
          ].join(' · ')}
        </Text>
      </div>
      {link.isOpen && (
        <Button size="compact-sm" variant="subtle" aria-label={text.revokeOf(link.readerName)} onClick={onRevoke}>
          {text.revoke}
        </Button>
      )}
    </li>
  );
};

/** The links that were made for named persons, and a way to end each. */
export const LinksPanel = ({ clientId }: { readonly clientId: string }) => {
  const { links: text } = usePlanningWords();
  const client = useQueryClient();
  const { data } = useQuery(linksQuery(clientId));
  const revoke = useMutation({
    mutationFn: (linkId: string) => ask<void>(`/clients/${clientId}/review-links/${linkId}`, { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: linksQuery(clientId).queryKey }),
  });
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="review-links">
      <Title order={2} size="h4" id="review-links">
        {text.title}
      </Title>
      <Refusal error={revoke.isPending ? null : revoke.error} />
      <ul className="plan-list">
        {data.items.map((link) => (
          <Row key={link.id} link={link} onRevoke={() => revoke.mutate(link.id)} />
        ))}
      </ul>
    </Paper>
  );
};
