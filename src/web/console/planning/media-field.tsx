import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { usePlanningWords } from '../../words/planning.ts';
import { AssetPicker } from './asset-picker.tsx';
import type { Draft } from './draft.ts';
import { assetAddress } from './queries.ts';

type Props = {
  readonly clientId: string;
  readonly draft: Draft;
  readonly isLocked: boolean;
  readonly onChange: (part: Partial<Draft>) => void;
};

/** The pictures of a Pin, and a way to choose others. */
export const MediaField = ({ clientId, draft, isLocked, onChange }: Props) => {
  const { composer: text } = usePlanningWords();
  const write = writerFor(useLocale().locale);
  const [isOpen, setOpen] = useState(false);
  const { assetIds } = draft;
  return (
    <fieldset className="media-field">
      <legend>{text.media}</legend>
      <Text size="sm" c="dimmed">
        {text.mediaLead}
      </Text>
      <div className="media-chosen">
        {assetIds.map((id, at) => (
          <img
            key={id}
            src={assetAddress(clientId, id, 'thumb')}
            alt={text.slide(write.count(at + 1), write.count(assetIds.length))}
          />
        ))}
        {!isLocked && (
          <Button variant="default" onClick={() => setOpen(true)}>
            {assetIds.length === 0 ? text.chooseMedia : text.otherMedia}
          </Button>
        )}
      </div>
      {isOpen && (
        <AssetPicker
          clientId={clientId}
          chosen={assetIds}
          onChoose={(chosen) => {
            onChange({ assetIds: chosen });
            setOpen(false);
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </fieldset>
  );
};
