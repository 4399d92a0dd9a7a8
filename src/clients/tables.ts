import type { ClientId, Locale, UserId } from '../foundation/kit/index.ts';
import { business, column, personal, plain, table } from '../foundation/schema/index.ts';
import type { AnnotationAudience, ClientKind, GoalKind } from './shapes.ts';

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

/** Budgets and results agreed with a client about an ad account and some days. */
export const clientGoals = table('client_goals', ['client_id', 'goal_id'], {
  client_id: column.int4<ClientId>(plain),
  goal_id: column.uuid(plain),
  account: column.text(setting),
  metric: column.text(setting),
  kind: column.text<GoalKind>(setting),
  from_day: column.day(setting),
  to_day: column.day(setting),
  target_millionths: column.int8(setting),
  added_at: column.instant(plain),
  changed_at: column.instant(plain),
});

// A sentence of a person's own may name anybody, so it is treated as being about who wrote it, and goes with the client.
const written = {
  purpose: 'campaign-reporting',
  keep: { days: 30, after: 'contract-end' },
  subject: 'written_by',
} as const;

/** What people wrote beside the figures of a day or some days. */
export const clientAnnotations = table('client_annotations', ['client_id', 'annotation_id'], {
  client_id: column.int4<ClientId>(plain),
  annotation_id: column.uuid(plain),
  from_day: column.day(setting),
  to_day: column.day(setting),
  text: column.text(personal({ ...written, category: 'free-text', onErase: 'delete' })),
  audience: column.text<AnnotationAudience>(setting),
  written_by: column.uuid<UserId>(personal({ ...written, category: 'person.id', onErase: 'blank' })).nullable(),
  written_at: column.instant(plain),
  changed_at: column.instant(plain),
});

/** What the agency asks for its work, by ad account and from a month on. */
export const clientFees = table('client_fees', ['client_id', 'account', 'from_month'], {
  client_id: column.int4<ClientId>(plain),
  account: column.text(setting),
  from_month: column.day(setting),
  share_millionths: column.int4(setting),
  fixed_micros: column.int8(setting),
  changed_at: column.instant(plain),
});

/** What the team wants to remember of a client. */
export const clientNotes = table('client_notes', ['client_id', 'note_id'], {
  client_id: column.int4<ClientId>(plain),
  note_id: column.uuid(plain),
  text: column.text(personal({ ...written, category: 'free-text', onErase: 'delete' })),
  audience: column.text<AnnotationAudience>(setting),
  written_by: column.uuid<UserId>(personal({ ...written, category: 'person.id', onErase: 'blank' })).nullable(),
  written_at: column.instant(plain),
  changed_at: column.instant(plain),
});

// Kept for one person and by that person, so it is theirs, whatever they called it.
const ownView = {
  purpose: 'campaign-reporting',
  keep: { days: 30, after: 'contract-end' },
  onErase: 'delete',
  subject: 'owner',
} as const;

/** Views of a client's workspace that people kept under a name. */
export const clientSavedViews = table('client_saved_views', ['client_id', 'view_id'], {
  client_id: column.int4<ClientId>(plain),
  view_id: column.uuid(plain),
  owner: column.uuid<UserId>(personal({ ...ownView, category: 'person.id' })),
  name: column.text(personal({ ...ownView, category: 'free-text' })),
  address: column.text(personal({ ...ownView, category: 'person.preference' })),
  saved_at: column.instant(plain),
});

export const clientsTables = [
  clientIds,
  clients,
  clientBrands,
  clientGoals,
  clientAnnotations,
  clientFees,
  clientNotes,
  clientSavedViews,
] as const;
