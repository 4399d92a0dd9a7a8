import { randomUUID } from 'node:crypto';
import { addClient, addGoal, type GoalTerms } from '../../src/clients/index.ts';
import { deriveLanding } from '../../src/facts/index.ts';
import type { Context } from '../../src/foundation/db/index.ts';
import { addDays, type ClientId, type Day, dayOf, eachDay } from '../../src/foundation/kit/index.ts';
import { landingShelf } from './landings.ts';

const MICROS = 1_000_000;
/** Days of the ledger: the last 30, the 30 before, and eight weeks of which a budget's weekdays are learnt. */
const DAYS = 130;

/** A client in a situation: what each day brought, which days never came, how its consent is, what was agreed. */
export type Situation = {
  readonly name: string;
  /** Of the day that lies so many days back; 1 is yesterday. */
  readonly spend: (back: number) => number;
  readonly conversions?: (back: number) => number;
  readonly value?: (back: number) => number;
  /** Days back that are not in, from the oldest to the newest. */
  readonly missing?: readonly [number, number];
  readonly connection?: 'connected' | 'reconnect' | 'choosing' | 'none';
  readonly goals?: readonly Pick<GoalTerms, 'metric' | 'kind' | 'target'>[];
};

type Admin = (sql: string, values?: readonly unknown[]) => Promise<unknown>;
type Made = { readonly ctx: Context; readonly admin: Admin; readonly clientId: ClientId; readonly account: string };

const connect = async ({ ctx, admin, clientId, account }: Made, state: string): Promise<void> => {
  const connectionId = randomUUID();
  const now = ctx.clock.now();
  const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);
  await admin(
    `insert into connect_connections (client_id, connection_id, pinterest_user_id, budget_key, state, scopes, access_sealed,
       refresh_sealed, token_version, connected_at, failed_code, failed_at)
     values ($1, $2, $3, $3, $4, '{ads:read}', '\\x00', '\\x00', 1, $5, $6, $7)`,
    [
      ...[clientId, connectionId, account, state, ago(200)],
      ...(state === 'reconnect' ? ['PINTEREST_TOKEN_REFUSED', ago(3)] : [null, null]),
    ],
  );
  await admin(
    `insert into connect_ad_accounts (client_id, ad_account_id, connection_id, currency, country, permissions, bound_at)
     values ($1, $2, $3, 'EUR', 'NL', '{ADMIN}', $4)`,
    [clientId, account, connectionId, ago(200)],
  );
};

/** One piece of the night that landed, and one that was given up where days are missing. */
const collect = async ({ ctx, admin, clientId, account }: Made, isGivenUp: boolean): Promise<void> => {
  const today = dayOf(ctx.clock.now());
  const chunk = (level: string, state: string, fault: string | null) =>
    admin(
      `insert into ingest_chunks (client_id, chunk_id, account, kind, level, from_day, to_day, night_on, priority, state, fault_code, changed_at)
       values ($1, $2, $3, 'report', $4, $5, $6, $7, 10, $8, $9, $10)`,
      [
        ...[clientId, randomUUID(), account, level, addDays(today, -65), addDays(today, -1), today, state, fault],
        ctx.clock.now(),
      ],
    );
  await chunk('account', 'landed', null);
  if (isGivenUp) await chunk('ad', 'failed', 'PINTEREST_SERVER_TROUBLE');
};

const land = async (made: Made, situation: Situation): Promise<void> => {
  const { ctx, clientId, account } = made;
  const shelf = landingShelf();
  const today = dayOf(ctx.clock.now());
  const [oldest = 0, newest = 0] = situation.missing ?? [];
  const stretches: [number, number][] =
    situation.missing === undefined
      ? [[DAYS, 1]]
      : [
          [DAYS, oldest + 1],
          [newest - 1, 1],
        ];
  for (const [first, last] of stretches) {
    if (first < last) continue;
    const [from, to] = [addDays(today, -first), addDays(today, -last)];
    const rows = eachDay(from, to).map((day: Day, index) => {
      const back = first - index;
      return {
        id: account,
        day,
        SPEND_IN_MICRO_DOLLAR: Math.round(situation.spend(back) * MICROS),
        IMPRESSION_1: 1000,
        TOTAL_CONVERSIONS: situation.conversions?.(back) ?? 0,
        TOTAL_CHECKOUT: situation.conversions?.(back) ?? 0,
        TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR: Math.round((situation.value?.(back) ?? 0) * MICROS),
      };
    });
    const pulledAt = ctx.clock.now();
    const report = { account, level: 'account' as const, from, to, pulledAt };
    // Pinterest has called every day complete, and not after it was pulled: a later word makes no day of this pull final.
    shelf.ready.push(
      ...eachDay(from, to).map((day) => ({ day, deliveryReadyAt: pulledAt, conversionsReadyAt: pulledAt })),
    );
    await deriveLanding(ctx, { clientId, landingId: shelf.addReport(report, rows) }, shelf.reader);
  }
};

/**
 * Makes clients in given situations: the ledger through deriving, goals and clients through their rooms, consent and nights as
 * rows of their own. Goals run thirty days and began twelve days ago.
 * @returns the clients' ids by name
 */
export const plantAgency = async (
  ctx: Context,
  input: { readonly admin: Admin; readonly situations: readonly Situation[] },
): Promise<ReadonlyMap<string, ClientId>> => {
  const clients = new Map<string, ClientId>();
  const from = addDays(dayOf(ctx.clock.now()), -12);
  for (const [index, situation] of input.situations.entries()) {
    const { name, connection = 'connected', goals = [] } = situation;
    const clientId = await addClient(ctx, { name, kind: 'legal_person', locale: 'nl', zone: 'Europe/Amsterdam' });
    clients.set(name, clientId);
    if (connection === 'none') continue;
    const made = { ctx, admin: input.admin, clientId, account: String(549_755_000_000 + index) };
    await connect(made, connection);
    if (connection === 'choosing') continue;
    await collect(made, situation.missing !== undefined);
    await land(made, situation);
    for (const goal of goals) {
      await addGoal(ctx, { clientId, terms: { ...goal, account: made.account, from, to: addDays(from, 29) } });
    }
  }
  return clients;
};

const even = () => 100;
const budget = { metric: 'spend', kind: 'budget', target: 3_000n * 1_000_000n } as const;

/** One client for each reason that data can give, and one that needs nobody. By name, not by weight. */
export const situations: readonly Situation[] = [
  { name: 'Achterblijver', spend: (back) => (back <= 12 ? 70 : 100), goals: [budget] },
  { name: 'Bakkerij Rust', spend: even, conversions: () => 3, value: () => 400, goals: [budget] },
  { name: 'Conversie & Co', spend: even, conversions: (back) => (back <= 30 ? 3 : 6) },
  { name: 'Dagen Kwijt', spend: even, missing: [6, 4] },
  { name: 'Eeuwig Stil', spend: (back) => (back <= 4 ? 0 : 100) },
  {
    name: 'Fietsen van Dam',
    spend: even,
    conversions: () => 2,
    value: () => 120,
    goals: [{ metric: 'roas', kind: 'at-least', target: 2_000_000n }],
  },
  { name: 'Gulle Gever', spend: (back) => (back <= 12 ? 130 : 100), goals: [budget] },
  { name: 'Herverbinden BV', spend: even, connection: 'reconnect' },
  { name: 'IJssalon Nieuw', spend: even, connection: 'none' },
  { name: 'Juist Gekozen', spend: even, connection: 'choosing' },
  { name: 'Kosten Lopen', spend: (back) => (back <= 12 ? 300 : 100), goals: [budget] },
];
