import { randomUUID } from 'node:crypto';
import { type Context, databaseClock, openDatabase } from '../../src/foundation/db/index.ts';
import {
  addDays,
  type ClientId,
  type Day,
  dayOf,
  eachDay,
  monthOf,
  newClientId,
} from '../../src/foundation/kit/index.ts';
import { createLog } from '../../src/foundation/runtime/index.ts';
import { addUser, sessionCookie, signIn, verifyTotp } from '../../src/identity/index.ts';
import { authenticatorCode } from '../../test/kit/authenticator.ts';
import { tell } from './figures.ts';
import type { Place } from './place.ts';
import { accountOf, fillLedger, type World } from './query-world.ts';

// An agency as its people find it: clients with names, consents, goals and the nights of a month, over a ledger of a year.

/** As many as one screen of the overview has to hold. */
export const CLIENTS = 100;
// Thirteen months of a dashboard's small bars, and eight weeks before a budget.
const DAYS = 400;
const ADS = 5;
const NIGHTS = 30;
// What a night asks of one ad account: four levels by two report times, structure, and what is new.
const CHUNKS_A_NIGHT = 12;
const CHUNKS_OF_HISTORY = 60;

const rowsFor = (clients: readonly ClientId[], world: World): [ClientId[], string[], string[], string[]] => [
  [...clients],
  clients.map((_, index) => `Klant ${String(index + 1).padStart(3, '0')}`),
  clients.map((clientId) => accountOf(world, clientId)),
  clients.map(() => randomUUID()),
];

const fillClients = async ({ admin }: Place, world: World): Promise<void> => {
  const rows = rowsFor(world.clients, world);
  const given = 'unnest($1::int4[], $2::text[], $3::text[], $4::uuid[]) given(client_id, name, account, connection_id)';
  await admin.query(
    `insert into client_ids (client_id, added_at) select unnest($1::int4[]), now() - interval '1 year'`,
    [rows[0]],
  );
  await admin.query(
    `insert into clients (client_id, name, kind, locale, zone, organic_history, windows, report_times, keep_months, added_at, changed_at)
     select client_id, name, 'legal_person', 'nl', 'Europe/Amsterdam', false, '{30/30/1}', '{TIME_OF_AD_ACTION,TIME_OF_CONVERSION}', 36, now(), now()
       from ${given}`,
    rows,
  );
  // One consent in twelve is gone, as on a bad day.
  await admin.query(
    `insert into connect_connections (client_id, connection_id, pinterest_user_id, budget_key, state, scopes, access_sealed,
       refresh_sealed, token_version, connected_at, failed_code, failed_at)
     select client_id, connection_id, account, account, case when n % 12 = 0 then 'reconnect' else 'connected' end, '{ads:read}', '\\x00',
            '\\x00', 1, now() - interval '300 days', case when n % 12 = 0 then 'PINTEREST_TOKEN_REFUSED' end,
            case when n % 12 = 0 then now() - interval '3 days' end
       from (select *, row_number() over () as n from ${given}) given`,
    rows,
  );
  await admin.query(
    `insert into connect_ad_accounts (client_id, ad_account_id, connection_id, currency, country, permissions, bound_at)
     select client_id, account, connection_id, 'EUR', 'NL', '{ADMIN}', now() - interval '300 days' from ${given}`,
    rows,
  );
};

const fillGoals = async ({ admin }: Place, world: World, today: Day): Promise<void> => {
  const [clients, , accounts] = rowsFor(world.clients, world);
  // A budget of this month and two results, at different distances from what comes.
  await admin.query(
    `insert into client_goals (client_id, goal_id, account, metric, kind, from_day, to_day, target_millionths, added_at, changed_at)
     select client_id, gen_random_uuid(), account, metric, kind, $3::date, $4::date, target * (80 + n % 5 * 10) / 100, now(), now()
       from (select *, row_number() over () as n from unnest($1::int4[], $2::text[]) t(client_id, account)) given,
            (values ('spend', 'budget', 3000000000::int8), ('roas', 'at-least', 1000000), ('cost-per-checkout', 'at-most', 9000)) goal(metric, kind, target)`,
    [clients, accounts, addDays(today, -12), addDays(today, 17)],
  );
};

