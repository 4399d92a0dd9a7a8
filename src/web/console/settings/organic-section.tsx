import { NativeSelect, Text, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import type { ClientSettings } from '../../../api/contract.ts';
import { useSettingsWords } from '../../words/settings.ts';
import { fieldErrors } from '../goals/dialog.tsx';
import { useSettingsChange } from './queries.ts';
import { Section } from './section.tsx';

const groundKinds = ['contract', 'consent'] as const;

type Ground = { readonly kind: string; readonly reference: string };

const groundOf = (text: string | null): Ground => {
  const [kind = 'contract', ...rest] = (text ?? 'contract:').split(':');
  return { kind, reference: rest.join(':') };
};

type WayProps = {
  readonly name: string;
  readonly isOn: boolean;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
};

const Way = ({ name, isOn, isChosen, onChoose }: WayProps) => {
  const { organic: text } = useSettingsWords();
  return (
    <label className="way">
      <input type="radio" name={name} checked={isChosen} onChange={onChoose} />
      <span>
        <span className="way-name">{isOn ? text.on : text.off}</span>
        <span className="way-lead">{isOn ? text.onLead : text.offLead}</span>
      </span>
    </label>
  );
};

/** Whether organic figures are stored, and on what ground. */
export const OrganicSection = ({ settings }: { readonly settings: ClientSettings }) => {
  const { organic: text } = useSettingsWords();
  const [isOn, setOn] = useState(settings.organicHistory);
  const [ground, setGround] = useState(() => groundOf(settings.organicGround));
  const save = useSettingsChange(settings.id);
  const name = useId();
  const submit = (): void => {
    const reference = ground.reference.trim();
    const organicGround = isOn && reference !== '' ? `${ground.kind}:${reference}` : null;
    save.mutate({ organicHistory: isOn, organicGround });
  };
  const isWrong = fieldErrors(save.error).organicGround !== undefined;
  return (
    <Section title={text.title} lead={text.lead} save={save} onSave={submit}>
      <fieldset className="choice-set">
        <legend className="sr-only">{text.title}</legend>
        <Way name={name} isOn={false} isChosen={!isOn} onChoose={() => setOn(false)} />
        <Way name={name} isOn isChosen={isOn} onChoose={() => setOn(true)} />
      </fieldset>
      {isOn && (
        <div className="form-columns">
          <NativeSelect
            label={text.groundKind}
            value={ground.kind}
            data={groundKinds.map((value) => ({ value, label: text.groundKinds[value] }))}
            onChange={(event) => setGround({ ...ground, kind: event.currentTarget.value })}
          />
          <TextInput
            label={text.reference}
            value={ground.reference}
            placeholder="2026-014"
            maxLength={60}
            error={isWrong ? text.referenceWrong : undefined}
            onChange={(event) => setGround({ ...ground, reference: event.currentTarget.value })}
          />
        </div>
      )}
      <Text size="sm" c="dimmed">
        {isOn ? `${text.referenceLead} ${text.trail}` : settings.organicHistory ? text.turnsOff : text.trail}
      </Text>
    </Section>
  );
};
