import type { ClientId, Locale, UserId } from '../foundation/kit/index.ts';
import { business, column, personal, plain, table } from '../foundation/schema/index.ts';
import type { ClientKind } from './shapes.ts';

const setting = business({
  purpose: 'client-administration',
  keep: { days: 30, after: 'contract-end' },
  onErase: 'keep',
});

/** The ids of all clients and nothing about them; work over all clients starts here. */
export const clientIds = table(
  'client_ids',
  ['client_id'],
  { client_id: column.int4<ClientId>(plain), added_at: column.instant(plain) },
  { scope: 'agency' },
);

/** The agency's clients with their settings. */
export const clients = table('clients', ['client_id'], {
  client_id: column.int4<ClientId>(plain),
  // A client may be a person trading under their own name, so the name is treated as one.
  name: column.text(
    personal({
      category: 'person.name',
      purpose: 'client-administration',
      keep: { days: 30, after: 'contract-end' },
      onErase: 'pseudonym',
      subject: 'self',
    }),
  ),
  kind: column.text<ClientKind>(setting),
  locale: column.text<Locale>(setting),
  zone: column.text(setting),
  organic_history: column.bool(setting),
  organic_ground: column.text(setting).nullable(),
  windows: column.textArray(setting),
  report_times: column.textArray(setting),
  keep_months: column.int2(setting),
  terms_accepted_at: column.instant(setting).nullable(),
  terms_accepted_by: column.uuid<UserId>(plain).nullable(),
  added_at: column.instant(plain),
  changed_at: column.instant(plain),
});

/** How a client looks in its own window and reports. */
export const clientBrands = table('client_brands', ['client_id'], {
  client_id: column.int4<ClientId>(plain),
  display_name: column
    .text(
      personal({
        category: 'person.name',
        purpose: 'client-administration',
        keep: { days: 30, after: 'contract-end' },
        onErase: 'blank',
        subject: 'self',
      }),
    )
    .nullable(),
  colour: column.text(setting).nullable(),
  logo_file: column.uuid(setting).nullable(),
  changed_at: column.instant(plain),
});

export const clientsTables = [clientIds, clients, clientBrands] as const;
