import assert from 'node:assert/strict';
import { randomInt, randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { type TestDatabase, testDatabase } from '../../../test/kit/index.ts';
import { addClient } from '../../clients/index.ts';
import { withClient } from '../../foundation/db/index.ts';
import { type ClientId, Fault } from '../../foundation/kit/index.ts';
import { pinHash } from '../effects/pin-record.ts';
import { effects } from '../effects.ts';
import { askEffect } from './ask.ts';
import { claimLanes, type Hold } from './lanes.ts';
import { afterFault, afterLook, type Past, usualSettings, type Verdict } from './states.ts';
import { begin, type Step, settle } from './step.ts';

// Hands that take, send, look and write in any order, die between any two of these, are taken for dead and go on: a model of
// everything outside the ledger. The ledger itself is the real one, in a real database.

/** What may happen next, to one of the hands. */
type Move = { readonly hand: number; readonly what: What };

const whats = [
  'take',
  'go-on',
  'go-on',
  'go-on',
  'call-lost-before',
  'call-lost-after',
  'call-limited',
  'call-broken',
  'die',
  'die-in-call',
  'be-forgotten',
  'let-time-pass',
  'let-time-pass',
  'let-time-pass',
] as const;

type What = (typeof whats)[number];

/** A walk: moves in any order, for three hands. */
const walks = fc.array(fc.record({ hand: fc.integer({ min: 0, max: 2 }), what: fc.constantFrom(...whats) }), {
  minLength: 10,
  maxLength: 90,
});

type Holding = {
  hold: Hold;
  step: Step;
  /** Taken for dead: its lease has run out, so it begins no call any more. */
  isForgotten: boolean;
  verdict?: Verdict;
};

type World = {
  readonly made: string[];
  readonly hands: (Holding | undefined)[];
};

const entryOf = ({ step }: Holding) => (step.kind === 'rest' ? undefined : step.entry);

const pin = (title: string) => ({
  boardId: '1',
  sectionId: null,
  title,
  description: '',
  altText: '',
  link: `https://shop.example/?pb=${title}`,
  disclosure: null,
  media: { kind: 'picture' as const, fileId: randomUUID(), sha256: '0'.repeat(64), contentType: 'image/png' as const },
});

/** Lets a walk happen to four Pins in two lanes, then ends it in peace. Gives what was made, in order. */
const walk = async (database: TestDatabase, moves: readonly Move[], newClient: () => Promise<ClientId>) => {
  const ctx = database.context();
  const clients = [await newClient(), await newClient()];
  const order = new Map<ClientId, string[]>();
  for (const clientId of clients) {
    const ids: string[] = [];
    for (let n = 0; n < 2; n += 1) {
      const effectId = randomUUID();
      const params = pin(effectId);
      await withClient(ctx.db, { actor: ctx.actor, clientId }, (tx) =>
        askEffect(tx, ctx, {
          clientId,
          effectId,
          effect: 'publish-pin',
          params,
          dueAt: ctx.clock.now(),
          untilAt: null,
        }),
      );
      await database.admin(
        `insert into act_approvals (client_id, effect_id, content_hash, approved_at, from_at, until_at)
         values ($1, $2, $3, clock_now(), clock_now() - interval '1 hour', clock_now() + interval '1 day')`,
        [clientId, effectId, pinHash(params)],
      );
      ids.push(effectId);
    }
    order.set(clientId, ids);
  }
  const mine = `client_id in (${clients.map(Number).join(',')})`;
  const world: World = { made: [], hands: [undefined, undefined, undefined] };
  const settings = usualSettings;

  const take = async (n: number): Promise<void> => {
    const [hold] = await claimLanes(ctx, { wanted: 1, leaseMs: settings.leaseMs });
    if (hold === undefined) return;
    world.hands[n] = { hold, step: await begin({ ctx, hold, settings }), isForgotten: false };
  };

  const pastOf = (holding: Holding, wasSent: boolean): Past => ({
    effect: effects['publish-pin'],
    sends: entryOf(holding)?.sends ?? 0,
    tries: entryOf(holding)?.tries ?? 0,
    looks: entryOf(holding)?.looks ?? 0,
    wasSent,
    now: ctx.clock.now(),
    settings,
  });

  const call = (holding: Holding, id: string, what: What): Verdict => {
    if (holding.isForgotten) {
      return afterFault(new Fault('ACT_LEASE_LOST', 'upstream', 'Too old.'), pastOf(holding, false));
    }
    if (what === 'call-limited') {
      return afterFault(new Fault('PINTEREST_LIMITED', 'limited', 'Later.'), pastOf(holding, true));
    }
    if (what === 'call-broken') {
      return afterFault(new Fault('PINTEREST_UNREACHABLE', 'upstream', 'Never sent.'), pastOf(holding, true));
    }
    if (what !== 'call-lost-before') world.made.push(id);
    if (what === 'go-on') return { state: 'done', outcomeId: id, foundBy: 'answer' };
    return afterFault(new Fault('PINTEREST_OUTCOME_UNSURE', 'unsure', 'Who knows.'), pastOf(holding, true));
  };

  const look = (holding: Holding, id: string, what: What): Verdict => {
    const past = pastOf(holding, true);
    // Lists lag behind; by the last look they have caught up.
    const isBlind = past.looks < 2 && what !== 'go-on';
    const ids = isBlind ? [] : world.made.filter((each) => each === id);
    return afterLook({ ids, isMarked: true }, past);
  };

  const goOn = async (n: number, holding: Holding, what: What): Promise<void> => {
    const entry = entryOf(holding);
    if (entry === undefined) {
      world.hands[n] = undefined;
      return;
    }
    if (holding.verdict === undefined) {
      const does = holding.step.kind === 'send' ? call : look;
      holding.verdict = does(holding, entry.effect_id, what);
      return;
    }
    const { verdict, hold } = holding;
    holding.step = await settle({ ctx, hold, settings }, { entry, verdict, isLast: false });
    delete holding.verdict;
  };

  const expire = ({ hold }: Holding) =>
    database.admin(
      `update act_lanes set leased_until = clock_timestamp() - interval '1 second'
        where client_id = $1 and lane = $2 and fence = $3 and leased_until is not null`,
      [hold.clientId, hold.lane, String(hold.fence)],
    );

  const letTimePass = () => database.admin(`update act_lanes set wake_at = null where ${mine}`);

  const die = async (n: number, holding: Holding, what: What): Promise<void> => {
    const entry = entryOf(holding);
    const mayCall = what === 'die-in-call' && holding.step.kind === 'send' && holding.verdict === undefined;
    if (mayCall && entry !== undefined && !holding.isForgotten) world.made.push(entry.effect_id);
    await expire(holding);
    world.hands[n] = undefined;
  };

  const happen = async ({ hand: n, what }: Move): Promise<void> => {
    if (what === 'let-time-pass') {
      await letTimePass();
      return;
    }
    const holding = world.hands[n];
    if (holding === undefined) {
      await take(n);
      return;
    }
    if (what === 'die' || what === 'die-in-call') {
      await die(n, holding, what);
    } else if (what === 'be-forgotten') {
      holding.isForgotten = true;
      await expire(holding);
    } else if (what !== 'take') await goOn(n, holding, what);
  };

  const check = (): void => {
    assert.equal(new Set(world.made).size, world.made.length, `made twice: ${world.made.join(' ')}`);
  };

  for (const move of moves) {
    await happen(move);
    check();
  }
  // Everybody dies, and one hand ends it in peace.
  for (const holding of world.hands) if (holding !== undefined) await expire(holding);
  world.hands.fill(undefined);
  for (let quiet = 0; quiet < 3; ) {
    await letTimePass();
    await happen({ hand: 0, what: 'go-on' });
    check();
    quiet = world.hands[0] === undefined ? quiet + 1 : 0;
  }
  const rows = await database.admin<{ client_id: ClientId; effect_id: string; state: string; sends: number }>(
    `select client_id, effect_id, state, sends from act_effects where ${mine}`,
  );
  await database.admin(`delete from act_lanes where ${mine}`);
  return { made: world.made, rows, order };
};

const database = await testDatabase({ after });

const newClient = () =>
  addClient(database.context(), { name: 'Walk', kind: 'legal_person', locale: 'nl', zone: 'Europe/Amsterdam' });

test('whatever hands do and wherever they die, nothing is made twice, nothing is lost, and a lane keeps its order', async (t) => {
  const seed = Number(process.env.PRIKBORD_TEST_SEED ?? randomInt(2 ** 31));
  t.diagnostic(`seed ${seed}`);
  const property = fc.asyncProperty(walks, async (moves) => {
    const { made, rows, order } = await walk(database, moves, newClient);
    for (const row of rows) {
      const times = made.filter((id) => id === row.effect_id).length;
      if (row.state === 'done') assert.equal(times, 1, `${row.effect_id} is said to be done`);
      else assert.equal(row.state, 'held', `${row.effect_id} is neither done nor with a person`);
    }
    for (const ids of order.values()) {
      const inOrder = made.filter((id) => ids.includes(id));
      assert.deepEqual(
        inOrder,
        ids.filter((id) => inOrder.includes(id)),
      );
    }
  });
  await fc.assert(property, { numRuns: process.env.PRIKBORD_TEST_LONG === '1' ? 2_000 : 60, seed, endOnFailure: true });
});
