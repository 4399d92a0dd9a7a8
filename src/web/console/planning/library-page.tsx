import { Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { type DragEvent, useState } from 'react';
import type { AssetTold } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale, useTitle, useWords } from '../../kit/preferences.tsx';
import { Trouble } from '../../kit/trouble.tsx';
import { usePlanningWords } from '../../words/planning.ts';
import { AssetDialog } from './asset-dialog.tsx';
import { FromAddress } from './from-address.tsx';
import { LibraryChoices, LibraryGrid } from './library-grid.tsx';
import { PlanningHead } from './planning-nav.tsx';
import { UploadBar } from './upload-bar.tsx';
import { useLibrary } from './use-library.ts';
import { useUploads } from './use-uploads.ts';

const MB = 1024 * 1024;

/** The pictures of a client: brought in, looked through, named, cut, given up. */
export const LibraryPage = () => {
  const { clientId } = useParams({ from: '/shell/clients/$clientId/planning/library' });
  const { library: text } = usePlanningWords();
  const { loading } = useWords();
  const write = writerFor(useLocale().locale);
  const { choice, setChoice, first, assets, trouble, again, more } = useLibrary(clientId);
  const { uploads, isBusy, send } = useUploads(clientId, choice.folder);
  const [open, setOpen] = useState<AssetTold>();
  useTitle(text.title);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    if (event.dataTransfer.files.length > 0) void send([...event.dataTransfer.files]);
  };
  const isChosen = Object.keys(choice).length > 0;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files are dropped anywhere on the page; the button does the same
    <div
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes('Files')) event.preventDefault();
      }}
      onDrop={drop}
    >
      <Stack gap="md">
        <PlanningHead
          clientId={clientId}
          title={text.title}
          lead={text.lead(write.count((first?.bytesMax ?? 32 * MB) / MB))}
        />
        <UploadBar uploads={uploads} isBusy={isBusy} onFiles={(files) => void send(files)} />
        <FromAddress clientId={clientId} />
        {trouble !== null && <Trouble error={trouble} onRetry={again} />}
        {trouble === null && first === undefined && (
          <Skeleton height={360} role="status" aria-label={loading} aria-busy="true" />
        )}
        {first !== undefined && <LibraryChoices choice={choice} shelves={first} onChange={setChoice} />}
        {first !== undefined && assets.length === 0 && (
          <Paper withBorder p="xl" className="empty">
            <Title order={2} size="h4">
              {isChosen ? text.noneChosen : text.none}
            </Title>
            {!isChosen && <Text c="dimmed">{text.noneLead}</Text>}
          </Paper>
        )}
        {assets.length > 0 && <LibraryGrid clientId={clientId} assets={assets} onPress={setOpen} more={more} />}
        {open !== undefined && (
          <AssetDialog key={open.id} clientId={clientId} asset={open} onClose={() => setOpen(undefined)} />
        )}
      </Stack>
    </div>
  );
};
