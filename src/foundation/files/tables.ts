import type { ClientId } from '../kit/index.ts';
import { business, column, plain, table } from '../schema/index.ts';

const kept = business({
  purpose: 'client-administration',
  keep: { days: 30, after: 'contract-end' },
  onErase: 'delete',
});

/** What lies on disk, of which client, and for whom. */
export const storedFiles = table('stored_files', ['client_id', 'file_id'], {
  client_id: column.int4<ClientId>(plain),
  file_id: column.uuid(plain),
  owner: column.text(plain),
  media_type: column.text(plain),
  bytes: column.int8(plain),
  sha256: column.bytea(kept),
  keep_until: column.instant(plain).nullable(),
  added_at: column.instant(plain),
});

export const filesTables = [storedFiles] as const;
