import { z } from 'zod';
import { instant } from './parts.ts';

// People, invitations, sessions and keys. What opens something (a link, a key, recovery codes) is in one answer only.

const role = z.enum(['owner', 'admin', 'manager', 'marketer', 'creator', 'privacy', 'approver', 'viewer']);
const locale = z.enum(['nl', 'en']);
const clientId = z.string().regex(/^[1-9]\d{0,9}$/);
/** Every client, those added later too, or these. */
const clientIds = z.union([z.literal('all'), z.array(clientId).max(1000)]);
const email = z.string().min(3).max(254);
const name = z.string().trim().min(1).max(120);
const password = z.string().min(1).max(200);
const code = z.string().regex(/^\d{6}$/);
const token = z.string().min(1).max(100);

/** Where a list goes on: give `next` as `?cursor=`; null at its end. */
const next = z.string().nullable();
/** Which part of a list. */
export const pageQuery = z.object({
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});

/** A person who can sign in. */
export const user = z.object({ id: z.string(), email, name, role, locale, clientIds, addedAt: instant });
/** People who can sign in, by address. */
export const userList = z.object({ items: z.array(user), next });
/** What of a person is changed; what is left out stays. */
export const userChange = z.object({ role: role.optional(), clientIds: clientIds.optional() });

/** What is said of who is invited. */
export const invitationRequest = z.object({ email, name, role, locale, clientIds: clientIds.optional() });
/**
 * An invitation that was made, with its link, shown this once. It is on its way by e-mail when a mail server is configured;
 * else it is handed over by who made it.
 */
export const invitationLink = z.object({
  id: z.string(),
  link: z.string(),
  expiresAt: instant,
  /** The address it is being sent to; null when nothing is sent. */
  sentTo: z.string().nullable(),
});
/** What became of a letter. `meaning` and `remedy` say in the reader's language why it did not arrive, or not yet. */
const mailOutcome = z.object({
  state: z.enum(['waiting', 'sending', 'sent', 'refused', 'unsure']),
  code: z.string().nullable(),
  meaning: z.string().nullable(),
  remedy: z.string().nullable(),
});
/** An invitation that was not accepted yet. `renewal`: for somebody who lost password or authenticator. */
export const invitation = z.object({
  id: z.string(),
  kind: z.enum(['person', 'renewal']),
  email,
  name,
  role,
  clientIds,
  addedAt: instant,
  expiresAt: instant,
  /** What became of the letter with its link; null when it was handed over. */
  mail: mailOutcome.nullable(),
});
/** Invitations that were not accepted yet, the newest first. */
export const invitationList = z.object({ items: z.array(invitation), next });

/** Whether the first owner is still to be set up. */
export const setUp = z.object({ open: z.boolean() });
/** The link that was opened; the first owner says their address, for the name in the authenticator app. */
export const openRequest = z.object({ token, email: email.optional() });
/** For whom a link is, and the second factor to enrol; null for people of a client. */
export const openedInvitation = z.object({
  kind: z.enum(['person', 'set-up', 'renewal']),
  email: email.nullable(),
  name: name.nullable(),
  role,
  locale,
  enrolment: z.object({ ticket: z.string(), secret: z.string(), otpauthUrl: z.string() }).nullable(),
});
/** What accepts a link; address and name for the first owner, ticket and code for staff. */
export const acceptRequest = z.object({
  token,
  password,
  ticket: z.string().max(1000).optional(),
  code: code.optional(),
  email: email.optional(),
  name: name.optional(),
  locale: locale.optional(),
});
/** Ten codes for who loses the authenticator, each good for once, shown this once; null for people of a client. */
export const acceptAnswer = z.object({ recoveryCodes: z.array(z.string()).nullable() });

/** A recovery code, as it is typed over from paper. */
export const recoveryRequest = z.object({ code: z.string().min(16).max(40) });
/** Ten fresh recovery codes, shown this once; older ones are worth nothing. */
export const recoveryAnswer = z.object({ recoveryCodes: z.array(z.string()) });

/** A second factor to enrol: the ticket goes back with its first code. */
export const enrolment = z.object({ ticket: z.string(), secret: z.string(), otpauthUrl: z.string() });
/** The first code of a factor that was just enrolled. */
export const enrolRequest = z.object({ ticket: z.string().max(1000), code });

