import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { after, test } from 'node:test';
import { testConnect } from '../../../../test/kit/connected.ts';
import { landingShelf } from '../../../../test/kit/landings.ts';
import { changeSettings } from '../../../clients/index.ts';
import { boundAdAccounts } from '../../../connect/index.ts';
import { deriveLanding, pinTable } from '../../../facts/index.ts';
import { addDays, type ClientId, dayOf, eachDay } from '../../../foundation/kit/index.ts';
import { addApiKey } from '../../../identity/index.ts';
import { listPins } from '../../../ingest/index.ts';
import { buildApp } from '../../app.ts';
import type { PinList, PinStory } from '../../contract.ts';

const kit = await testConnect({ after });
await kit.control('latency', { ms: 0 });
const { database } = kit;
const { config, keys } = database;
const ctx = kit.context({ kind: 'cli', name: 'test' });
const app = await buildApp({
  ctx: { ...kit.context({ kind: 'system', name: 'web' }), db: database.app },
  config,
  keys,
  signIn: database.signIn,
  readiness: async () => ({ ready: true, demo: 'none', history: { done: 0, total: 0 } }),
  metrics: async () => '',
  webDir: `${tmpdir()}/no-console-here-${randomUUID()}`,
  stopping: new AbortController().signal,
});
database.atEnd(() => app.close());

const businesses = kit.users.filter((user) => user.accountType === 'BUSINESS');
const [clientId, elsewhere] = [await kit.connectClient(businesses[1]), await kit.connectClient(businesses[2])];
const today = dayOf(ctx.clock.now());
const [from, to] = [addDays(today, -60), addDays(today, -1)];

/** Two months of three ads over two of the client's own Pins, as its account would report them. */
const advertise = async (of: ClientId): Promise<{ account: string; pins: string[] }> => {
  const account = (await boundAdAccounts(ctx, { clientId: of }))[0]?.adAccountId ?? '';
  const pins = (await listPins(ctx, { clientId: of })).items.map((pin) => pin.id);
  const shelf = landingShelf();
  const pulledAt = ctx.clock.now();
  const shown = [pins[3], pins[5], pins[3], pins[7]];
  const derive = (landingId: string) => deriveLanding(ctx, { clientId: of, landingId }, shelf.reader);
  await derive(
    shelf.addStructure({ account, level: 'campaign', pulledAt }, [{ id: '1', ad_account_id: account, name: 'Lente' }]),
  );
  await derive(
    shelf.addStructure({ account, level: 'adGroup', pulledAt }, [{ id: '11', campaign_id: '1', name: 'Vrouwen' }]),
  );
  await derive(
    shelf.addStructure(
      { account, level: 'ad', pulledAt },
      shown.map((pin, n) => ({
        id: `11${n}`,
        ad_group_id: '11',
        name: `Advertentie ${n}`,
        status: n === 1 ? 'PAUSED' : 'ACTIVE',
        pin_id: pin,
      })),
    ),
  );
  const rows = [0, 1, 2].flatMap((n) =>
    eachDay(from, to).map((day) => ({
      id: `11${n}`,
      day,
      SPEND_IN_MICRO_DOLLAR: 1_000_000 * (n + 1),
      IMPRESSION_1: 1000,
      IMPRESSION_2: 50 * n,
      CLICKTHROUGH_1: 10 * (n + 1),
      CLICKTHROUGH_2: n,
      REPIN_1: 4,
      TOTAL_CHECKOUT: n,
      TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR: 3_000_000 * n,
    })),
  );
  await derive(shelf.addReport({ account, level: 'ad', from, to, pulledAt }, rows));
  return { account, pins };
};

const own = await advertise(clientId);
const foreign = await advertise(elsewhere);
const { key } = await addApiKey(ctx, { label: 'test', scopes: ['facts.read'], clientIds: [clientId] });
const headers = { authorization: `Bearer ${key}`, 'accept-language': 'en' };
const get = (path: string, of: ClientId = clientId) =>
  app.inject({ url: `/api/v1/clients/${of}/pins${path}`, headers });
const list = async (query = ''): Promise<PinList> => {
  const answer = await get(query === '' ? '' : `?${query}`);
  assert.equal(answer.statusCode, 200, answer.body);
  return answer.json();
};
const idsOf = ({ pins }: PinList): string[] => pins.map((pin) => pin.id);

