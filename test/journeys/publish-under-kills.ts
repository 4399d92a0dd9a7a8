import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type HandSettings, isMarked, listEffects } from '../../src/act/index.ts';
import type { ClientId } from '../../src/foundation/kit/index.ts';
import { type Acting, testActing } from '../kit/acting.ts';
import { type TestConnect, testConnect } from '../kit/connected.ts';
import type { Ending } from '../kit/database.ts';

/** How much is published, and what goes wrong meanwhile. */
export type PublishPlan = {
  readonly pinsPerClient: number;
  readonly kills: number;
  readonly seed: number;
  readonly settings: HandSettings;
  /** What the sandbox does to `pins/create`, each in so many of a hundred calls. */
  readonly faults: Readonly<Record<string, number>>;
  /** How long a new Pin is in no list. @unit milliseconds */
  readonly listLag: number;
  /** The longest pause between two kills. @unit milliseconds */
  readonly pauseMs: number;
};

const script = fileURLToPath(new URL('../kit/hand-process.ts', import.meta.url));

// Its own small generator, so that a seed that was printed gives the same pauses again.
const randomFrom = (seed: number) => {
  let state = seed >>> 0 || 1;
  return (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

const end = async (child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> => {
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
  return child.exitCode;
};

type Stage = {
  readonly kit: TestConnect;
  readonly acting: Acting;
  /** The clients with their Pinterest users, and what was asked for each, in order. */
  readonly clients: ReadonlyMap<ClientId, { readonly user: string; readonly asked: readonly string[] }>;
};

const setUp = async (ending: Ending, plan: PublishPlan): Promise<Stage> => {
  const kit = await testConnect(ending);
  const acting = await testActing(ending, kit);
  const clients = new Map<ClientId, { user: string; asked: string[] }>();
  for (const user of kit.users.filter((each) => each.accountType === 'BUSINESS')) {
    const clientId = await kit.connectClient(user);
    const boardId = await acting.boardOf(clientId);
    const asked: string[] = [];
    for (let n = 0; n < plan.pinsPerClient; n += 1) {
      asked.push(await acting.askPin({ clientId, title: `Pin ${n}`, boardId }));
    }
    clients.set(clientId, { user: user.id, asked });
  }
  await kit.control('settings', { listLag: plan.listLag });
  await kit.control('latency', { ms: 60 });
  const creating = Object.entries(plan.faults).map(([kind, p]) => ({ op: 'pins/create', kind, p: p / 100 }));
  await kit.control('faults', [...creating, { op: 'boards/list_pins', kind: '500', p: 0.05 }]);
  return { kit, acting, clients };
};

const entriesOf = ({ acting, clients }: Stage) =>
  listEffects(acting.ctx, { clientIds: [...clients.keys()], limit: 100_000 });

const left = async (stage: Stage): Promise<number> =>
  (await entriesOf(stage)).filter(({ state }) => ['asked', 'armed', 'unsure'].includes(state)).length;

const startHand = async ({ kit, acting }: Stage, plan: PublishPlan): Promise<ChildProcess> => {
  const child = spawn(process.execPath, [script, acting.dataDir, JSON.stringify(plan.settings)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...kit.environment, PRIKBORD_LOG_LEVEL: 'warn' },
  });
  await once(child.stdout, 'data');
  return child;
};

/** Two hands at work until nothing is left, killed now and then. Returns how often. */
const workUnderKills = async (stage: Stage, plan: PublishPlan): Promise<number> => {
  const random = randomFrom(plan.seed);
  const hands = [await startHand(stage, plan), await startHand(stage, plan)];
  let killed = 0;
  while ((await left(stage)) > 0) {
    await pause(100 + random() * plan.pauseMs);
    if (killed === plan.kills) continue;
    const [hand] = hands.splice(random() < 0.5 ? 0 : 1, 1);
    if (hand !== undefined) await end(hand, 'SIGKILL');
    hands.push(await startHand(stage, plan));
    killed += 1;
  }
  for (const hand of hands) assert.equal(await end(hand, 'SIGTERM'), 0, 'a hand stops in order');
  return killed;
};

type Outcome = 'published' | 'held' | 'duplicates' | 'lost';

const outcomeOf = (times: number, state: string | undefined): Outcome => {
  if (times > 1) return 'duplicates';
  if (state === 'held') return 'held';
  return state === 'done' && times === 1 ? 'published' : 'lost';
};

/** What became of each Pin that was asked for, by what the sandbox says really exists. */
const count = async (stage: Stage): Promise<Record<Outcome, number>> => {
  const counts = { published: 0, held: 0, duplicates: 0, lost: 0 };
  const states = new Map((await entriesOf(stage)).map((entry) => [entry.effectId, entry.state]));
  for (const { user, asked } of stage.clients.values()) {
    const real = await stage.acting.pins(user);
    for (const id of asked) {
      const times = real.filter((pin) => isMarked(pin.link, id)).length;
      counts[outcomeOf(times, states.get(id))] += 1;
    }
    const order = asked.filter((id) => real.some((pin) => isMarked(pin.link, id)));
    const made = real
      .filter((pin) => asked.some((id) => isMarked(pin.link, id)))
      .sort((one, other) => (BigInt(one.id) < BigInt(other.id) ? -1 : 1))
      .map((pin) => asked.find((id) => isMarked(pin.link, id)));
    assert.deepEqual(made, order, 'a lane keeps its order');
  }
  return counts;
};

/** Publishes under faults with two hands, kills them at random, and holds what exists against what was asked. */
export const publishUnderKills = async (
  ending: Ending,
  plan: PublishPlan,
  say: (line: string) => void,
): Promise<void> => {
  const stage = await setUp(ending, plan);
  const kills = await workUnderKills(stage, plan);
  const counts = await count(stage);
  const journal = await stage.kit.control<{ items: { op: string; fault: string | null }[] }>('requests');
  const fired = Object.groupBy(
    journal.items.filter(({ op, fault }) => op === 'pins/create' && fault !== null),
    ({ fault }) => fault ?? '',
  );
  const kinds = Object.entries(fired).map(([kind, hits]) => [kind, hits?.length ?? 0]);
  say(JSON.stringify({ ...counts, kills, seed: plan.seed, fired: Object.fromEntries(kinds) }));
  assert.equal(kills, plan.kills, 'all was published before enough was killed');
  assert.deepEqual({ duplicates: counts.duplicates, lost: counts.lost }, { duplicates: 0, lost: 0 });
};
