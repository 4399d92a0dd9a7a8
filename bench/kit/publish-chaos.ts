import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { decideEffect, isMarked, openAfterConsent, openByPerson } from '../../src/act/index.ts';
import { finishConnect, startConnect } from '../../src/connect/index.ts';
import type { ClientId } from '../../src/foundation/kit/index.ts';
import type { Place } from '../../test/kit/place.ts';
import { tell } from './figures.ts';
import type { LineProcess } from './line-process.ts';
import type { Account } from './publish-world.ts';

/** Where the chaos happens. */
export type Chaos = {
  readonly place: Place;
  readonly sandboxUrl: string;
  readonly accounts: readonly Account[];
  readonly stopping: AbortSignal;
};

const often = ['429', '500', '500-after-commit', '2787-after-commit', 'timeout', 'timeout-after-commit'] as const;
const oftenToo = ['reset', 'slow', 'html', 'expired-token'] as const;
const seldom = ['spam', 'revoked'] as const;
const reads = ['boards/list_pins', 'pins/list', 'pins/get'] as const;

/** Each kind in so many of a hundred calls that make a Pin, the two that need a person seldom; reads fail too. */
export const chaosRules = [
  ...seldom.map((kind) => ({ op: 'pins/create', kind, p: 0.002 })),
  ...[...often, ...oftenToo].map((kind) => ({ op: 'pins/create', kind, p: 0.05 })),
  ...reads.flatMap((op) => ['500', '429', 'timeout'].map((kind) => ({ op, kind, p: 0.01 }))),
];

const KILLS = 20;
const PAUSE_MS = { least: 4_000, more: 12_000 } as const;

/** Kills one of the hands at random moments and starts another in its place, as often as was agreed. */
export const killHands = async (
  { stopping }: Pick<Chaos, 'stopping'>,
  hands: LineProcess[],
  startHand: () => LineProcess,
  random: () => number,
): Promise<number> => {
  for (let kills = 1; kills <= KILLS; kills += 1) {
    await pause(PAUSE_MS.least + random() * PAUSE_MS.more, undefined, { signal: stopping });
    const at = random() < 0.5 ? 0 : 1;
    await hands[at]?.end('SIGKILL');
    tell(`kill ${kills} of ${KILLS} at ${Temporal.Now.instant().toString({ smallestUnit: 'millisecond' })}`);
    const hand = startHand();
    hands[at] = hand;
    await hand.line();
  }
  return KILLS;
};

/** Waits until nothing is left that hands can do by themselves. */
export const untilOnlyPeopleCan = async ({ place, stopping }: Pick<Chaos, 'place' | 'stopping'>): Promise<void> => {
  for (let rounds = 0; ; rounds += 1) {
    await pause(2_000, undefined, { signal: stopping });
    const [row] = await place.admin<{ left: number; done: number }>(
      `select count(*) filter (where e.state in ('asked', 'armed', 'unsure') and l.paused_code is null)::int4 as left,
              count(*) filter (where e.state = 'done')::int4 as done
         from act_effects e join act_lanes l on l.client_id = e.client_id and l.lane = e.lane`,
    );
    if (rounds % 15 === 14) tell(`${row?.done} Pins are out, ${row?.left} to come`);
    if (row?.left === 0) return;
  }
};

const realPins = z.array(z.object({ id: z.string(), link: z.string().nullable() }));

/** What a person does who connects again: the consent page, yes, and back. */
const reconnect = async ({ place }: Chaos, { clientId, user }: Account): Promise<void> => {
  const asker = { kind: 'run', id: randomUUID() } as const;
  const { url } = await startConnect(place.ctx, { clientId, asker });
  const address = new URL(url);
  address.searchParams.set('approve', user);
  const answer = await fetch(address, { redirect: 'manual' });
  const back = new URL(answer.headers.get('location') ?? '');
  const code = back.searchParams.get('code') ?? undefined;
  await finishConnect(place.ctx, { code, state: back.searchParams.get('state') ?? '', asker });
  await openAfterConsent(place.ctx, { clientId });
};

/** What stands before people: connections to renew, blocks to lift, and Pins of which nobody knows. */
export const solveByHand = async (chaos: Chaos): Promise<{ reconnected: number; lifted: number; decided: number }> => {
  const { place, sandboxUrl, accounts } = chaos;
  const users = new Map(accounts.map((account) => [account.clientId, account]));
  const waiting = await place.admin<{ client_id: ClientId; code: string }>(
    'select client_id, paused_code as code from act_lanes where paused_code is not null',
  );
  const counts = { reconnected: 0, lifted: 0, decided: 0 };
  for (const { client_id: clientId, code } of waiting) {
    const account = users.get(clientId);
    if (account === undefined) continue;
    if (code === 'PINTEREST_SPAM_BLOCK') {
      await openByPerson(place.ctx, { clientId });
      counts.lifted += 1;
    } else {
      await reconnect(chaos, account);
      counts.reconnected += 1;
    }
  }
  // Refused for want of a person's word on exactly that is how it has to stay.
  const held = await place.admin<{ client_id: ClientId; effect_id: string }>(
    `select client_id, effect_id from act_effects
      where state = 'held' or (state = 'refused' and fault_code not like 'ACT_APPROVAL%' and fault_code <> 'ACT_NOT_APPROVED')`,
  );
  for (const { client_id: clientId, effect_id: effectId } of held) {
    const answer = await fetch(`${sandboxUrl}/__sandbox/pins?account=${users.get(clientId)?.user}`);
    const there = realPins.parse(await answer.json()).find(({ link }) => isMarked(link, effectId));
    const decision = there === undefined ? ({ say: 'send' } as const) : ({ say: 'done', outcomeId: there.id } as const);
    await decideEffect(place.ctx, { clientId, effectId, decision });
    counts.decided += 1;
  }
  return counts;
};

const journal = z.object({ items: z.array(z.object({ op: z.string().nullable(), fault: z.string().nullable() })) });

/** How often each kind of trouble hit a call that makes a Pin, by the sandbox's own journal. */
export const firedKinds = async (sandboxUrl: string): Promise<Record<string, number>> => {
  const { items } = journal.parse(await (await fetch(`${sandboxUrl}/__sandbox/requests`)).json());
  const fired: Record<string, number> = Object.fromEntries([...often, ...oftenToo, ...seldom].map((kind) => [kind, 0]));
  for (const { op, fault } of items) {
    if (op === 'pins/create' && fault !== null && fault in fired) fired[fault] = (fired[fault] ?? 0) + 1;
  }
  return fired;
};
