import { Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useEffect, useId, useRef, useState } from 'react';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale, useWords } from '../../kit/preferences.tsx';
import { Trouble } from '../../kit/trouble.tsx';
import { usePlanningWords } from '../../words/planning.ts';
import { LibraryChoices, LibraryGrid } from './library-grid.tsx';
import { UploadBar } from './upload-bar.tsx';
import { useLibrary } from './use-library.ts';
import { useUploads } from './use-uploads.ts';

const MOST = 5;

type Props = {
  readonly clientId: string;
  readonly chosen: readonly string[];
  readonly onChoose: (assetIds: readonly string[]) => void;
  readonly onClose: () => void;
};

/** Chooses one picture of the library, or a few for a carousel; new ones come in here too. */
export const AssetPicker = ({ clientId, chosen: before, onChoose, onClose }: Props) => {
  const { library: text, review } = usePlanningWords();
  const { loading } = useWords();
  const write = writerFor(useLocale().locale);
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const { choice, setChoice, first, assets, trouble, again, more } = useLibrary(clientId);
  const { uploads, isBusy, send } = useUploads(clientId);
  const [chosen, setChosen] = useState(before);
  useEffect(() => {
    const { current } = dialog;
    current?.showModal();
    return () => current?.close();
  }, []);
  const press = (id: string) =>
    setChosen((now) => (now.includes(id) ? now.filter((each) => each !== id) : [...now, id].slice(-MOST)));
  const bring = async (files: File[]) => {
    const taken = (await send(files)).map(({ id }) => id);
    setChosen((now) => [...new Set([...now, ...taken])].slice(0, MOST));
  };
  return (
    <dialog ref={dialog} className="dialog picker" aria-labelledby={heading} onCancel={onClose}>
      <Stack gap="sm">
        <Title order={2} size="h3" id={heading}>
          {text.pick}
        </Title>
        <Text size="sm" c="dimmed">
          {text.pickLead}
        </Text>
        <UploadBar uploads={uploads} isBusy={isBusy} onFiles={(files) => void bring(files)} />
        {trouble !== null && <Trouble error={trouble} onRetry={again} />}
        {first === undefined && trouble === null && <Skeleton height={240} aria-label={loading} role="status" />}
        {first !== undefined && (
          <>
            <LibraryChoices choice={choice} shelves={first} onChange={setChoice} />
            <LibraryGrid
              clientId={clientId}
              assets={assets}
              chosen={chosen}
              onPress={({ id }) => press(id)}
              more={more}
            />
          </>
        )}
        <Group justify="flex-end" className="picker-actions">
          <Button variant="default" onClick={onClose}>
            {review.cancel}
          </Button>
          <Button disabled={chosen.length === 0} onClick={() => onChoose(chosen)}>
            {chosen.length > 1 ? text.takeMany(write.count(chosen.length)) : text.use}
          </Button>
        </Group>
      </Stack>
    </dialog>
  );
};
