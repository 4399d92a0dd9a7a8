import type { AdAccountId, ClientId, ConnectionId, Currency, PinterestUserId } from '../foundation/kit/index.ts';
import { business, column, personal, plain, secretData, table } from '../foundation/schema/index.ts';
import type { ConnectionState } from './shapes.ts';

const token = secretData({ purpose: 'connection', keep: 'row', onErase: 'delete' });
const account = business({ purpose: 'collection', keep: 'client-retention', onErase: 'delete' });

/** Pinterest users and ad accounts that are taken, agency-wide, as HMACs only. */
export const connectBindings = table('connect_bindings', ['binding_key'], {
  binding_key: column.text(plain),
  owner_key: column.text(plain),
  bound_at: column.instant(plain),
});

/** The states of OAuth round trips; gone a day after they expired. */
export const connectStates = table(
  'connect_states',
  ['state_hash'],
  {
    state_hash: column.text(plain),
    client_id: column.int4<ClientId>(plain),
    asker_kind: column.text<'session' | 'run'>(plain),
    asker_hash: column.text(plain),
    actor: column.text(plain),
    created_at: column.instant(plain),
    expires_at: column.instant(plain),
    waiting_until: column.instant(plain).nullable(),
    used_at: column.instant(plain).nullable(),
    outcome: column.text(plain).nullable(),
  },
  { scope: 'agency', keep: { days: 1, after: 'expiry' } },
);

/** A client's consents to Pinterest, with the tokens sealed. */
export const connectConnections = table('connect_connections', ['client_id', 'connection_id'], {
  client_id: column.int4<ClientId>(plain),
  connection_id: column.uuid<ConnectionId>(plain),
  pinterest_user_id: column.text<PinterestUserId>(
    personal({
      category: 'pinterest.account',
      purpose: 'connection',
      keep: 'client-retention',
      onErase: 'pseudonym',
      subject: 'self',
    }),
  ),
  budget_key: column.text(plain),
  state: column.text<ConnectionState>(plain),
  scopes: column.textArray(plain),
  access_sealed: column.bytea(token).nullable(),
  refresh_sealed: column.bytea(token).nullable(),
  refresh_previous_sealed: column.bytea(token).nullable(),
  token_version: column.int4(plain),
  access_expires_at: column.instant(plain).nullable(),
  refresh_expires_at: column.instant(plain).nullable(),
  refresh_lease: column.uuid(plain).nullable(),
  refresh_lease_until: column.instant(plain).nullable(),
  refreshed_at: column.instant(plain).nullable(),
  connected_at: column.instant(plain),
  failed_code: column.text(plain).nullable(),
  failed_at: column.instant(plain).nullable(),
  ended_at: column.instant(plain).nullable(),
});

/** The ad accounts of a client: only those a person picked, without their names and owners. */
export const connectAdAccounts = table('connect_ad_accounts', ['client_id', 'ad_account_id'], {
  client_id: column.int4<ClientId>(plain),
  ad_account_id: column.text<AdAccountId>(account),
  connection_id: column.uuid<ConnectionId>(plain),
  currency: column.text<Currency>(account),
  country: column.text(account).nullable(),
  permissions: column.textArray(account),
  label: column.text(account).nullable(),
  bound_at: column.instant(plain),
  released_at: column.instant(plain).nullable(),
});

/** What has been spent of Pinterest's limits; keyed by an HMAC. */
export const connectBudget = table('connect_budget', ['budget_key', 'category'], {
  budget_key: column.text(plain),
  category: column.text(plain),
  slot: column.int8(plain),
  spent: column.int4Array(plain),
  paused_until: column.instant(plain).nullable(),
});

/** The journal of our own calls to Pinterest, for a week. */
export const connectRequests = table(
  'connect_requests',
  ['entry_id'],
  {
    entry_id: column.uuid(plain),
    requested_at: column.instant(plain),
    budget_key: column.text(plain),
    operation: column.text(plain),
    status: column.int4(plain),
    code: column.int4(plain).nullable(),
    duration_ms: column.int4(plain),
    attempt: column.int2(plain),
    request_id: column.text(plain).nullable(),
  },
  { keep: { days: 7, after: 'written' } },
);

export const connectTables = [
  connectBindings,
  connectStates,
  connectConnections,
  connectAdAccounts,
  connectBudget,
  connectRequests,
] as const;
