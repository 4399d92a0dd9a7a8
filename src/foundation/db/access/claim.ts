import { createHmac } from 'node:crypto';
import type { ClientId, UserId } from '../../kit/index.ts';
import { Fault } from '../../kit/index.ts';
import type { Keys } from '../../runtime/index.ts';

/** Who acts: a person, one named person by a link made for them, a part of the system, or a person at the command line. */
export type Actor =
  | { readonly kind: 'user'; readonly id: UserId }
  | { readonly kind: 'link'; readonly id: string }
  | { readonly kind: 'system'; readonly name: string }
  | { readonly kind: 'cli'; readonly name: string };

/** What a transaction claims: who acts, and for which clients. */
export type Claim = {
  readonly actor: Actor;
  readonly mode: 'one' | 'many' | 'none';
  readonly clientIds: readonly ClientId[];
};

/**
 * How long a claim is good, in milliseconds. The database refuses more than 60 s; ten less leaves room for a clock that is
 * read over the network. Shorter would make honest long transactions renew more often than a person notices.
 */
export const CLAIM_MS = 50_000;

/** The actor as one word: `user:<uuid>`, `link:<uuid>`, `system:<name>`, `cli:<name>`. @personal the id of a user */
export const actorText = (actor: Actor): string =>
  `${actor.kind}:${actor.kind === 'user' || actor.kind === 'link' ? actor.id : actor.name}`;

const plainActor = /^[a-z]+:[A-Za-z0-9._@-]{1,100}$/;

/**
 * The sealed text of a claim. The seal covers the backend's pid, so a claim that is read somewhere (in a log, in
 * pg_stat_activity) opens nothing in another session.
 */
export const sealClaim = (keys: Keys, claim: Claim, seat: { pid: number; databaseNow: number }): string => {
  const actor = actorText(claim.actor);
  if (!plainActor.test(actor)) {
    throw new Fault('DB_ACTOR_INVALID', 'bug', 'An actor is named by a uuid or a plain word.');
  }
  const body = `${actor}|${claim.mode}|${claim.clientIds.map(Number).join(',')}|${Math.round(seat.databaseNow + CLAIM_MS)}`;
  const seal = createHmac('sha256', claimKey(keys)).update(`${seat.pid}|${body}`).digest('hex');
  return `${body}|${seal}`;
};

/** The key claims are sealed with; the database keeps its padded blocks in `db_claim_key`. */
export const claimKey = (keys: Keys): Buffer => keys.derive('database-claim');

/** The two padded blocks of HMAC-SHA-256 (RFC 2104) with which SQL verifies by the built-in sha256 alone. */
export const claimPads = (keys: Keys): { inner: Buffer; outer: Buffer } => {
  const key = Buffer.alloc(64);
  claimKey(keys).copy(key);
  return { inner: Buffer.from(key.map((byte) => byte ^ 0x36)), outer: Buffer.from(key.map((byte) => byte ^ 0x5c)) };
};
