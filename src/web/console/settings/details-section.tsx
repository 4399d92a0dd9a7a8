import { Text } from '@mantine/core';
import { useState } from 'react';
import type { ClientSettings } from '../../../api/contract.ts';
import { useSettingsWords } from '../../words/settings.ts';
import { DetailsFields } from './details-fields.tsx';
import { useSettingsChange } from './queries.ts';
import { Section } from './section.tsx';

/** What the client is called, its language and zone. */
export const DetailsSection = ({ settings }: { readonly settings: ClientSettings }) => {
  const { details: text } = useSettingsWords();
  const { name, kind, locale, zone } = settings;
  const [draft, setDraft] = useState({ name, kind: String(kind), locale: String(locale), zone });
  const save = useSettingsChange(settings.id);
  return (
    <Section title={text.title} save={save} onSave={() => save.mutate(draft)}>
      <DetailsFields
        draft={draft}
        onDraft={(part) => setDraft((before) => ({ ...before, ...part }))}
        error={save.error}
      />
      <Text size="sm" c="dimmed">
        {text.kindLead} {text.zoneLead}
      </Text>
    </Section>
  );
};
