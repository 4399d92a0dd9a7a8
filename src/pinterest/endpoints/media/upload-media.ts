import { randomUUID } from 'node:crypto';
import { type Fault, isFault } from '../../../foundation/kit/index.ts';
import type { Pinterest } from '../../core/ports.ts';
import { pinterestFault } from '../../core/read-refusal.ts';
import type { MediaUpload } from '../../shapes/content.ts';

const operation = 'media/create';
const NO_CONTENT = 204;
const SERVER_TROUBLE = 500;
// The slowest line an agency would publish video from: 2 Mbit/s. Too short a wait throws away a whole upload.
const SLOWEST_BYTES_PER_MS = 250;

const field = (boundary: string, name: string, value: string): string =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

// Written by hand and not as FormData: storage wants the fields in the given order and the file last, and a Blob tells
// the length in advance, without which storage refuses.
const formOf = (upload: MediaUpload, file: Blob, boundary: string): Blob => {
  const fields = Object.entries(upload.upload_parameters).map(([name, value]) => field(boundary, name, value));
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="file"\r\nContent-Type: ${
    file.type === '' ? 'application/octet-stream' : file.type
  }\r\n\r\n`;
  return new Blob([...fields, head, file, `\r\n--${boundary}--\r\n`]);
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
  const boundary = `prikbord-${randomUUID()}`;
  const body = formOf(input.upload, input.file, boundary);
  const signal = AbortSignal.timeout(config.timeoutMs + Math.ceil(body.size / SLOWEST_BYTES_PER_MS));
  try {
    const answer = await ports.fetch(input.upload.upload_url, {
      method: 'POST',
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      body,
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
