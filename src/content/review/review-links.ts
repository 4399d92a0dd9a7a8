import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { record } from '../../foundation/audit/index.ts';
import { type Context, withClient, withClients } from '../../foundation/db/index.ts';
import { type ClientId, Fault, type Locale, parseClientId } from '../../foundation/kit/index.ts';
import type { ReviewLink } from '../shapes.ts';

/** For whom a link is, and about which Pins. */
export type NewReviewLink = {
  readonly readerName: string;
  readonly readerEmail: string | null;
  readonly locale: Locale;
  readonly pinIds: readonly string[];
  readonly days: number;
};

const DAY_MS = 86_400_000;
/** Longer than a month nobody remembers for whom it was made. */
const DAYS_MAX = 30;
const PINS_MAX = 200;

type LinkRow = {
  client_id: ClientId;
  link_id: string;
  token_hash: Buffer;
  reader_name: string;
  reader_email: string | null;
  locale: Locale;
  pin_ids: string[];
  made_at: Date;
  expires_at: Date;
  opened_at: Date | null;
  revoked_at: Date | null;
};

const columns =
  'client_id, link_id, token_hash, reader_name, reader_email, locale, pin_ids, made_at, expires_at, opened_at, revoked_at';

const linkOf = (row: LinkRow): ReviewLink => ({
  clientId: row.client_id,
  linkId: row.link_id,
  readerName: row.reader_name,
  readerEmail: row.reader_email,
  locale: row.locale,
  pinIds: row.pin_ids,
  madeAt: row.made_at,
  expiresAt: row.expires_at,
  openedAt: row.opened_at,
  revokedAt: row.revoked_at,
});

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

const refused = (field: string, rule: string): Fault =>
  new Fault('CONTENT_FIELD_REFUSED', 'invalid', 'A field of the link cannot be like this.', { facts: { field, rule } });

const checkedLink = (given: NewReviewLink): NewReviewLink => {
  const readerName = given.readerName.trim();
  if (readerName.length < 1 || readerName.length > 120) throw refused('readerName', '1 to 120 characters');
  if (given.pinIds.length < 1 || given.pinIds.length > PINS_MAX) throw refused('pinIds', `1 to ${PINS_MAX}`);
  if (!Number.isInteger(given.days) || given.days < 1 || given.days > DAYS_MAX) {
    throw refused('days', `1 to ${DAYS_MAX}`);
  }
  return { ...given, readerName };
};

/**
 * Makes a link by which one named person, without an account, sees some Pins of a client and says what they think of them.
 * The token is in this answer only; the house keeps its hash. It opens nothing but these Pins, until it ends or is revoked.
 *
 * @throws CONTENT_FIELD_REFUSED; CONTENT_PIN_MISSING when a Pin is not this client's
 * @personal the name and address of the reader
 */
export const makeReviewLink = (
  ctx: Context,
  input: { clientId: ClientId; link: NewReviewLink },
): Promise<{ link: ReviewLink; token: string }> => {
  const { clientId } = input;
  const given = checkedLink(input.link);
  // The client's number is no secret; it says under which client the hash is looked up.
  const token = `prr_${clientId}_${randomBytes(32).toString('base64url')}`;
  return withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    const pinIds = [...new Set(given.pinIds)];
    const [{ count } = { count: 0 }] = await tx.sql<{ count: number }>(
      `select count(*)::int4 as count from content_pins where client_id = $1 and pin_id = any ($2) and state <> 'removed'`,
      [clientId, pinIds],
    );
    if (count !== pinIds.length) {
      throw new Fault('CONTENT_PIN_MISSING', 'missing', 'There is no such Pin of this client.');
    }
    const expiresAt = new Date(ctx.clock.now().getTime() + given.days * DAY_MS);
    const madeBy = ctx.actor.kind === 'user' ? ctx.actor.id : null;
    const [row] = await tx.sql<LinkRow>(
      `insert into content_review_links (client_id, link_id, token_hash, reader_name, reader_email, locale, pin_ids, made_by,
         made_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, clock_now(), $9) returning ${columns}`,
      [
        clientId,
        randomUUID(),
        hashOf(token),
        given.readerName,
        given.readerEmail,
        given.locale,
        pinIds,
        madeBy,
        expiresAt,
      ],
    );
    if (row === undefined) throw new Fault('CONTENT_LINK_ENDED', 'missing', 'The link was not made.');
    const facts = { count: pinIds.length };
    await record(tx, { action: 'content.link-made', clientId, actor: ctx.actor, subject: row.link_id, facts });
    return { link: linkOf(row), token };
  });
};

