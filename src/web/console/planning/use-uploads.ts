import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { AssetReceived, AssetTold } from '../../../api/contract.ts';
import { ask, ServerProblem } from '../../kit/server.ts';

/** How far an upload of many files is; `refused` names each that was not taken, with the reason. */
export type Uploads = {
  readonly of: number;
  readonly done: number;
  readonly existing: number;
  readonly refused: readonly { readonly name: string; readonly why: string }[];
};

const reasonOf = (error: unknown): string =>
  error instanceof ServerProblem ? `${error.message} ${error.remedy}`.trim() : String(error);

/** Sends files to the library one after another, so that each is named that is not taken. */
export const useUploads = (clientId: string, folder = '') => {
  const client = useQueryClient();
  const [uploads, setUploads] = useState<Uploads>();
  const send = async (files: readonly File[]): Promise<AssetTold[]> => {
    const taken: AssetTold[] = [];
    let now: Uploads = { of: files.length, done: 0, existing: 0, refused: [] };
    setUploads(now);
    for (const file of files) {
      const about = new URLSearchParams({ name: file.name, folder });
      // A file without a type of its own is told by its content.
      const body = file.type.startsWith('image/') ? file : file.slice(0, file.size, 'application/octet-stream');
      try {
        const { asset, outcome } = await ask<AssetReceived>(`/clients/${clientId}/assets?${about}`, {
          method: 'POST',
          body,
        });
        taken.push(asset);
        now = { ...now, done: now.done + 1, existing: now.existing + (outcome === 'existing' ? 1 : 0) };
      } catch (error) {
        now = { ...now, done: now.done + 1, refused: [...now.refused, { name: file.name, why: reasonOf(error) }] };
      }
      setUploads(now);
    }
    await client.invalidateQueries({ queryKey: ['assets', clientId] });
    return taken;
  };
  return { uploads, isBusy: uploads !== undefined && uploads.done < uploads.of, send };
};
