import { setTimeout as pause } from 'node:timers/promises';
import { type Context, withClient } from '../../src/foundation/db/index.ts';
import {
  getImport,
  type ImportChoice,
  type ImportKey,
  type ImportState,
  type ImportView,
  importStated,
  landImport,
  receiveImport,
} from '../../src/ingest/index.ts';

/** What is brought in: bytes, whose they are, and what is stated of them. */
export type BroughtIn = Omit<Parameters<typeof receiveImport>[1], 'stated' | 'body'> & {
  readonly stated?: Record<string, unknown>;
  readonly bytes: Uint8Array;
};

const inPieces = async function* (bytes: Uint8Array) {
  for (let at = 0; at < bytes.length; at += 50_000) yield bytes.subarray(at, at + 50_000);
};

/** Brings a file in, as an upload does. */
export const bring = async (ctx: Context, { bytes, stated, ...about }: BroughtIn): Promise<ImportKey> => ({
  clientId: about.clientId,
  importId: await receiveImport(ctx, {
    ...about,
    stated: importStated.parse({ window: '30/30/1', reportTime: 'TIME_OF_AD_ACTION', ...stated }),
    body: inPieces(bytes),
  }),
});

// How long workers take is the machine's affair; this only ends a test whose workers stand still.
const PATIENCE_MS = 120_000;

/** Waits until workers have brought an import to one of some states, and what landed of it has become facts. */
export const untilImport = async (
  ctx: Context,
  key: ImportKey,
  states: readonly ImportState[],
): Promise<ImportView> => {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const view = await getImport(ctx, key);
    if (states.includes(view.state) && view.underived === 0) return view;
    if (performance.now() > end) throw new Error(`The import stands still: ${view.state} ${view.faultCode}`);
    await pause(50);
  }
};

/** Chooses, and waits until it is facts. */
export const landAndWait = async (
  ctx: Context,
  key: ImportKey,
  choice: Partial<ImportChoice> = {},
): Promise<ImportView> => {
  await landImport(ctx, key, { rows: 'all', wholeDays: true, overPinterest: false, ...choice });
  return untilImport(ctx, key, ['landed']);
};

/** Every row a client's ledger has of facts, their past, roll-ups and day states, without moments and numbers of the run. */
export const ledgerRows = (ctx: Context, clientId: ImportKey['clientId']): Promise<string[]> =>
  withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    const names = [
      ...['facts_ad_days', 'facts_ad_days_past', 'facts_ad_conversions', 'facts_ad_conversions_past'],
      ...['facts_account_days', 'facts_account_conversions', 'facts_entity_months', 'facts_entity_conversion_months'],
      'facts_day_states',
    ];
    // A ledger filled a moment ago has no statistics yet.
    await tx.sql('set local enable_nestloop = off');
    const lines: string[] = [];
    const own = [
      'client_id',
      'known_from',
      'known_to',
      'landed_from',
      'ready_from',
      'settled_from',
      'pulled_at',
      'landing_id',
    ];
    for (const name of names) {
      await tx.renewClaim();
      const rows = await tx.sql<{ line: string }>(
        `select (to_jsonb(t) - $1::text[] - '{account,entity}'::text[])::text || ' ' || coalesce(e.pinterest_id, '') as line
           from (select * from ${name} where client_id = $2) t
           left join facts_entities e on e.client_id = $2 and e.entity = (to_jsonb(t)->>'entity')::int4`,
        [own, clientId],
      );
      lines.push(...rows.map((row) => `${name} ${row.line}`));
    }
    return lines.sort();
  });