const fillNights = async ({ admin }: Place, world: World, today: Day): Promise<void> => {
  const [clients, , accounts] = rowsFor(world.clients, world);
  const columns =
    'client_id, chunk_id, account, kind, level, from_day, to_day, night_on, priority, state, rows, landing_id, changed_at';
  await admin.query(
    `insert into ingest_chunks (${columns})
     select client_id, gen_random_uuid(), account, 'report', 'ad', night - 65 - piece, night - 1, night, 10, 'landed', 5000, gen_random_uuid(), night::timestamptz
       from unnest($1::int4[], $2::text[]) given(client_id, account), unnest($3::date[]) night, generate_series(1, $4::int4) piece`,
    [clients, accounts, eachDay(addDays(today, 1 - NIGHTS), today), CHUNKS_A_NIGHT],
  );
  await admin.query(
    `insert into ingest_chunks (${columns})
     select client_id, gen_random_uuid(), account, 'report', 'ad', $3::date - 186 - piece, $3::date, $3::date, -10, 'landed', 5000, gen_random_uuid(), $3::date::timestamptz
       from unnest($1::int4[], $2::text[]) given(client_id, account), generate_series(1, $4::int4) piece`,
    [clients, accounts, addDays(today, -20), CHUNKS_OF_HISTORY],
  );
};

/** An agency of `CLIENTS` clients with everything its pages ask for. */
export const fillAgency = async (place: Place, stopping: AbortSignal): Promise<World> => {
  const today = dayOf(new Date(performance.timeOrigin + performance.now()));
  const to = addDays(today, -1);
  const clients = Array.from({ length: CLIENTS }, newClientId);
  const world: World = { clients, adsPerClient: ADS, from: monthOf(addDays(to, 1 - DAYS)), to, rows: 0 };
  await fillClients(place, world);
  await fillGoals(place, world, today);
  await fillNights(place, world, today);
  await fillLedger(place, world, stopping);
  return world;
};

/** One more client, whose account holds very many ads: the longest table there is. */
export const fillLongTable = async (place: Place, ads: number, stopping: AbortSignal): Promise<ClientId> => {
  const to = addDays(dayOf(new Date(performance.timeOrigin + performance.now())), -1);
  const clientId = newClientId();
  const world: World = { clients: [clientId], adsPerClient: ads, from: addDays(to, -29), to, rows: 0 };
  await fillClients(place, world);
  await fillLedger(place, world, stopping);
  return clientId;
};

/** A person who is signed in: the header that says so. */
export type Reader = { readonly cookie: string; readonly clientId: ClientId };

/** Signs in as many people as there are readers, each with password and code; each reads a client of their own. */
export const signInReaders = async (place: Place, world: World, count: number): Promise<Reader[]> => {
  const { config, keys } = place;
  const db = await openDatabase({ config, keys, role: 'job', max: 4 });
  const signInDb = await openDatabase({ config, keys, role: 'sign-in', max: 4 });
  const clock = databaseClock(db);
  try {
    const ctx: Context = { db, clock, log: createLog(config), actor: { kind: 'cli', name: 'bench' } };
    const asked = { ...ctx, keys };
    const readers: Reader[] = [];
    for (let number = 0; number < count; number += 1) {
      const email = `lezer${number}@prikbord.example`;
      const person = { email, name: `Lezer ${number}`, role: 'manager', locale: 'nl', clientIds: 'all' as const };
      const { password, totpSecret } = await addUser(asked, person);
      const pending = await signIn({ ...asked, db: signInDb }, { email, password });
      const code = authenticatorCode(totpSecret ?? '');
      const { token } = await verifyTotp({ ...asked, db: signInDb }, { token: pending.token, code });
      const [cookie = ''] = sessionCookie({ token, isSecure: false }).split(';');
      const clientId = world.clients[number % world.clients.length];
      if (clientId !== undefined) readers.push({ cookie, clientId });
    }
    tell(`${readers.length} readers are signed in`);
    return readers;
  } finally {
    await clock.close();
    await db.close();
    await signInDb.close();
  }
};
