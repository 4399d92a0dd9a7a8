import type { ClientId, Locale, UserId } from '../foundation/kit/index.ts';
import type { Action, Role } from './rights.ts';

/** Who makes a request, with the rights as the database has them at this moment. */
export type Person =
  | {
      readonly kind: 'user';
      readonly userId: UserId;
      readonly sessionId: string;
      readonly name: string;
      readonly role: Role;
      readonly locale: Locale;
      /** When the second factor was last given in this session; null for people of a client without one. */
      readonly secondFactorAt: Date | null;
      /** The clients this person may see; `all` for who sees every client, those added later too. */
      readonly clientIds: 'all' | readonly ClientId[];
    }
  | {
      readonly kind: 'key';
      readonly keyId: string;
      /** What the key may do. */
      readonly scopes: readonly Action[];
      readonly clientIds: 'all' | readonly ClientId[];
    };

/** A person who can sign in, as administrators see them. */
export type User = {
  readonly userId: UserId;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly locale: Locale;
  readonly clientIds: 'all' | readonly ClientId[];
  readonly addedAt: Date;
  readonly disabledAt: Date | null;
};

/** An API key, without the key itself, which is shown once. */
export type ApiKey = {
  readonly keyId: string;
  readonly label: string;
  readonly scopes: readonly Action[];
  readonly clientIds: 'all' | readonly ClientId[];
  readonly addedAt: Date;
  /** The last day it was used. */
  readonly usedOn: string | null;
  readonly revokedAt: Date | null;
  /** From when it is worth nothing; null for a key of the command line without an end. */
  readonly expiresAt: Date | null;
  /** Who made it; null for a key of the command line. */
  readonly madeBy: UserId | null;
};

/** For whom an invitation is: a new person, the first owner, or somebody who lost their proofs. */
export type InvitationKind = 'person' | 'set-up' | 'renewal';

/** An open invitation, without its link, which is shown once. */
export type Invitation = {
  readonly invitationId: string;
  readonly kind: 'person' | 'renewal';
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly clientIds: 'all' | readonly ClientId[];
  readonly addedAt: Date;
  readonly expiresAt: Date;
  /** The letter that carries its link; null when it is handed over. */
  readonly mailId: string | null;
};

/** A session of a person, as they see it. No address, no browser name: those are not kept. */
export type OwnSession = {
  readonly sessionId: string;
  readonly startedAt: Date;
  readonly seenAt: Date;
  readonly expiresAt: Date;
  /** The one that asks. */
  readonly isThis: boolean;
};
