import { createHash, createHmac } from 'node:crypto';
import { type ApiRequest, refuse, type Sandbox } from '../handler.ts';
import type { WorldUser } from '../world/world.ts';

/*
 * A video before it is on a Pin:
 *
 *   registered ──upload──▶ processing ──after the delay──▶ succeeded   (a video of 4 s to 15 min)
 *                                                     └──▶ failed      (anything else; Pinterest never says why)
 *
 * All of it happens in real time.
 */

/** A registered upload. Times are real milliseconds since 1970. */
export type Media = {
  readonly id: string;
  readonly userId: string;
  readonly registeredAt: number;
  readonly uploadedAt?: number;
  /** Length of what was uploaded; null when it is no video. @unit seconds */
  readonly seconds?: number | null;
};

/** Where uploads go, on this server; the real one is an S3 bucket. */
export const UPLOAD_PATH = '/pinterest-media-upload/';

// An hour, as the policies of such forms usually have it; the description names no time.
const POLICY_MS = 3_600_000;
// What Pinterest takes for a short video in a demo; the worst seen is half an hour.
const REAL_DELAY_MS = 5000;
const SHORTEST_SECONDS = 4;
const LONGEST_SECONDS = 900;

/** The shelf of registered uploads. */
export const mediaShelf = ({ state }: Pick<Sandbox, 'state'>) => state.collection<Media>('organic media');

/** Registers an upload for this account. */
export const registerMedia = (request: ApiRequest, user: WorldUser): Media => {
  const shelf = mediaShelf(request);
  const n = String(shelf.size()).padStart(10, '0');
  const media = {
    id: `70${String(user.index).padStart(6, '0')}${n}`,
    userId: user.id,
    registeredAt: request.clock.real(),
  };
  shelf.put(media.id, media);
  return media;
};

/** The form fields that must come along with the file, in the order in which Pinterest gives them. */
export const uploadParameters = (sandbox: Sandbox, media: Media): Record<string, string> => {
  const stamp = new Date(media.registeredAt).toISOString().replace(/[-:]|\.\d{3}/g, '');
  const key = `uploads/${media.id.slice(-2)}/${media.id.slice(-4, -2)}/${media.id}`;
  const expiration = new Date(media.registeredAt + POLICY_MS).toISOString();
  const policy = Buffer.from(
    JSON.stringify({ expiration, conditions: [{ key }, { bucket: 'pinterest-media-upload' }] }),
  );
  const secret = createHash('sha256').update(`upload ${sandbox.world.seed}`).digest();
  return {
    'x-amz-date': stamp,
    'x-amz-signature': createHmac('sha256', secret).update(policy).digest('hex'),
    'x-amz-security-token': createHmac('sha256', secret).update(media.id).digest('base64'),
    'x-amz-algorithm': 'AWS4-HMAC-SHA256',
    key,
    policy: policy.toString('base64'),
    'x-amz-credential': `ASIASANDBOX/${stamp.slice(0, 8)}/us-east-1/s3/aws4_request`,
    'Content-Type': 'multipart/form-data',
  };
};

/** The upload whose form carries this key. */
export const mediaOfKey = (sandbox: Sandbox, key: string): Media | undefined =>
  mediaShelf(sandbox).get(key.slice(key.lastIndexOf('/') + 1));

/** Whether the form may still be used. */
export const isOpen = (sandbox: Sandbox, media: Media): boolean =>
  sandbox.clock.real() <= media.registeredAt + POLICY_MS;

const delayOf = (sandbox: Sandbox): number =>
  sandbox.settings.mediaDelay === 'real' ? REAL_DELAY_MS : sandbox.settings.mediaDelay;

/** How far an upload is, now. */
export const mediaStatus = (sandbox: Sandbox, media: Media): 'registered' | 'processing' | 'succeeded' | 'failed' => {
  if (media.uploadedAt === undefined) return 'registered';
  if (sandbox.clock.real() < media.uploadedAt + delayOf(sandbox)) return 'processing';
  const seconds = media.seconds ?? 0;
  return seconds >= SHORTEST_SECONDS && seconds <= LONGEST_SECONDS ? 'succeeded' : 'failed';
};

/** An upload of this account. @throws Refusal 404 */
export const mediaOr404 = (request: ApiRequest, user: WorldUser, id: string): Media => {
  const media = mediaShelf(request).get(id);
  return media?.userId === user.id ? media : refuse(404, 404, 'Media not found.');
};
