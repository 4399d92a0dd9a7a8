import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sampleVideo } from '../../../test/kit/sample-video.ts';
import { type SandboxChoices, testSandbox } from '../../../test/kit/sandbox.ts';

/** What these tests read of an answer. */
type Body = {
  id: string;
  message: string;
  creative_type: string;
  status: string;
  media_id: string;
  upload_url: string;
  upload_parameters: Record<string, string>;
  media: { media_type: string };
  items: [Body, ...Body[]];
};

const setUp = async (t: TestContext, choices: SandboxChoices = {}) => {
  const sandbox = await testSandbox(t, choices);
  const [, user] = await sandbox.users();
  const { access } = await sandbox.consent({ user: user?.id ?? '' });
  const ask = async (method: string, path: string, body?: unknown) => {
    const response = await sandbox.call(access, method, path, body);
    const json: Body = JSON.parse(await response.text());
    return { status: response.status, json };
  };
  const register = async (): Promise<Body> => (await ask('POST', '/media', { media_type: 'video' })).json;
  const statusOf = async (media: Body) => (await ask('GET', `/media/${media.media_id}`)).json.status;
  return { sandbox, ask, register, statusOf };
};

type Form = {
  fields?: Record<string, string>;
  file?: Buffer<ArrayBuffer> | null;
  fileFirst?: boolean;
  headers?: Record<string, string>;
};

/** Sends the form of a registration, with whatever a test spoils in it. */
const send = async (media: Body, spoiled: Form = {}) => {
  const form = new FormData();
  const bytes = spoiled.file === undefined ? sampleVideo(10) : spoiled.file;
  const file = bytes === null ? undefined : new Blob([bytes]);
  if (spoiled.fileFirst && file) form.append('file', file);
  for (const [name, value] of Object.entries(spoiled.fields ?? media.upload_parameters))
    form.append(name, String(value));
  if (!spoiled.fileFirst && file) form.append('file', file);
  const response = await fetch(media.upload_url, { method: 'POST', body: form, headers: spoiled.headers ?? {} });
  const text = await response.text();
  return { status: response.status, code: /<Code>(\w+)<\/Code>/.exec(text)?.[1], text };
};

test('a video goes from registered over processing to succeeded, in real time', async (t) => {
  const { register, statusOf } = await setUp(t, { settings: { mediaDelay: 400 } });
  const media = await register();
  assert.equal(await statusOf(media), 'registered');
  const sent = await send(media);
  assert.deepEqual([sent.status, sent.text], [204, '']);
  assert.equal(await statusOf(media), 'processing');
  await sleep(500);
  assert.equal(await statusOf(media), 'succeeded');
});

test('what is no video, too short or too long fails without a reason', async (t) => {
  const { register, statusOf } = await setUp(t);
  for (const file of [Buffer.from('no film at all, only words'), sampleVideo(3), sampleVideo(901)]) {
    const media = await register();
    assert.equal((await send(media, { file })).status, 204);
    assert.equal(await statusOf(media), 'failed');
  }
  for (const seconds of [4, 900]) {
    const media = await register();
    await send(media, { file: sampleVideo(seconds) });
    assert.equal(await statusOf(media), 'succeeded');
  }
});

test('the bucket answers in its own XML when the form is wrong', async (t) => {
  const { register, statusOf } = await setUp(t);
  const media = await register();
  const { upload_parameters: fields } = media;
  const { policy: _left, ...withoutPolicy } = fields;
  const cases: [Form, number, string][] = [
    [{ headers: { authorization: 'Bearer pina_x' } }, 400, 'InvalidArgument'],
    [{ file: null }, 400, 'InvalidArgument'],
    [{ fileFirst: true }, 403, 'AccessDenied'],
    [{ fields: withoutPolicy }, 403, 'AccessDenied'],
    [{ fields: { ...fields, key: 'uploads/elsewhere' } }, 403, 'AccessDenied'],
    [{ fields: { ...fields, 'x-amz-signature': 'forged' } }, 403, 'SignatureDoesNotMatch'],
  ];
  for (const [spoiled, status, code] of cases) {
    const sent = await send(media, spoiled);
    assert.deepEqual([sent.status, sent.code], [status, code]);
  }
  const plain = await fetch(media.upload_url, { method: 'POST', body: 'no form' });
  assert.equal(plain.status, 412);
  assert.equal(await statusOf(media), 'registered');
});

test('a video Pin needs a cover and a video that is ready', async (t) => {
  const { ask, register } = await setUp(t);
  const board = (await ask('GET', '/boards')).json.items[0].id;
  const media = await register();
  const pin = (more: object) =>
    ask('POST', '/pins', {
      board_id: board,
      media_source: { source_type: 'video_id', media_id: media.media_id, ...more },
    });
  assert.match((await pin({ cover_image_key_frame_time: 1 })).json.message, /not ready/);
  await send(media);
  assert.match((await pin({})).json.message, /cover_image_url or cover_image_content_type/);
  const made = await pin({ cover_image_key_frame_time: 1 });
  assert.deepEqual([made.status, made.json.creative_type, made.json.media.media_type], [201, 'VIDEO', 'video']);
  assert.equal((await ask('GET', '/media/1')).status, 404);
});
