import { NativeSelect, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PlannedPinTold, ReviewLinkTold } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { ask } from '../../kit/server.ts';
import { usePlanningWords } from '../../words/planning.ts';
import { Dialog, fieldErrors } from '../goals/dialog.tsx';
import { ShownOnce } from '../people/shown-once.tsx';
import { linksQuery } from './queries.ts';

type Props = {
  readonly clientId: string;
  readonly pins: readonly PlannedPinTold[];
  readonly onClose: () => void;
};
type Made = { readonly link: ReviewLinkTold; readonly address: string };

const DAYS = ['3', '7', '14', '30'];
const locales = ['nl', 'en'] as const;

/** Makes a link for one named person to look at the chosen Pins; it is shown this once. */
export const LinkDialog = ({ clientId, pins, onClose }: Props) => {
  const { links: text, count } = usePlanningWords();
  const { locale } = useLocale();
  const write = writerFor(locale);
  const client = useQueryClient();
  const [draft, setDraft] = useState({ readerName: '', readerEmail: '', locale, days: '7' });
  const change = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }));
  const make = useMutation({
    mutationFn: () =>
      ask<Made>(`/clients/${clientId}/review-links`, {
        method: 'POST',
        isHarmlessTwice: true,
        body: {
          ...draft,
          readerEmail: draft.readerEmail.trim() === '' ? null : draft.readerEmail.trim(),
          days: Number(draft.days),
          pins: pins.map(({ id }) => id),
        },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: linksQuery(clientId).queryKey }),
  });
  const errors = fieldErrors(make.error);
  const made = make.data;
  return (
    <Dialog
      title={text.makeFor(count(write.count(pins.length)))}
      action={made === undefined ? text.make : text.done}
      error={make.error}
      isBusy={make.isPending}
      onSubmit={() => (made === undefined ? make.mutate() : onClose())}
      onClose={onClose}
    >
      <Text size="sm">{text.lead}</Text>
      {made === undefined ? (
        <>
          <TextInput
            label={text.name}
            value={draft.readerName}
            error={errors.readerName}
            onChange={(event) => change({ readerName: event.currentTarget.value })}
          />
          <TextInput
            type="email"
            label={text.email}
            value={draft.readerEmail}
            error={errors.readerEmail}
            onChange={(event) => change({ readerEmail: event.currentTarget.value })}
          />
          <NativeSelect
            label={text.language}
            value={draft.locale}
            data={locales.map((value) => ({ value, label: text.languages[value] }))}
            onChange={(event) =>
              change({ locale: locales.find((each) => each === event.currentTarget.value) ?? locale })
            }
          />
          <NativeSelect
            label={text.days}
            value={draft.days}
            data={DAYS}
            onChange={(event) => change({ days: event.currentTarget.value })}
          />
        </>
      ) : (
        <>
          <Text fw={600}>{text.ready(made.link.readerName)}</Text>
          <ShownOnce value={made.address} label={text.ready(made.link.readerName)} />
          <Text size="sm" c="dimmed">
            {text.expires(write.moment(made.link.expiresAt))}
          </Text>
        </>
      )}
    </Dialog>
  );
};