test('a Pin of two ads stands once, with paid and earned over both and organic beside them, none added together', async () => {
  const answer = await list();
  assert.equal(answer.content.state, 'known');
  assert.equal(answer.organic.source, 'live');
  const [first] = answer.pins;
  assert.equal(first?.id, own.pins[3]);
  assert.deepEqual([first?.ads, first?.activeAds, first?.adName], [2, 2, 'Advertentie 2']);
  const days = 30n;
  const figures: PinList['pins'][number]['figures'] = first?.figures ?? {};
  assert.equal(figures.spend?.value, String(4_000_000n * days));
  assert.equal(figures['paid-impressions']?.value, String(2000n * days));
  assert.equal(figures['earned-impressions']?.value, String(100n * days));
  assert.equal(figures['paid-ctr']?.value, 40 / 2000);
  assert.equal(figures['earned-ctr']?.value, 2 / 100);
  assert.equal(figures['earned-impressions']?.before, String(100n * days));
  const table = await pinTable(ctx, {
    clientId,
    account: own.account,
    period: answer.about.period as { from: typeof from; to: typeof to },
    metrics: ['spend'],
  });
  assert.equal(figures.spend?.value, table.pins.find(({ pin }) => pin === first?.id)?.sums.spend?.toString());
  const { items } = await listPins(ctx, { clientId });
  const live = items.find((pin) => pin.id === first?.id);
  assert.equal(first?.title, live?.title ?? null);
  assert.equal(first?.organic?.figures.impressions?.value, String(live?.pin_metrics?.['90d']?.impression));
  assert.equal(first?.organic?.figures.saves?.value, null, 'saves are not told: unknown, not zero');
  const unpaid = answer.pins.find((pin) => pin.ads === 0);
  assert.deepEqual([unpaid?.figures, unpaid?.organic !== null], [{}, true]);
});

test('the gallery is sorted and chosen by what the address says, and refuses what it does not understand', async () => {
  const bySpend = (await list('sort=spend&status=active&idle=yes')).pins.map((pin) => [
    pin.id,
    pin.figures.spend?.value,
  ]);
  assert.deepEqual(bySpend, [
    [own.pins[3], '120000000'],
    [own.pins[7], '0'],
  ]);
  assert.deepEqual(idsOf(await list('status=paused')), [own.pins[5]]);
  assert.deepEqual(idsOf(await list('minSpend=60000001')), [own.pins[3]]);
  assert.deepEqual(idsOf(await list(`search=${own.pins[5]}`)), [own.pins[5]]);
  assert.deepEqual(idsOf(await list('search=advertentie%201')), [own.pins[5]]);
  const seen = (await list('sort=organic-impressions&status=none&organic=yes&limit=200')).pins.map((pin) =>
    Number(pin.organic?.figures.impressions?.value),
  );
  assert.ok(seen.length > 20);
  assert.deepEqual(
    seen,
    seen.toSorted((one, other) => other - one),
  );
  const videos = await list('format=video&idle=yes');
  assert.ok(videos.count > 0 && videos.pins.every((pin) => pin.format === 'video') && videos.formats.includes('video'));
  for (const wrong of ['sort=name', 'format=poem', 'minSpend=-1', 'limit=0', 'cursor=x', 'from=2026-02-30']) {
    assert.equal((await get(`?${wrong}`)).statusCode, 422, wrong);
  }
});

test('stretch by stretch the gallery is the whole, each Pin once, whichever way it is sorted', async () => {
  for (const sort of ['sort=spend', 'sort=organic-ctr&order=up', 'sort=title', 'sort=created']) {
    const whole = idsOf(await list(`${sort}&limit=200`));
    const walked: string[] = [];
    let next: string | null = null;
    do {
      const answer: PinList = await list(`${sort}&limit=40${next === null ? '' : `&cursor=${next}`}`);
      walked.push(...idsOf(answer));
      next = answer.next;
    } while (next !== null);
    assert.ok(whole.length > 40);
    assert.deepEqual(walked, whole, sort);
  }
});

test('one Pin tells its texts, its ads with where they lie, and each day in three lenses', async () => {
  const story: PinStory = (await get(`/${own.pins[3]}`)).json();
  const { items } = await listPins(ctx, { clientId });
  const live = items.find((pin) => pin.id === own.pins[3]);
  assert.deepEqual(
    [story.pin.title, story.pin.description, story.pin.picture],
    [live?.title, live?.description, 'there'],
  );
  assert.deepEqual(
    story.ads.map((ad) => [ad.id, ad.adGroup?.name, ad.campaign?.name, ad.figures.spend?.value]),
    [
      ['112', 'Vrouwen', 'Lente', '90000000'],
      ['110', 'Vrouwen', 'Lente', '30000000'],
    ],
  );
  assert.deepEqual([story.days.length, story.days[0]?.figures['paid-clicks']], [30, '40']);
  assert.equal(story.organic?.source, 'live');
  assert.deepEqual([story.organic?.from, story.organic?.to], [story.about.period.from, story.about.period.to]);
  const sum = story.days.reduce((total, day) => total + Number(day.organic.impressions ?? 0), 0);
  assert.equal(story.organic?.figures.impressions?.value, String(sum));
  assert.ok(Number(story.organic?.figures.saves?.value) >= 0, 'saves of one Pin are told');
  const before: PinStory = (
    await get(`/${own.pins[3]}?from=${addDays(today, -300)}&to=${addDays(today, -200)}`)
  ).json();
  assert.deepEqual([before.organic?.to, before.figures.spend?.value], [to, null], 'another stretch, and it says so');
});

