import { NativeSelect, TextInput } from '@mantine/core';
import type { ClientRequest } from '../../../api/contract.ts';
import { useSettingsWords } from '../../words/settings.ts';
import { fieldErrors } from '../goals/dialog.tsx';

const zones = Intl.supportedValuesOf('timeZone');

type Props = {
  readonly draft: ClientRequest;
  readonly onDraft: (part: Partial<ClientRequest>) => void;
  readonly error: Error | null;
};

/** What a client is called and how it is written to: the same for a new client and for one there is. */
export const DetailsFields = ({ draft, onDraft, error }: Props) => {
  const { details: text } = useSettingsWords();
  const wrong = (field: string) => (fieldErrors(error)[field] === undefined ? undefined : text.errors[field]);
  return (
    <div className="form-columns">
      <TextInput
        label={text.name}
        value={draft.name}
        maxLength={120}
        error={wrong('name')}
        onChange={(event) => onDraft({ name: event.currentTarget.value })}
      />
      <NativeSelect
        label={text.kind}
        value={draft.kind}
        error={wrong('kind')}
        data={(['legal_person', 'natural_person'] as const).map((value) => ({ value, label: text.kinds[value] }))}
        onChange={(event) => onDraft({ kind: event.currentTarget.value })}
      />
      <NativeSelect
        label={text.locale}
        value={draft.locale}
        error={wrong('locale')}
        data={(['nl', 'en'] as const).map((value) => ({ value, label: text.locales[value] }))}
        onChange={(event) => onDraft({ locale: event.currentTarget.value })}
      />
      <NativeSelect
        label={text.zone}
        value={draft.zone}
        error={wrong('zone')}
        data={zones.includes(draft.zone) ? zones : [draft.zone, ...zones]}
        onChange={(event) => onDraft({ zone: event.currentTarget.value })}
      />
    </div>
  );
};