/** What the person who asks has to prove who they are. */
export const account = z.object({ hasSecondFactor: z.boolean(), recoveryCodesLeft: z.number().int() });
/** A session that still works. No address and no browser name: those are not kept. */
export const ownSession = z.object({
  id: z.string(),
  startedAt: instant,
  seenAt: instant,
  expiresAt: instant,
  /** The one that asks. */
  isThis: z.boolean(),
});
/** The sessions of the person who asks, the latest used first. */
export const ownSessionList = z.object({ items: z.array(ownSession) });
/** A new password, with the present one. */
export const passwordChange = z.object({ present: password, next: password });

/** What a key is made for. It ends on its day, and with who made it. */
export const keyRequest = z.object({
  label: z.string().regex(/^[\w .-]{1,60}$/),
  scopes: z.array(z.string()).min(1).max(50),
  clientIds,
  expiresInDays: z.number().int().min(1).max(366),
});
/** A key that was made; the key itself is shown this once. */
export const keyAnswer = z.object({ id: z.string(), key: z.string(), expiresAt: instant.nullable() });
/** A key, without the key itself. */
export const apiKey = z.object({
  id: z.string(),
  label: z.string(),
  scopes: z.array(z.string()),
  clientIds,
  addedAt: instant,
  /** The last day it was used. */
  usedOn: z.string().nullable(),
  expiresAt: instant.nullable(),
  revokedAt: instant.nullable(),
  /** The id of the person who made it; null for one of the command line. */
  madeBy: z.string().nullable(),
});
/** Keys, revoked ones too, the newest first. */
export const keyList = z.object({ items: z.array(apiKey), next });

/** The table of rights: what each role is and may do, and whether the person who asks may give it. */
export const rightsTable = z.object({
  roles: z.array(
    z.object({
      role,
      staff: z.boolean(),
      sees: z.enum(['all', 'all-or-given', 'one']),
      may: z.array(z.string()),
      isYours: z.boolean(),
    }),
  ),
  keyScopes: z.array(z.string()),
});

/** A client, to be chosen among others. */
export const clientItem = z.object({ id: z.string(), name: z.string(), locale, zone: z.string() });
/** Every client the asker may see, by name. */
export const clientList = z.object({ items: z.array(clientItem), next });

/** A role. */
export type RoleName = z.infer<typeof role>;
/** Every client, or these. */
export type ClientChoice = z.infer<typeof clientIds>;
/** Clients to choose among. */
export type ClientList = z.infer<typeof clientList>;
/** A person who can sign in. */
export type UserItem = z.infer<typeof user>;
/** People who can sign in. */
export type UserList = z.infer<typeof userList>;
/** What is said of who is invited. */
export type InvitationRequest = z.infer<typeof invitationRequest>;
/** An invitation that was made, with its link. */
export type InvitationLink = z.infer<typeof invitationLink>;
/** An invitation that was not accepted yet. */
export type InvitationItem = z.infer<typeof invitation>;
/** Invitations that were not accepted yet. */
export type InvitationList = z.infer<typeof invitationList>;
/** Whether the first owner is still to be set up. */
export type SetUp = z.infer<typeof setUp>;
/** For whom a link is. */
export type OpenedLink = z.infer<typeof openedInvitation>;
/** What accepts a link. */
export type AcceptRequest = z.infer<typeof acceptRequest>;
/** Recovery codes after a link was accepted. */
export type AcceptAnswer = z.infer<typeof acceptAnswer>;
/** Fresh recovery codes. */
export type RecoveryAnswer = z.infer<typeof recoveryAnswer>;
/** What a person has to prove who they are. */
export type Account = z.infer<typeof account>;
/** The sessions of a person. */
export type OwnSessionList = z.infer<typeof ownSessionList>;
/** What a key is made for. */
export type KeyRequest = z.infer<typeof keyRequest>;
/** A key that was made. */
export type KeyAnswer = z.infer<typeof keyAnswer>;
/** A key. */
export type KeyItem = z.infer<typeof apiKey>;
/** Keys. */
export type KeyList = z.infer<typeof keyList>;
/** The table of rights. */
export type RightsTable = z.infer<typeof rightsTable>;
