import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../../../test/kit/index.ts';
import { aClient, at, day, landingShelf } from '../../../test/kit/landings.ts';
import type { ClientId } from '../../foundation/kit/index.ts';
import { deriveLanding } from '../derive/derive-landing.ts';
import type { LandingReader } from '../derive/landing-reader.ts';
import { listFacts } from '../queries/list-facts.ts';
import { organicDaily, organicPins } from './organic-figures.ts';

const database = await testDatabase({ after });
const ctx = database.context();
const shelf = landingShelf();
const columns = ['IMPRESSION', 'ENGAGEMENT', 'PIN_CLICK', 'OUTBOUND_CLICK', 'SAVE', 'PROFILE_VISIT', 'USER_FOLLOW'];
const range = { from: day('2026-11-01'), to: day('2026-11-03') };
const PIN = '813744226420795884';

type Line = readonly [subject: string, day: string, status: string, ...figures: (number | null)[]];

const text = (lines: readonly Line[]): string =>
  lines
    .map(([subject, when, status, ...figures]) => {
      const cells = columns.map((_, index) => String(figures[index] ?? '\\N'));
      return `${[subject, when, status, ...cells].join('\t')}\n`;
    })
    .join('');

const derive = (clientId: ClientId, pulledAt: string, lines: readonly Line[], more: { columns?: string[] } = {}) => {
  const landingId = shelf.addReport(
    {
      ...range,
      kind: 'organic',
      account: '',
      level: 'account',
      window: '',
      reportTime: '',
      columns,
      pulledAt: at(pulledAt),
      ...more,
    },
    [],
  );
  const reader: LandingReader = {
    ...shelf.reader,
    readLanding: async (tx, input) => {
      const { head } = await shelf.reader.readLanding(tx, input);
      const body = async function* () {
        yield Buffer.from(text(lines));
      };
      return { head, body: body() };
    },
  };
  return deriveLanding(ctx, { clientId, landingId }, reader);
};

const firstNight: readonly Line[] = [
  ['', '2026-11-01', 'READY', 100, 10, 5, 2, 3],
  ['', '2026-11-02', 'ESTIMATE', 90, 9, 4, 1, 0],
  [PIN, '2026-11-01', 'READY', 40, null, 2, 1, 1, 4, 0],
  [PIN, '2026-11-02', 'BEFORE_PIN_CREATED'],
  ['12', '2026-11-01', 'READY', 60, null, 1, 0, 9],
];

test('a day keeps Pinterest’s word, an unknown figure is not zero, and a day never given is a gap', async () => {
  const clientId = aClient();
  const derived = await derive(clientId, '2026-11-03T04:00:00Z', firstNight);
  assert.deepEqual([derived.added, derived.replaced], [5, 0]);
  const days = await organicDaily(ctx, { clientId, ...range });
  assert.deepEqual(
    days.map(({ day: each, status, figures }) => [each, status, figures.impressions, figures.saves]),
    [
      ['2026-11-01', 'READY', 100n, 3n],
      ['2026-11-02', 'ESTIMATE', 90n, 0n],
      ['2026-11-03', 'gap', undefined, undefined],
    ],
  );
  const ofPin = await organicDaily(ctx, { clientId, ...range, pinId: PIN });
  assert.deepEqual(
    ofPin.map(({ status, figures }) => [status, figures]),
    [
      [
        'READY',
        { impressions: 40n, pin_clicks: 2n, outbound_clicks: 1n, saves: 1n, profile_visits: 4n, user_follows: 0n },
      ],
      ['BEFORE_PIN_CREATED', {}],
      ['gap', {}],
    ],
  );
  const best = await organicPins(ctx, { clientId, ...range, sortBy: 'saves', most: 1 });
  assert.deepEqual(best, [
    { pinId: '12', figures: { impressions: 60n, pin_clicks: 1n, outbound_clicks: 0n, saves: 9n }, knownDays: 1 },
  ]);
});

test('organic figures never stand among paid ones, and another client has none of them', async () => {
  const clientId = aClient();
  await derive(clientId, '2026-11-03T04:00:00Z', firstNight);
  const paid = [];
  for await (const line of listFacts(ctx, { clientId })) paid.push(line);
  assert.deepEqual(paid, []);
  const others = await organicDaily(ctx, { clientId: aClient(), ...range });
  assert.ok(others.every(({ status }) => status === 'gap'));
});

test('a restatement replaces and is remembered: as of the first night the first numbers stand', async () => {
  const clientId = aClient();
  await derive(clientId, '2026-11-03T04:00:00Z', firstNight);
  const asOf = ctx.clock.now().toISOString();
  const second: readonly Line[] = [
    ['', '2026-11-01', 'READY', 100, 10, 5, 2, 3],
    ['', '2026-11-02', 'READY', 95, 9, 4, 1, 0],
    [PIN, '2026-11-01', 'BEFORE_DATA_RETENTION_PERIOD'],
  ];
  await database.clock.advance(86_400_000);
  const derived = await derive(clientId, '2026-11-04T04:00:00Z', second);
  assert.deepEqual(
    [derived.added, derived.replaced],
    [0, 1],
    'only what differs; a day Pinterest no longer answers for stays',
  );
  const now = await organicDaily(ctx, { clientId, ...range });
  assert.deepEqual([now[1]?.status, now[1]?.figures.impressions], ['READY', 95n]);
  const then = await organicDaily(ctx, { clientId, ...range, asOf });
  assert.deepEqual([then[1]?.status, then[1]?.figures.impressions], ['ESTIMATE', 90n]);
  const kept = await organicDaily(ctx, { clientId, ...range, pinId: PIN });
  assert.deepEqual([kept[0]?.status, kept[0]?.figures.impressions], ['READY', 40n]);
});

test('deriving again writes nothing, and an older pull derived late undoes nothing', async () => {
  const clientId = aClient();
  const nothing = { added: 0, replaced: 0, gone: 0, days: 0 };
  await derive(clientId, '2026-11-04T04:00:00Z', firstNight);
  assert.deepEqual(await derive(clientId, '2026-11-04T04:00:00Z', firstNight), nothing);
  assert.deepEqual(await derive(clientId, '2026-11-05T04:00:00Z', firstNight), nothing);
  assert.deepEqual(await derive(clientId, '2026-11-04T05:00:00Z', [['', '2026-11-01', 'READY', 1]]), nothing);
  assert.equal((await organicDaily(ctx, { clientId, ...range }))[0]?.figures.impressions, 100n);
});

test('a day outside the landing, or a figure without a column, is refused whole', async () => {
  const clientId = aClient();
  await assert.rejects(derive(clientId, '2026-11-04T04:00:00Z', [['', '2026-12-01', 'READY', 1]]), {
    code: 'FACTS_LANDING_MALFORMED',
  });
  await assert.rejects(derive(clientId, '2026-11-04T04:00:00Z', [], { columns: ['CLOSEUP'] }), {
    code: 'FACTS_COLUMN_UNKNOWN',
  });
});
