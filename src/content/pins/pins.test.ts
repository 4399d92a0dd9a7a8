import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { testDatabase } from '../../../test/kit/index.ts';
import { type Tx, withClient } from '../../foundation/db/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';
import { changePin, removePins } from './change-pin.ts';
import { emptyContent } from './content.ts';
import { finalLink } from './final-link.ts';
import { makePins, type NewPin } from './make-pins.ts';
import { planPins } from './plan-pins.ts';
import { getPin, listPins } from './read-pins.ts';

const database = await testDatabase({ after });
const ctx = database.context();
const clientId = 11 as ClientId;
const other = 22 as ClientId;
const zone = 'Europe/Amsterdam';

const inClient = <Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> =>
  withClient(ctx.db, { actor: ctx.actor, clientId }, work);

const draft = (title: string, more: Partial<NewPin> = {}): NewPin => ({
  content: { ...emptyContent, title },
  plannedFor: null,
  origin: 'composer',
  originKey: null,
  seriesId: null,
  ...more,
});

const make = (...pins: NewPin[]) => inClient((tx) => makePins(tx, ctx, { clientId, zone, pins }));

const made = async (pin: NewPin): Promise<string> => {
  const [one] = await make(pin);
  if (one === undefined) throw new Error('Nothing was made.');
  return one.pinId;
};

test('a Pin brought again under its key is the same Pin, also within one list', async () => {
  const first = await make(
    draft('a', { origin: 'import', originKey: 'row 1' }),
    draft('b', { origin: 'import', originKey: 'row 2' }),
  );
  assert.deepEqual(
    first.map((each) => each.outcome),
    ['made', 'made'],
  );
  const again = await make(
    draft('b', { origin: 'import', originKey: 'row 2' }),
    draft('c', { origin: 'feed', originKey: 'row 2' }),
  );
  assert.deepEqual(
    again.map((each) => each.outcome),
    ['existing', 'made'],
  );
  assert.equal(again[0]?.pinId, first[1]?.pinId);
});

test('a change counts a version, one that changes nothing does not, and a stale author is told', async () => {
  const pinId = await made(draft('as it was'));
  const content = { ...emptyContent, title: 'as it is', labels: ['spring'] };
  assert.equal((await changePin(ctx, { clientId, pinId, version: 1, content })).version, 2);
  assert.equal((await changePin(ctx, { clientId, pinId, version: 2, content })).version, 2);
  await assert.rejects(changePin(ctx, { clientId, pinId, version: 1, content }), { code: 'CONTENT_PIN_CHANGED' });
  assert.deepEqual((await getPin(ctx, { clientId, pinId })).content, content);
});

test('planned in the client’s own time, moved, undone and taken out of the calendar', async () => {
  const pinId = await made(draft('moves', { plannedFor: '2027-03-27T09:00' }));
  const plan = (plannedFor: string | null) =>
    inClient((tx) => planPins(tx, ctx, { clientId, zone, plans: [{ pinId, plannedFor }] }));
  const dueAt = async () => (await getPin(ctx, { clientId, pinId })).dueAt?.toISOString();
  assert.equal(await dueAt(), '2027-03-27T08:00:00.000Z');
  // The clocks change in the night of 27 to 28 March 2027.
  const [moved] = await plan('2027-03-28T09:00');
  assert.deepEqual(moved, { pinId, outcome: 'moved', was: '2027-03-27T09:00' });
  assert.equal(await dueAt(), '2027-03-28T07:00:00.000Z');
  await plan(moved?.was ?? null);
  assert.equal(await dueAt(), '2027-03-27T08:00:00.000Z');
  await plan(null);
  assert.equal(await dueAt(), undefined);
});

test('what is no moment is refused and nothing is planned', async () => {
  const pinId = await made(draft('stays'));
  for (const plannedFor of ['tomorrow', '2027-02-30T09:00', '2027-03-27T25:00', '2027-03-27 09:00']) {
    await assert.rejects(
      inClient((tx) => planPins(tx, ctx, { clientId, zone, plans: [{ pinId, plannedFor }] })),
      { code: 'CONTENT_MOMENT_REFUSED' },
    );
  }
  assert.equal((await getPin(ctx, { clientId, pinId })).plannedFor, null);
});

test('lists go by moment, page on without gap or double, and show no removed Pin nor another client’s', async () => {
  const label = 'paged';
  const content = { ...emptyContent, labels: [label] };
  const pins = Array.from({ length: 7 }, (_, at) =>
    draft('', { content, plannedFor: at < 5 ? `2027-05-0${1 + (at % 3)}T10:00` : null }),
  );
  const ids = (await make(...pins)).map((each) => each.pinId);
  const seen: string[] = [];
  let last: { dueAt: Date | null; pinId: string } | undefined;
  for (;;) {
    const page = await listPins(ctx, { clientIds: [clientId], label, limit: 2, after: last });
    if (page.length === 0) break;
    seen.push(...page.map((pin) => pin.pinId));
    last = page.at(-1);
  }
  assert.equal(seen.length, 7);
  assert.deepEqual(new Set(seen), new Set(ids));
  const [gone] = ids;
  assert.deepEqual(await removePins(ctx, { clientId, pinIds: [gone ?? ''] }), [{ pinId: gone, outcome: 'removed' }]);
  assert.equal((await listPins(ctx, { clientIds: [clientId], label, limit: 10 })).length, 6);
  assert.deepEqual(await listPins(ctx, { clientIds: [other], limit: 10 }), []);
  await assert.rejects(getPin(ctx, { clientId: other, pinId: ids[1] ?? '' }), { code: 'CONTENT_PIN_MISSING' });
});

test('a final link keeps what the author gave, gets the client’s parameters, and carries the mark once', () => {
  const utm = { source: 'pinterest', medium: 'social', campaign: '{campaign}', content: '', term: '' };
  const pinId = '0197f7d0-0000-7000-8000-000000000001';
  fc.assert(
    fc.property(
      fc.webUrl({ withQueryParameters: true }),
      fc.constantFrom('query' as const, 'fragment' as const),
      fc.option(fc.stringMatching(/^[a-z]{1,9}$/), { nil: null }),
      (link, markPlace, utmCampaign) => {
        const settings = { utm, markPlace };
        const once = finalLink({ link, utmCampaign, boardId: null }, { pinId, plannedFor: null, settings });
        const url = new URL(once ?? '');
        for (const [name, value] of new URL(link).searchParams)
          assert.ok(url.searchParams.getAll(name).includes(value));
        assert.equal(url.searchParams.get('utm_campaign'), utmCampaign);
        const twice = finalLink({ link: once, utmCampaign, boardId: null }, { pinId, plannedFor: null, settings });
        assert.equal(twice, once);
      },
    ),
  );
  const own = { link: 'https://shop.example/?utm_source=mail', utmCampaign: null, boardId: null };
  const kept = finalLink(own, { pinId, plannedFor: null, settings: { utm, markPlace: 'query' } });
  assert.equal(new URL(kept ?? '').searchParams.get('utm_source'), 'mail');
});
