import { randomUUID } from 'node:crypto';
import type { Page, PageAnswer, PageRequest } from '../handler.ts';
import { isOpen, type Media, mediaOfKey, mediaShelf, UPLOAD_PATH, uploadParameters } from '../organic/media.ts';
import { readVideoSeconds } from '../organic/media-bytes.ts';
import { type Part, readMultipart } from '../organic/multipart.ts';

const refusal = (status: number, code: string, message: string): PageAnswer => ({
  status,
  type: 'application/xml',
  body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message><RequestId>${randomUUID()}</RequestId></Error>`,
});

const policyFailed = (why: string): PageAnswer => refusal(403, 'AccessDenied', `Invalid according to Policy: ${why}`);

/** What is wrong with the form itself, before anyone looks at whose it is. */
const problemOfForm = (request: PageRequest, parts: readonly Part[] | undefined): PageAnswer | undefined => {
  if (request.headers.authorization !== undefined) {
    return refusal(
      400,
      'InvalidArgument',
      'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified',
    );
  }
  if (parts === undefined) {
    return refusal(412, 'PreconditionFailed', 'Bucket POST must be of the enclosure-type multipart/form-data');
  }
  const files = parts.filter((part) => part.name === 'file');
  return files.length === 1
    ? undefined
    : refusal(400, 'InvalidArgument', 'POST requires exactly one file upload per request.');
};

const problemOfFields = (
  request: PageRequest,
  media: Media | undefined,
  fields: ReadonlyMap<string, string>,
): PageAnswer | undefined => {
  if (!media) return policyFailed('Policy Condition failed: ["eq", "$key"]');
  if (!isOpen(request, media)) return policyFailed('Policy expired.');
  for (const [name, value] of Object.entries(uploadParameters(request, media))) {
    const given = fields.get(name);
    if (given === undefined) return policyFailed(`Policy Condition failed: missing field ${name}`);
    if (given === value) continue;
    if (name !== 'x-amz-signature') return policyFailed(`Policy Condition failed: ["eq", "$${name}"]`);
    return refusal(
      403,
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided.',
    );
  }
  return undefined;
};

const upload = (request: PageRequest): PageAnswer => {
  const contentType = request.headers['content-type'];
  const parts = readMultipart(typeof contentType === 'string' ? contentType : undefined, request.body);
  const wrong = problemOfForm(request, parts);
  if (wrong) return wrong;
  // As at S3, fields that come after the file do not exist.
  const at = parts?.findIndex((part) => part.name === 'file') ?? -1;
  const fields = new Map(parts?.slice(0, at).map((part) => [part.name, part.bytes.toString('utf8')]));
  const media = mediaOfKey(request, fields.get('key') ?? '');
  const refused = problemOfFields(request, media, fields);
  const file = parts?.[at];
  if (refused || !media || !file) return refused ?? policyFailed('Policy Condition failed');
  mediaShelf(request).put(media.id, {
    ...media,
    uploadedAt: request.clock.real(),
    seconds: readVideoSeconds(file.bytes) ?? null,
  });
  return { status: 204, headers: { etag: `"${randomUUID()}"` } };
};

/** The bucket that videos are sent to: a form with every parameter of the registration, the file last, and no Bearer token. */
export const uploadPages: readonly Page[] = [
  { method: 'POST', path: UPLOAD_PATH, operation: 'media/upload', handle: upload },
];