/** The links of a client, those made last first, ended ones too. @cost one query @personal names and addresses of readers */
export const listReviewLinks = (ctx: Context, input: { clientId: ClientId }): Promise<ReviewLink[]> =>
  withClients(ctx.db, { actor: ctx.actor, clientIds: [input.clientId] }, async (tx) => {
    const rows = await tx.sql<LinkRow>(
      `select ${columns} from content_review_links where client_id = $1 order by made_at desc, link_id limit 200`,
      [input.clientId],
    );
    return rows.map(linkOf);
  });

/** Ends a link. Ending it twice does nothing. @throws CONTENT_LINK_ENDED when there is none @personal none */
export const revokeReviewLink = (ctx: Context, input: { clientId: ClientId; linkId: string }): Promise<void> => {
  const { clientId, linkId } = input;
  return withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    const [row] = await tx.sql<{ was_open: boolean }>(
      `update content_review_links as l set revoked_at = coalesce(l.revoked_at, clock_now())
         from content_review_links as before
        where l.client_id = $1 and l.link_id = $2 and before.client_id = l.client_id and before.link_id = l.link_id
        returning before.revoked_at is null as was_open`,
      [clientId, linkId],
    );
    if (row === undefined) throw ended();
    if (row.was_open) await record(tx, { action: 'content.link-revoked', clientId, actor: ctx.actor, subject: linkId });
  });
};

const ended = (): Fault => new Fault('CONTENT_LINK_ENDED', 'missing', 'The link has ended or never was.');

const clientIn = (token: string): ClientId | undefined => parseClientId(/^prr_(\d+)_[\w-]{43}$/.exec(token)?.[1] ?? '');

// Nobody is signed in: who acts is the link itself.
const noteOpened = (ctx: Context, input: { clientId: ClientId; linkId: string }): Promise<void> => {
  const { clientId, linkId } = input;
  const actor = { kind: 'link', id: linkId } as const;
  return withClient(ctx.db, { actor, clientId }, async (tx) => {
    const opened = await tx.sql(
      `update content_review_links set opened_at = clock_now()
        where client_id = $1 and link_id = $2 and opened_at is null returning 1`,
      [clientId, linkId],
    );
    if (opened.length > 0) await record(tx, { action: 'content.link-opened', clientId, actor, subject: linkId });
  });
};

/**
 * The link a token opens, now. Its first opening is in the trail, with what it was opened for. An ended, a revoked and a made-up token give the
 * same answer.
 *
 * @throws CONTENT_LINK_ENDED
 * @cost one query; the first time another transaction, whose actor is the link
 * @personal the name of the reader
 */
export const openReviewLink = async (ctx: Context, input: { token: string }): Promise<ReviewLink> => {
  const clientId = clientIn(input.token);
  if (clientId === undefined) throw ended();
  const hash = hashOf(input.token);
  const row = await withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    const [found] = await tx.sql<LinkRow>(
      `select ${columns} from content_review_links
        where client_id = $1 and token_hash = $2 and revoked_at is null and expires_at > clock_now()`,
      [clientId, hash],
    );
    return found;
  });
  if (row === undefined || !timingSafeEqual(row.token_hash, hash)) throw ended();
  if (row.opened_at === null) await noteOpened(ctx, { clientId, linkId: row.link_id });
  return linkOf(row);
};
