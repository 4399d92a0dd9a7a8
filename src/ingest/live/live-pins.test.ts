import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testConnect } from '../../../test/kit/connected.ts';
import { isFault } from '../../foundation/kit/index.ts';
import { listPins } from './list-content.ts';
import { findLivePin, listPinCards, pictureAddress, pictureSizes } from './live-pins.ts';

const place = await testConnect({ after });
await place.control('latency', { ms: 0 });
const ctx = place.context({ kind: 'system', name: 'test' });
const businesses = place.users.filter((user) => user.accountType === 'BUSINESS');
const clientId = await place.connectClient(businesses[1]);
const other = await place.connectClient(businesses[2]);

type Journal = { items: { op: string }[] };
const calls = async (operation: string): Promise<number> =>
  (await place.control<Journal>('requests?limit=100000')).items.filter((item) => item.op === operation).length;

const yes = async () => true;
const no = async () => false;

test('a Pin that is not in a list yet is asked by itself, once, and only when it is the client’s', async () => {
  const pins = await listPins(ctx, { clientId: other });
  const pinId = pins.items[0]?.id ?? '';
  const before = await calls('pins/get');
  assert.equal(await findLivePin(ctx, { clientId, pinId, mayAsk: no }), undefined);
  assert.equal(await calls('pins/get'), before, 'nobody was asked about it');
  await assert.rejects(findLivePin(ctx, { clientId, pinId, mayAsk: yes }), (error) => isFault(error));
  const own = await findLivePin(ctx, { clientId: other, pinId, mayAsk: no });
  assert.equal(own?.pin.title, pins.items[0]?.title, 'the list of all has it');
  const mine = (await listPinCards(ctx, { clientId })).pins.at(-1)?.pinId ?? '';
  await place.database.admin(`delete from ingest_live_reads where client_id = ${clientId}`);
  const counted = await calls('pins/get');
  const found = [1, 2].map(() => findLivePin(ctx, { clientId, pinId: mine, mayAsk: yes }));
  for (const each of await Promise.all(found)) assert.equal(each?.pin.id, mine);
  assert.equal((await calls('pins/get')) - counted, 1);
});

test('cards say of every Pin what the list of Pins says, and share its reading', async () => {
  const before = await calls('pins/list');
  const [{ pins }, all] = [await listPinCards(ctx, { clientId }), await listPins(ctx, { clientId })];
  assert.ok((await calls('pins/list')) - before <= 1);
  assert.equal(pins.length, all.total);
  assert.deepEqual(
    pins.map((pin) => [pin.pinId, pin.title, pin.quarter.impressions, pin.quarter.outbound_clicks]),
    all.items.map((pin) => [
      pin.id,
      pin.title,
      pin.pin_metrics?.['90d']?.impression,
      pin.pin_metrics?.['90d']?.clickthrough,
    ]),
  );
  assert.ok(pins.every((pin) => pin.hasPicture && pin.colour !== null && pin.createdAt !== null));
  for (const format of ['image', 'video', 'carousel'] as const)
    assert.ok(
      pins.some((pin) => pin.format === format),
      format,
    );
});

test('every kind of Pin has a picture in every size, the whole of it for a card', async () => {
  const { items } = await listPins(ctx, { clientId });
  for (const pin of items) {
    for (const size of pictureSizes) {
      const address = pictureAddress(pin, size) ?? '';
      assert.ok(address.startsWith(`${place.sandboxUrl}/pinimg/`), `${pin.media?.media_type} ${size} ${address}`);
    }
    assert.match(pictureAddress(pin, 'card') ?? '', /\/pinimg\/600x\//);
    assert.equal(pictureAddress({ ...pin, media: null }, 'card'), null);
  }
});

test('of another client’s Pins nothing is found, in its own list or by asking', async () => {
  const { pins } = await listPinCards(ctx, { clientId });
  await listPinCards(ctx, { clientId: other });
  for (const { pinId } of pins.slice(0, 3)) {
    assert.equal(await findLivePin(ctx, { clientId: other, pinId, mayAsk: no }), undefined);
  }
});
