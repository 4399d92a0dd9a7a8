import { Paper, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLocale } from '../../kit/preferences.tsx';
import { useOverviewWords } from '../../words/overview.ts';
import { useMay } from '../me.ts';
import { attentionQuery } from '../queries.ts';
import { Reasons } from './attention-list.tsx';

/** Why this client needs somebody, above its results; nothing when it does not, and nothing for the client's own people. */
export const OwnAttention = ({ clientId }: { readonly clientId: string }) => {
  const text = useOverviewWords();
  const { locale } = useLocale();
  const isAllowed = useMay('sync.read');
  const { data } = useQuery({ ...attentionQuery(clientId, locale), enabled: isAllowed });
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="own-attention" className="attention">
      <Title order={2} size="h4" id="own-attention">
        {text.ownTitle}
      </Title>
      <Reasons items={data.items} />
    </Paper>
  );
};
