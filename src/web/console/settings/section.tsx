import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { type FormEvent, type ReactNode, useId } from 'react';
import { Refusal } from '../../kit/refusal.tsx';
import { useSettingsWords } from '../../words/settings.ts';
import { fieldErrors } from '../goals/dialog.tsx';
import { useMay } from '../me.ts';

type SectionProps = {
  readonly title: string;
  readonly lead?: string;
  readonly save: { readonly error: Error | null; readonly isPending: boolean; readonly isSuccess: boolean };
  readonly onSave: () => void;
  readonly children: ReactNode;
};

/** A part of the settings that is saved by itself. Who may not change anything reads it all the same. */
export const Section = ({ title, lead, save, onSave, children }: SectionProps) => {
  const text = useSettingsWords();
  const mayChange = useMay('clients.manage');
  const heading = useId();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!save.isPending) onSave();
  };
  const hasField = Object.keys(fieldErrors(save.error)).length > 0;
  return (
    <Paper withBorder p="md" component="form" onSubmit={submit} noValidate aria-labelledby={heading}>
      <Title order={2} size="h3" id={heading}>
        {title}
      </Title>
      {lead !== undefined && (
        <Text size="sm" c="dimmed" maw={720}>
          {lead}
        </Text>
      )}
      <fieldset className="bare" disabled={!mayChange}>
        <Stack gap="sm" mt="sm">
          {children}
          {save.error !== null && !hasField && <Refusal error={save.error} />}
          {mayChange && (
            <Group>
              <Button type="submit" loading={save.isPending}>
                {text.save}
              </Button>
              <Text role="status" size="sm">
                {save.isSuccess ? text.saved : ''}
              </Text>
            </Group>
          )}
        </Stack>
      </fieldset>
    </Paper>
  );
};
