import { type Client, goalsBetween, listClients } from '../../../clients/index.ts';
import {
  accountKey,
  type ConnectionStanding,
  connectionStandings,
  currenciesOf,
  type GateContext,
} from '../../../connect/index.ts';
import {
  type AccountFigures,
  clientOverview,
  goalsProgress,
  type SpendDays,
  spendByDay,
  usualAttribution,
} from '../../../facts/index.ts';
import { addDays, type ClientId, type Day, dayOf, eachDay, type Locale } from '../../../foundation/kit/index.ts';
import { type SyncProgress, syncProgress } from '../../../ingest/index.ts';
import type { AttentionItem, ClientFigures, OverviewRow } from '../../contract.ts';
import type { Finding } from '../../present/attention/finding.ts';
import { byWeight, tell } from '../../present/attention/reasons.ts';
import { ENDED_DAYS, ofAccount, ofConnection } from '../../present/attention/rules.ts';
import { type Writing, writingIn } from '../../present/attention/writing.ts';
import { presentFigures, rowMetrics } from '../../present/client-figures.ts';
import { type GoalSofar, presentRowGoals } from '../../present/row-goals.ts';
import { presentSync } from '../../present/sync-state.ts';

const DAYS = 30;

/** The last 30 whole days: they end yesterday, since today has only begun. */
export const lastDays = (now: Date): { from: Day; to: Day } => {
  const to = addDays(dayOf(now), -1);
  return { from: addDays(to, 1 - DAYS), to };
};

type Asked = { readonly ctx: GateContext; readonly clientIds: readonly ClientId[] };

/** What one client's rows are made of. */
type Known = {
  readonly client: Client;
  readonly accounts: readonly AccountFigures[];
  readonly spend: ReadonlyMap<string, SpendDays>;
  readonly progress: SyncProgress | undefined;
  readonly standing: ConnectionStanding | undefined;
  readonly currencies: ReadonlyMap<string, string>;
};

const byClient = <Item extends { readonly clientId: ClientId }>(items: readonly Item[]) =>
  Map.groupBy(items, (item) => item.clientId);

const gather = async ({ ctx, clientIds }: Asked, reading = listClients(ctx, { clientIds })): Promise<Known[]> => {
  const period = lastDays(ctx.clock.now());
  const [clients, figures, spend, progress, standings, currencies] = await Promise.all([
    reading,
    clientOverview(ctx, { clientIds, period, metrics: rowMetrics }),
    spendByDay(ctx, { clientIds, period }),
    syncProgress(ctx, { clientIds }),
    connectionStandings(ctx, { clientIds }),
    currenciesOf(ctx, { clientIds }),
  ]);
  const accounts = byClient(figures);
  const spent = new Map(spend.map((each) => [accountKey(each.clientId, each.account), each]));
  const progresses = byClient(progress);
  const standing = byClient(standings);
  return clients.map((client) => ({
    client,
    accounts: accounts.get(client.clientId) ?? [],
    spend: spent,
    progress: progresses.get(client.clientId)?.[0],
    standing: standing.get(client.clientId)?.[0],
    currencies,
  }));
};

const noDays = { sums: {}, delivery: { collected: 0, provisional: 0 }, conversions: { collected: 0, provisional: 0 } };

const accountsOf = ({ client, accounts }: Known): readonly AccountFigures[] =>
  accounts.length > 0 ? accounts : [{ clientId: client.clientId, account: '', current: noDays, before: noDays }];

const syncOf = ({ client, progress, standing }: Known) => presentSync(client.clientId, { progress, health: standing });

const figuresOf = (known: Known, figures: AccountFigures, period: { from: Day; to: Day }): ClientFigures => {
  const key = accountKey(known.client.clientId, figures.account);
  return presentFigures({
    client: known.client,
    figures,
    currency: known.currencies.get(key) ?? null,
    period,
    spendByDay: eachDay(period.from, period.to).map((day) => known.spend.get(key)?.byDay.get(day) ?? null),
    sync: syncOf(known),
    suffix: known.accounts.length > 1 ? figures.account : undefined,
  });
};

/**
 * The figures of some clients: one row per client and ad account, by name.
 * @cost six queries at once, whatever the number of clients
 */
