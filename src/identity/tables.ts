import type { ClientId, Locale, UserId } from '../foundation/kit/index.ts';
import { type Category, column, personal, plain, secretData, table } from '../foundation/schema/index.ts';
import type { Role } from './rights.ts';
import type { InvitationKind } from './shapes.ts';

const ofPerson = (category: Category, subject: string) =>
  personal({ category, purpose: 'account', keep: { days: 30, after: 'account-end' }, onErase: 'delete', subject });

const ownUser = 'user_id>identity_people.user_id';

const proof = secretData({
  purpose: 'sign-in',
  keep: { days: 30, after: 'account-end' },
  onErase: 'delete',
  category: 'credential',
  subject: ownUser,
});

/** The people who can sign in: the agency's own data, under another legal ground than what comes from Pinterest. */
export const identityPeople = table('identity_people', ['user_id'], {
  user_id: column.uuid<UserId>(ofPerson('person.id', 'self')),
  email: column.text(ofPerson('contact.email', 'self')),
  name: column.text(ofPerson('person.name', 'self')),
  locale: column.text<Locale>(ofPerson('person.preference', 'self')),
  role: column.text<Role>(plain),
  all_clients: column.bool(plain),
  added_at: column.instant(plain),
  disabled_at: column.instant(plain).nullable(),
});

/** Which clients a person was given. */
export const identityMemberships = table(
  'identity_memberships',
  ['user_id', 'client_id'],
  {
    user_id: column.uuid<UserId>(ofPerson('person.id', ownUser)),
    client_id: column.int4<ClientId>(plain),
    added_at: column.instant(plain),
  },
  { scope: 'agency' },
);

/** Password hashes; only the sign-in role reads them. */
export const identityPasswords = table('identity_passwords', ['user_id'], {
  user_id: column.uuid<UserId>(ofPerson('person.id', ownUser)),
  hash: column.text(proof),
  changed_at: column.instant(plain),
  failures: column.int2(plain),
  locked_until: column.instant(plain).nullable(),
});

/** Second factors, sealed; only the sign-in role reads them. */
export const identitySecondFactors = table('identity_second_factors', ['user_id'], {
  user_id: column.uuid<UserId>(ofPerson('person.id', ownUser)),
  secret_sealed: column.bytea(proof),
  last_step: column.int8(plain),
  added_at: column.instant(plain),
});

const session = secretData({
  purpose: 'sign-in',
  keep: { days: 1, after: 'expiry' },
  onErase: 'delete',
  category: 'session',
  subject: ownUser,
});

/** Sessions, by the hash of their token. No address, no browser name. */
export const identitySessions = table(
  'identity_sessions',
  ['session_id'],
  {
    session_id: column.uuid(session),
    token_hash: column.text(session),
    user_id: column.uuid<UserId>(ofPerson('person.id', ownUser)),
    started_at: column.instant(plain),
    seen_at: column.instant(plain),
    completed_at: column.instant(plain).nullable(),
    second_factor_at: column.instant(plain).nullable(),
    expires_at: column.instant(plain),
  },
  { keep: { days: 1, after: 'expiry' } },
);

/** Keys of programs, by their hash. */
export const identityApiKeys = table('identity_api_keys', ['key_id'], {
  key_id: column.uuid(plain),
  key_hash: column.text(
    secretData({
      purpose: 'sign-in',
      keep: { days: 30, after: 'account-end' },
      onErase: 'delete',
      category: 'credential',
    }),
  ),
  label: column.text(plain),
  scopes: column.textArray(plain),
  client_ids: column.int4Array<ClientId>(plain).nullable(),
  added_at: column.instant(plain),
  used_on: column.day(plain).nullable(),
  revoked_at: column.instant(plain).nullable(),
  expires_at: column.instant(plain).nullable(),
  made_by: column.uuid<UserId>(ofPerson('person.id', 'made_by>identity_people.user_id')).nullable(),
});

const invited = (category: Category) =>
  personal({ category, purpose: 'account', keep: { days: 30, after: 'expiry' }, onErase: 'delete', subject: 'email' });

/** Invitations that are open, by the hash of their link. */
export const identityInvitations = table(
  'identity_invitations',
  ['invitation_id'],
  {
    invitation_id: column.uuid(plain),
    token_hash: column.text(
      secretData({
        purpose: 'sign-in',
        keep: { days: 30, after: 'expiry' },
        onErase: 'delete',
        category: 'credential',
      }),
    ),
    kind: column.text<InvitationKind>(plain),
    user_id: column.uuid<UserId>(ofPerson('person.id', ownUser)).nullable(),
    email: column.text(invited('contact.email')).nullable(),
    name: column.text(invited('person.name')).nullable(),
    role: column.text<Role>(plain),
    locale: column.text<Locale>(invited('person.preference')),
    all_clients: column.bool(plain),
    client_ids: column.int4Array<ClientId>(plain),
    invited_by: column.uuid<UserId>(ofPerson('person.id', 'invited_by>identity_people.user_id')).nullable(),
    // The letter that carries the link, where one is sent.
    mail_id: column.uuid(plain).nullable(),
    added_at: column.instant(plain),
    expires_at: column.instant(plain),
  },
  { keep: { days: 30, after: 'expiry' } },
);

/** Recovery codes that were not used yet, by their hash; only the sign-in role reads them. */
export const identityRecoveryCodes = table('identity_recovery_codes', ['user_id', 'code_hash'], {
  user_id: column.uuid<UserId>(ofPerson('person.id', ownUser)),
  code_hash: column.text(proof),
  added_at: column.instant(plain),
});

const repeated = secretData({ purpose: 'operation', keep: { hours: 24, after: 'written' }, onErase: 'delete' });

/** Writes that may be repeated, for a day, by the hash of their key. */
export const identityRequests = table(
  'identity_requests',
  ['asker', 'key_hash'],
  {
    // The person or the key that asked.
    asker: column.uuid(
      personal({
        category: 'person.id',
        purpose: 'operation',
        keep: { hours: 24, after: 'written' },
        onErase: 'delete',
        subject: 'asker',
      }),
    ),
    key_hash: column.text(plain),
    fingerprint: column.text(plain),
    started_at: column.instant(plain),
    answer_sealed: column.bytea(repeated).nullable(),
  },
  { keep: { hours: 24, after: 'written' } },
);

export const identityTables = [
  identityPeople,
  identityMemberships,
  identityPasswords,
  identitySecondFactors,
  identitySessions,
  identityApiKeys,
  identityInvitations,
  identityRecoveryCodes,
  identityRequests,
] as const;
