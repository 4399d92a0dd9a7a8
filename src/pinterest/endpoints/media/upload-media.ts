import { type Fault, isFault } from '../../../foundation/kit/index.ts';
import type { Pinterest } from '../../core/ports.ts';
import { pinterestFault } from '../../core/read-refusal.ts';
import type { MediaUpload } from '../../shapes/content.ts';

const operation = 'media/create';
const NO_CONTENT = 204;
const SERVER_TROUBLE = 500;
// The slowest line an agency would publish video from: 2 Mbit/s. Too short a wait throws away a whole upload.
const SLOWEST_BYTES_PER_MS = 250;

// Storage wants the fields in the given order and the file last.
const formOf = (upload: MediaUpload, file: Blob): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(upload.upload_parameters)) form.append(name, value);
  form.append('file', file, 'file');
  return form;
};

const refused = (status: number): Fault =>
  pinterestFault(status >= SERVER_TROUBLE ? 'PINTEREST_SERVER_TROUBLE' : 'PINTEREST_UPLOAD_REFUSED', {
    operation,
    facts: { status },
  });

/**
 * Sends a video's bytes to the address `createMedia` gave, without the connection's token. Repeatable: the same bytes at
 * the same place. Use `openAsBlob` for a file, so that it is read while it is sent.
 *
 * @throws PINTEREST_UPLOAD_REFUSED when the address has expired or the file was refused: register it anew
 * @throws PINTEREST_UNREACHABLE when the upload broke off
 * @personal none
 */
export const uploadMedia = async (pinterest: Pinterest, input: { upload: MediaUpload; file: Blob }): Promise<void> => {
  const { config, ports } = pinterest;
  const signal = AbortSignal.timeout(config.timeoutMs + Math.ceil(input.file.size / SLOWEST_BYTES_PER_MS));
  try {
    const answer = await ports.fetch(input.upload.upload_url, {
      method: 'POST',
      // The content type carries the form's boundary: fetch alone knows it.
      headers: {},
      body: formOf(input.upload, input.file),
      signal,
      redirect: 'manual',
    });
    await answer.text();
    if (answer.status !== NO_CONTENT) throw refused(answer.status);
  } catch (cause) {
    if (isFault(cause)) throw cause;
    throw pinterestFault(signal.aborted ? 'PINTEREST_TIMEOUT' : 'PINTEREST_UNREACHABLE', { operation, cause });
  }
};
