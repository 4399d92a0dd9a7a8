import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import type { AssetReceived, AssetTold } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { Refusal } from '../../kit/refusal.tsx';
import { ask } from '../../kit/server.ts';
import { usePlanningWords } from '../../words/planning.ts';
import { isShaped, partOf } from './cut-shape.ts';
import { assetAddress } from './queries.ts';
import { wordsOf } from './words-of.ts';

type Shown = { readonly clientId: string; readonly asset: AssetTold };

const useAssetWrite = (clientId: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, method, body }: { path: string; method: string; body?: unknown }) =>
      ask<AssetReceived | AssetTold | undefined>(`/clients/${clientId}/assets/${path}`, {
        method,
        ...(body !== undefined && { body }),
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['assets', clientId] }),
  });
};

/** The picture with the part that will be kept in the light. */
const Cutting = ({ clientId, asset }: Shown) => {
  const { library: text } = usePlanningWords();
  const wide = asset.width / asset.height > 2 / 3;
  const [place, setPlace] = useState(wide ? asset.focal.x : asset.focal.y);
  const write = useAssetWrite(clientId);
  const part = partOf(asset, place);
  const shown = {
    left: `${part.x / 10}%`,
    top: `${part.y / 10}%`,
    width: `${part.width / 10}%`,
    height: `${part.height / 10}%`,
  };
  return (
    <Stack gap="xs">
      <div className="cut-frame">
        <img src={assetAddress(clientId, asset.id, 'full')} alt={asset.name} />
        {!isShaped(asset) && <span className="cut-part" style={shown} aria-hidden="true" />}
      </div>
      {isShaped(asset) ? (
        <Text size="sm" c="dimmed">
          {text.isShaped}
        </Text>
      ) : (
        <>
          <label className="cut-slider">
            <Text component="span" size="sm">
              {wide ? text.cutAcross : text.cutDown}
            </Text>
            <input
              type="range"
              min={0}
              max={1000}
              step={10}
              value={place}
              onChange={(event) => setPlace(Number(event.currentTarget.value))}
            />
          </label>
          <Group gap="sm">
            <Button
              size="compact-md"
              variant="default"
              loading={write.isPending}
              onClick={() => write.mutate({ path: `${asset.id}/cut`, method: 'POST', body: part })}
            >
              {text.cut}
            </Button>
            <Text size="sm" role="status" c="dimmed">
              {write.isSuccess ? text.cutDone : text.cutLead}
            </Text>
          </Group>
          <Refusal error={write.isPending ? null : write.error} />
        </>
      )}
    </Stack>
  );
};

/** One picture of the library: its name, folder and tags, a 2:3 part of it, and giving it up. */
export const AssetDialog = ({ clientId, asset, onClose }: Shown & { readonly onClose: () => void }) => {
  const { library: text } = usePlanningWords();
  const number = writerFor(useLocale().locale);
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const write = useAssetWrite(clientId);
  const [draft, setDraft] = useState({ name: asset.name, folder: asset.folder, tags: asset.tags.join(', ') });
  const change = (part: Partial<typeof draft>) => setDraft((before) => ({ ...before, ...part }));
  useEffect(() => {
    const { current } = dialog;
    current?.showModal();
    return () => current?.close();
  }, []);
  const save = (event: FormEvent) => {
    event.preventDefault();
    const body = { name: draft.name, folder: draft.folder, tags: wordsOf(draft.tags) };
    write.mutate({ path: asset.id, method: 'PATCH', body }, { onSuccess: onClose });
  };
  return (
    <dialog ref={dialog} className="dialog asset-dialog" aria-labelledby={heading} onCancel={onClose}>
      <div className="asset-columns">
        <Cutting clientId={clientId} asset={asset} />
        <form onSubmit={save}>
          <Stack gap="sm">
            <div>
              <Title order={2} size="h3" id={heading}>
                {asset.name}
              </Title>
              <Text size="sm" c="dimmed">
                {text.size(String(asset.width), String(asset.height))} · {text.inUse(String(asset.uses))} ·{' '}
                {number.moment(asset.addedAt)}
              </Text>
            </div>
            <TextInput
              label={text.name}
              value={draft.name}
              maxLength={200}
              required
              onChange={(event) => change({ name: event.currentTarget.value })}
            />
            <TextInput
              label={text.folder}
              value={draft.folder}
              maxLength={120}
              onChange={(event) => change({ folder: event.currentTarget.value })}
            />
            <TextInput
              label={text.tags}
              description={text.tagsLead}
              value={draft.tags}
              onChange={(event) => change({ tags: event.currentTarget.value })}
            />
            <Refusal error={write.isPending ? null : write.error} />
            <Group justify="flex-end">
              <Button
                variant="subtle"
                onClick={() => write.mutate({ path: asset.id, method: 'DELETE' }, { onSuccess: onClose })}
              >
                {text.remove}
              </Button>
              <Button variant="default" onClick={onClose}>
                {text.close}
              </Button>
              <Button type="submit" loading={write.isPending}>
                {text.save}
              </Button>
            </Group>
          </Stack>
        </form>
      </div>
    </dialog>
  );
};