export const figureRows = async (ctx: GateContext, clientIds: readonly ClientId[]): Promise<ClientFigures[]> => {
  const period = lastDays(ctx.clock.now());
  const known = await gather({ ctx, clientIds });
  return known.flatMap((each) => accountsOf(each).map((figures) => figuresOf(each, figures, period)));
};

const goalsOf = async (
  { ctx, clientIds }: Asked,
  reading: Promise<readonly Client[]>,
): Promise<Map<string, GoalSofar[]>> => {
  const { to } = lastDays(ctx.clock.now());
  const [found, clients] = await Promise.all([
    goalsBetween(ctx, { clientIds, from: addDays(to, 1 - ENDED_DAYS), to }),
    reading,
  ]);
  const settings = new Map(clients.map((client) => [client.clientId, client.settings]));
  // Counted as the goals page counts, so that both say the same.
  const asked = found.map(({ clientId, goal }) => {
    const { windows, reportTimes } = settings.get(clientId) ?? { windows: [], reportTimes: [] };
    const window = windows[0] ?? usualAttribution.window;
    return { clientId, goal, attribution: { window, reportTime: reportTimes[0] ?? usualAttribution.reportTime } };
  });
  const progress = await goalsProgress(ctx, { goals: asked, today: addDays(to, 1) });
  const pairs = asked.flatMap(({ clientId, goal }, place) => {
    const own = progress[place];
    return own === undefined ? [] : [{ key: accountKey(clientId, goal.account), goal, progress: own }];
  });
  return Map.groupBy(pairs, ({ key }) => key);
};

const states = { choosing: 'paused', connected: 'healthy', reconnect: 'reconnect', disconnected: 'none' } as const;

const presentConnection = (standing: ConnectionStanding | undefined): OverviewRow['connection'] => ({
  state: standing === undefined ? 'none' : states[standing.state],
  since: standing?.state === 'reconnect' ? (standing.failedAt?.toISOString() ?? null) : null,
});

type Placed = {
  readonly client: Client;
  readonly account: string | null;
  readonly name: string;
  readonly found: Finding;
};

const inOrder = (placed: readonly Placed[], write: Writing): AttentionItem[] =>
  placed
    .toSorted((one, other) => byWeight(one.found, other.found) || one.name.localeCompare(other.name, write.locale))
    .map(({ client, account, name, found }) => ({
      clientId: String(client.clientId),
      account,
      name,
      ...tell(found, write),
    }));

/** The rows of some clients, and what needs somebody. */
export type OverviewAnswer = { readonly rows: OverviewRow[]; readonly attention: AttentionItem[] };

/**
 * Everything the overview shows of some clients: rows by name, reasons with the gravest first.
 * @cost nine queries, whatever the number of clients: six at once, their goals beside them, and how far those are in two
 */
export const overviewOf = async (asked: Asked, locale: Locale): Promise<OverviewAnswer> => {
  const period = lastDays(asked.ctx.clock.now());
  const write = writingIn(locale);
  // Everything begins at once; the goals wait only for the clients, whose settings say how theirs are counted.
  const reading = listClients(asked.ctx, { clientIds: asked.clientIds });
  const [known, goals] = await Promise.all([gather(asked, reading), goalsOf(asked, reading)]);
  const placed: Placed[] = [];
  const rows = known.flatMap((each) => {
    const { client, standing } = each;
    placed.push(...ofConnection(standing).map((found) => ({ client, account: null, name: client.name, found })));
    return accountsOf(each).map((figures): OverviewRow => {
      const row = figuresOf(each, figures, period);
      const key = accountKey(client.clientId, figures.account);
      const own = goals.get(key) ?? [];
      const { currency, sync } = row;
      const findings = ofAccount({ figures, days: each.spend.get(key), period, sync, standing, currency, goals: own });
      placed.push(...findings.map((found) => ({ client, account: row.account, name: row.name, found })));
      return {
        ...row,
        connection: presentConnection(standing),
        ...presentRowGoals(own, period.to, { write, currency }),
      };
    });
  });
  return { rows, attention: inOrder(placed, write) };
};
