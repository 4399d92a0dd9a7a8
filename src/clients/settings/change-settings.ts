import { record } from '../../foundation/audit/index.ts';
import { type Context, roomDb, type Tx, withClient } from '../../foundation/db/index.ts';
import { type ClientId, type Day, dayOf, Fault, type FaultFacts } from '../../foundation/kit/index.ts';
import type { ClientSettings } from '../shapes.ts';
import { clientsTables } from '../tables.ts';
import { checkIdentity, checkSettings } from './check.ts';
import { keptFrom } from './kept-from.ts';

const factsOf = (settings: ClientSettings): FaultFacts => ({
  organicHistory: settings.organicHistory,
  organicGround: settings.organicGround,
  windows: settings.windows.join(','),
  reportTimes: settings.reportTimes.join(','),
  keepMonths: settings.keepMonths,
});

const lockRow = async (tx: Tx, clientId: ClientId) => {
  const row = await roomDb(tx, clientsTables)
    .selectFrom('clients')
    .selectAll()
    .where('client_id', '=', clientId)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new Fault('CLIENTS_MISSING', 'missing', 'There is no such client.');
  return row;
};

type Row = Awaited<ReturnType<typeof lockRow>>;
type Change = { readonly clientId: ClientId; readonly row: Row };

const writeSettings = async (
  tx: Tx,
  ctx: Context,
  { clientId, row, settings: given }: Change & { settings: Partial<ClientSettings> },
): Promise<ClientSettings> => {
  const settings = checkSettings({
    organicHistory: row.organic_history,
    organicGround: row.organic_ground,
    windows: row.windows,
    reportTimes: row.report_times,
    keepMonths: row.keep_months,
    ...given,
  });
  await roomDb(tx, clientsTables)
    .updateTable('clients')
    .set({
      organic_history: settings.organicHistory,
      organic_ground: settings.organicGround,
      windows: [...settings.windows],
      report_times: [...settings.reportTimes],
      keep_months: settings.keepMonths,
      changed_at: ctx.clock.now(),
    })
    .where('client_id', '=', clientId)
    .execute();
  await record(tx, {
    action: 'clients.settings-changed',
    clientId,
    actor: ctx.actor,
    facts: factsOf(settings),
  });
  return settings;
};

/**
 * Changes some of a client's settings; what is not named stays. The audit trail gets the settings as they then stand,
 * and so who switched storing of organic numbers on, and on what ground.
 *
 * @throws CLIENTS_MISSING, CLIENTS_INVALID, CLIENTS_GROUND_NEEDED
 * @personal none
 */
export const changeSettings = (
  ctx: Context,
  input: { clientId: ClientId; settings: Partial<ClientSettings> },
): Promise<ClientSettings> =>
  withClient(ctx.db, { actor: ctx.actor, clientId: input.clientId }, async (tx) =>
    writeSettings(tx, ctx, { ...input, row: await lockRow(tx, input.clientId) }),
  );

const writeDetails = async (
  tx: Tx,
  ctx: Context,
  { clientId, row, details: given }: Change & { details: ClientDetails },
): Promise<void> => {
  const details = checkIdentity({ name: row.name, kind: row.kind, locale: row.locale, zone: row.zone, ...given });
  await roomDb(tx, clientsTables)
    .updateTable('clients')
    .set({ ...details, changed_at: ctx.clock.now() })
    .where('client_id', '=', clientId)
    .execute();
  const { kind, locale, zone } = details;
  // A name can be a person's, and what the trail says cannot be erased: it says that there is another name, not which.
  const facts = { kind, locale, zone, isRenamed: details.name !== row.name };
  await record(tx, { action: 'clients.details-changed', clientId, actor: ctx.actor, facts });
};

// Figures of the months that fall outside a shorter term are out of sight at once and gone in the night: whoever asks for
// that says from which day on figures stay, so that nobody shortens a term without knowing what goes.
const requireConfirmed = (ctx: Context, row: Row, input: ClientChange): void => {
  const months = input.settings?.keepMonths;
  if (months === undefined || months >= row.keep_months) return;
  const stays = keptFrom(months, dayOf(ctx.clock.now()));
  if (input.keptFrom === stays) return;
  throw new Fault('CLIENTS_TERM_UNCONFIRMED', 'invalid', `Figures of days before ${stays} would go.`, {
    facts: { field: 'keepMonths', keptFrom: stays },
  });
};

/** What a client is called and how it is written to, as far as it changes. */
export type ClientDetails = {
  readonly name?: string;
  readonly kind?: string;
  readonly locale?: string;
  readonly zone?: string;
};

/** A change of a client; what is left out stays. */
export type ClientChange = {
  readonly clientId: ClientId;
  readonly details?: ClientDetails;
  readonly settings?: Partial<ClientSettings>;
  /** With a shorter term: the first day whose figures stay, as the one who asks knows it. */
  readonly keptFrom?: Day | undefined;
};

/**
 * Changes details and settings of a client as a person asks for it, all or nothing. A shorter term is taken only together
 * with the first day that stays.
 *
 * @throws CLIENTS_MISSING, CLIENTS_INVALID naming the fields, CLIENTS_GROUND_NEEDED, CLIENTS_TERM_UNCONFIRMED
 * @personal the name, when the client is a person; the trail says that it changed
 */
export const changeClient = (ctx: Context, input: ClientChange): Promise<void> => {
  const { clientId, details, settings } = input;
  return withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    const row = await lockRow(tx, clientId);
    if (details !== undefined) await writeDetails(tx, ctx, { clientId, row, details });
    if (settings === undefined) return;
    await writeSettings(tx, ctx, { clientId, row, settings });
    requireConfirmed(ctx, row, input);
  });
};