test('a client whose contract stores organic figures is shown the stored ones, and unknown where there are none', async () => {
  await changeSettings(ctx, { clientId, settings: { organicHistory: true, organicGround: 'contract:7' } });
  const shelf = landingShelf();
  const stored = eachDay(addDays(today, -20), to);
  const landingId = shelf.addReport(
    {
      ...{ kind: 'organic', account: '', level: 'account', window: '', reportTime: '', columns: ['IMPRESSION'] },
      ...{ from: addDays(today, -20), to, pulledAt: ctx.clock.now() },
    },
    [],
  );
  await deriveLanding(
    ctx,
    { clientId, landingId },
    {
      ...shelf.reader,
      readLanding: async (tx, input) => ({
        ...(await shelf.reader.readLanding(tx, input)),
        body: (async function* () {
          yield Buffer.from(stored.map((day) => `${own.pins[3]}\t${day}\tREADY\t7\n`).join(''));
        })(),
      }),
    },
  );
  const answer = await list('limit=200');
  assert.deepEqual([answer.organic.source, answer.organic.from], ['stored', answer.about.period.from]);
  const shown = answer.pins.find((pin) => pin.id === own.pins[3])?.organic;
  assert.deepEqual([shown?.figures.impressions?.value, shown?.knownDays, shown?.days], ['140', 20, 30]);
  assert.equal(answer.pins.find((pin) => pin.id === own.pins[5])?.organic, null);
  const story: PinStory = (await get(`/${own.pins[3]}`)).json();
  assert.deepEqual([story.organic?.source, story.organic?.figures.impressions?.value], ['stored', '140']);
});

test('a picture comes through us, in a size of the list only, as a picture and nothing else', async () => {
  const answer = await get(`/${own.pins[3]}/picture?size=small`);
  assert.equal(answer.statusCode, 200, answer.body);
  assert.equal(answer.headers['content-type'], 'image/png');
  assert.equal(answer.headers['x-content-type-options'], 'nosniff');
  assert.equal(answer.headers['content-security-policy'], "default-src 'none'; sandbox");
  assert.equal(answer.headers['cache-control'], 'private, max-age=300');
  assert.deepEqual([...answer.rawPayload.subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47]);
  const sizes = await Promise.all(['card', 'large'].map((size) => get(`/${own.pins[3]}/picture?size=${size}`)));
  assert.ok(sizes.every(({ statusCode }) => statusCode === 200));
  assert.equal(new Set([answer, ...sizes].map(({ rawPayload }) => rawPayload.length)).size, 3);
  for (const wrong of ['size=originals', 'size=http://169.254.169.254/']) {
    assert.equal((await get(`/${own.pins[3]}/picture?${wrong}`)).statusCode, 422, wrong);
  }
});

test('somebody else’s Pin, one that does not exist and a word get one and the same answer, and Pinterest is not asked', async () => {
  const calls = async () => (await kit.control<{ items: unknown[] }>('requests?limit=100000')).items.length;
  for (const tail of ['', '/picture']) {
    const before = await calls();
    const answers = await Promise.all(
      [foreign.pins[3], '999999999999999999', 'word', '..%2F..', 'https:%2F%2Fevil.example'].map((id) =>
        get(`/${id}${tail}`),
      ),
    );
    for (const { statusCode, json } of answers) assert.deepEqual([statusCode, json().code], [404, 'API_MISSING']);
    const told = answers.map(({ body, headers: { date: _date, ...rest } }) => JSON.stringify({ body, rest }));
    assert.equal(new Set(told).size, 1);
    assert.equal(await calls(), before);
  }
  assert.equal((await get(`/${foreign.pins[3]}/picture`, elsewhere)).statusCode, 404, 'nor through its own client');
});

test('without Pinterest the figures stay, and say why titles and pictures are missing', async () => {
  await kit.control('faults', [{ op: '*', kind: 'revoked' }]);
  await database.admin(`delete from ingest_live_reads where client_id = ${clientId}`);
  const answer = await list();
  assert.equal(answer.content.state, 'away');
  assert.ok((answer.content.meaning ?? '').length > 10);
  const [first] = answer.pins;
  assert.deepEqual(
    [first?.id, first?.title, first?.picture, first?.adName],
    [own.pins[3], null, 'unknown', 'Advertentie 2'],
  );
  assert.equal(first?.figures.spend?.value, '120000000');
  const story: PinStory = (await get(`/${own.pins[3]}`)).json();
  assert.deepEqual([story.content.state, story.pin.title, story.ads.length], ['away', null, 2]);
  const picture = await get(`/${own.pins[3]}/picture`);
  assert.ok(picture.statusCode >= 400 && picture.headers['content-type']?.includes('problem'), picture.body);
});
