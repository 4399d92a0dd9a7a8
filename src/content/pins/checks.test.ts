import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import sharp from 'sharp';
import { testActing } from '../../../test/kit/acting.ts';
import { testConnect } from '../../../test/kit/connected.ts';
import { receiveAsset } from '../assets/receive-asset.ts';
import { getContentSettings } from '../settings/settings.ts';
import type { PinContent } from '../shapes.ts';
import { problemsOf } from './checks.ts';
import { emptyContent } from './content.ts';
import { draftPin } from './make-pins.ts';

const kit = await testConnect({ after });
const acting = await testActing({ after }, kit);
const clientId = await kit.connectClient(kit.users.find((each) => each.accountType === 'BUSINESS'));
const { ctx } = acting;
const settings = await getContentSettings(ctx, { clientId });

const picture = async (width: number, height: number): Promise<string> => {
  const bytes = await sharp({ create: { width, height, channels: 3, background: '#1f6f43' } })
    .png()
    .toBuffer();
  return (await receiveAsset(ctx, acting.files, { clientId, name: `${width}.png`, source: [bytes] })).assetId;
};
const fine = await picture(1000, 1500);
const wide = await picture(1600, 900);
const small = await picture(400, 600);

let days = 0;
const complete = (): PinContent => ({
  ...emptyContent,
  boardId: '1',
  title: 'Stoel',
  description: 'Een groene stoel',
  altText: 'Groene stoel',
  link: `https://shop.example/${randomUUID()}`,
  media: { kind: 'picture', assetId: fine },
});
const wall = (inDays: number): string =>
  new Date(ctx.clock.now().getTime() + inDays * 86_400_000).toISOString().slice(0, 16);

/** Far from every other Pin of this file, so that spacing says nothing unless it is meant to. */
const codesOf = async (change: Partial<PinContent>, plannedFor?: string | null): Promise<string[]> => {
  days += 60;
  const pin = await draftPin(ctx, {
    clientId,
    content: { ...complete(), ...change },
    plannedFor: plannedFor === undefined ? wall(days) : plannedFor,
  });
  return (await problemsOf(ctx, { pin, settings })).map(({ code, stops }) => `${code}${stops ? '!' : ''}`);
};

test('a finished Pin has no problem, and an empty one has all of them at once, what stops it first', async () => {
  assert.deepEqual(await codesOf({}), []);
  assert.deepEqual(await codesOf(emptyContent, null), [
    'media-missing!',
    'board-missing!',
    'moment-missing!',
    'title-missing',
    'description-missing',
    'alt-missing',
    'link-missing',
  ]);
});

test('texts are counted as they will be sent, the disclosure before the description included', async () => {
  assert.deepEqual(await codesOf({ title: 'x'.repeat(100), altText: 'x'.repeat(500) }), []);
  assert.deepEqual(await codesOf({ title: 'x'.repeat(101), altText: 'x'.repeat(501) }), ['title-long!', 'alt-long!']);
  assert.deepEqual(await codesOf({ description: 'x'.repeat(800) }), []);
  assert.deepEqual(await codesOf({ description: 'x'.repeat(797), disclosure: 'ad' }), []);
  assert.deepEqual(await codesOf({ description: 'x'.repeat(798), disclosure: 'ad' }), ['description-long!']);
});

test('a link is a web address, short enough with all that is put behind it', async () => {
  for (const link of ['shop.example', 'javascript:alert(1)', 'ftp://shop.example/x'])
    assert.deepEqual(await codesOf({ link }), ['link-wrong!']);
  assert.deepEqual(await codesOf({ link: `https://shop.example/${'x'.repeat(2020)}` }), ['link-long!']);
});

test('pictures that are gone, small, of another shape, or of different sizes are told', async () => {
  const carousel = (...ids: string[]) => ({
    media: { kind: 'carousel' as const, slides: ids.map((assetId) => ({ assetId })) },
  });
  assert.deepEqual(await codesOf({ media: { kind: 'picture', assetId: randomUUID() } }), ['media-gone!']);
  assert.deepEqual(await codesOf({ media: { kind: 'picture', assetId: small } }), ['picture-small']);
  assert.deepEqual(await codesOf({ media: { kind: 'picture', assetId: wide } }), ['picture-shape']);
  assert.deepEqual(await codesOf(carousel(fine)), ['slides-few!']);
  assert.deepEqual(await codesOf(carousel(fine, fine)), []);
  assert.deepEqual(await codesOf(carousel(fine, await picture(1000, 1499))), ['slides-differ!']);
});

test('the same page or picture again within the agreed days is told, whatever stands behind the question mark', async () => {
  const at = (inDays: number) => codesOf({ link: `https://shop.example/same?utm_content=${inDays}` }, wall(inDays));
  assert.deepEqual(await at(5000), []);
  assert.deepEqual(await at(5000 + settings.spacingDays + 1), []);
  assert.deepEqual(await at(5000 + 1), ['link-again', 'picture-again']);
});

test('a day with more Pins than was agreed is told, and so is a moment that has passed', async () => {
  const day = wall(9000).slice(0, 10);
  const many: string[][] = [];
  for (let hour = 0; hour <= settings.dayCap; hour += 1)
    many.push(await codesOf({}, `${day}T${String(hour % 24).padStart(2, '0')}:00`));
  assert.ok(!many[settings.dayCap - 1]?.includes('day-full'));
  assert.ok(many[settings.dayCap]?.includes('day-full'));
  assert.deepEqual(await codesOf({ media: { kind: 'picture', assetId: await picture(900, 1350) } }, wall(-1)), [
    'moment-past',
  ]);
});
