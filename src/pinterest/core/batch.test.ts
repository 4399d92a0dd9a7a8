import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { clientFor, countingSession, scriptedServer, smallBudget } from '../../../test/kit/pinterest.ts';
import { isFault, micros } from '../../foundation/kit/index.ts';
import { updateAds } from '../endpoints/ads/update-ads.ts';
import { createCampaigns } from '../endpoints/campaigns/create-campaigns.ts';
import { updateCampaigns } from '../endpoints/campaigns/update-campaigns.ts';
import { rateLimits } from './rate-limits.ts';

// Forty runs in a row are no matter of allowance.
const boundless = smallBudget({
  ...rateLimits.standard,
  universal: { calls: 1_000_000, windowMs: 1, per: 'user' },
});

const session = () => countingSession(['pina_one']);
const campaign = (id: string) => ({ id, ad_account_id: '549', name: `C${id}`, status: 'PAUSED' });
const ad = (id: string) => ({ id, ad_account_id: '549', campaign_id: '1', ad_group_id: '2', status: 'PAUSED' });

test('exceptions come out alike, whether Pinterest sends a list or a single one', async (t) => {
  const { url } = await scriptedServer(t, (request) => ({
    status: 200,
    body: request.url.includes('/ads')
      ? { items: [{ data: ad('1') }, { data: null, exceptions: { code: 2, message: 'Ad not found.' } }] }
      : { items: [{ data: campaign('1'), exceptions: [] }, { exceptions: [{ code: 2, message: 'Not found.' }] }] },
  }));
  const { pinterest } = clientFor(url);
  const items = [
    { id: '1', status: 'PAUSED' },
    { id: '2', status: 'PAUSED' },
  ] as const;
  const ads = await updateAds(pinterest, session(), { adAccountId: '549', items });
  const campaigns = await updateCampaigns(pinterest, session(), { adAccountId: '549', items });
  assert.deepEqual(
    [ads, campaigns].map((outcomes) => outcomes.map((outcome) => outcome.state)),
    [
      ['done', 'refused'],
      ['done', 'refused'],
    ],
  );
  assert.deepEqual(ads[1], { state: 'refused', reasons: [{ code: 2, message: 'Ad not found.' }] });
});

test('updates are matched by id when Pinterest answers in another order', async (t) => {
  const { url } = await scriptedServer(t, [
    { status: 200, body: { items: [{ data: campaign('2') }, { data: campaign('1') }] } },
  ]);
  const outcomes = await updateCampaigns(clientFor(url).pinterest, session(), {
    adAccountId: '549',
    items: [{ id: '1' }, { id: '2' }],
  });
  assert.deepEqual(
    outcomes.map((outcome) => outcome.state === 'done' && outcome.item.id),
    ['1', '2'],
  );
});

test('done and refused are never mixed up, in whatever order Pinterest answers', async (t) => {
  const shuffled = fc.array(fc.boolean(), { minLength: 1, maxLength: 30 }).chain((refused) =>
    fc.record({
      refused: fc.constant(refused),
      order: fc.shuffledSubarray([...refused.keys()], { minLength: refused.length }),
    }),
  );
  let answer: unknown;
  const { url } = await scriptedServer(t, () => ({ status: 200, body: answer }));
  const { pinterest } = clientFor(url, {}, boundless);
  await fc.assert(
    fc.asyncProperty(shuffled, async ({ refused, order }) => {
      answer = {
        items: order.map((place) =>
          refused[place] ? { data: null, exceptions: [{ code: 2, message: 'no' }] } : { data: campaign(String(place)) },
        ),
      };
      const items = refused.map((_, place) => ({ id: String(place), status: 'PAUSED' as const }));
      const outcomes = await updateCampaigns(pinterest, session(), { adAccountId: '549', items });
      assert.deepEqual(
        outcomes.map((outcome) => (outcome.state === 'done' ? outcome.item.id : outcome.state)),
        refused.map((isRefused, place) => (isRefused ? 'refused' : String(place))),
      );
    }),
    { numRuns: 40 },
  );
});

test('a new thing that comes back under another name is not ours', async (t) => {
  const { url } = await scriptedServer(t, [
    { status: 200, body: { items: [{ data: campaign('1') }, { data: campaign('2') }] } },
  ]);
  const fresh = (name: string) => ({ name, objective_type: 'AWARENESS' }) as const;
  const outcomes = await createCampaigns(clientFor(url).pinterest, session(), {
    adAccountId: '549',
    items: [fresh('C1'), fresh('C1')],
  });
  assert.deepEqual(
    outcomes.map((outcome) => outcome.state),
    ['done', 'unsure'],
  );
});

test('an item without thing or reason is unsure, and so is every item of an answer that is too short', async (t) => {
  const { url } = await scriptedServer(t, [
    { status: 200, body: { items: [{ data: campaign('1') }, { data: null, exceptions: null }] } },
    { status: 200, body: { items: [{ data: campaign('9') }] } },
  ]);
  const { pinterest } = clientFor(url);
  const input = { adAccountId: '549', items: [{ id: '1' }, { id: '2' }] };
  const states = async () => (await updateCampaigns(pinterest, session(), input)).map((outcome) => outcome.state);
  assert.deepEqual(await states(), ['done', 'unsure']);
  assert.deepEqual(await states(), ['unsure', 'unsure']);
});

test('money leaves with every digit, and the ad account stands in each item', async (t) => {
  const { url, received } = await scriptedServer(t, [{ status: 200, body: { items: [{ data: campaign('1') }] } }]);
  await createCampaigns(clientFor(url).pinterest, session(), {
    adAccountId: '549',
    items: [{ name: 'Spring', objective_type: 'AWARENESS', lifetime_spend_cap: micros(9007199254740993n) }],
  });
  const sent = received[0]?.body.toString() ?? '';
  assert.match(sent, /"lifetime_spend_cap":9007199254740993[,}]/);
  assert.match(sent, /"ad_account_id":"549"/);
});

test('no items and more than 30 are refused before anything is sent', async (t) => {
  const { url, received } = await scriptedServer(t, [{ status: 200, body: { items: [] } }]);
  const { pinterest } = clientFor(url);
  for (const length of [0, 31]) {
    const items = Array.from({ length }, (_, index) => ({ id: String(index) }));
    await assert.rejects(updateCampaigns(pinterest, session(), { adAccountId: '549', items }), (error) =>
      isFault(error, 'PINTEREST_BATCH_SIZE'),
    );
  }
  assert.equal(received.length, 0);
});
