import { record } from '../../foundation/audit/index.ts';
import { type Context, roomDb, type Tx, withClient, withClients } from '../../foundation/db/index.ts';
import { type ClientId, type Day, Fault, uuidv7 } from '../../foundation/kit/index.ts';
import { checkDays } from '../settings/check-days.ts';
import type { Annotation, AnnotationTerms } from '../shapes.ts';
import { clientsTables } from '../tables.ts';

/** Longest annotation: it stands beside a chart, and what needs more is a document. @unit characters @personal none */
export const ANNOTATION_MAX = 280;

/** Which annotations of a client: those that touch the days given, and only those for the client where that is asked. */
export type AnnotationQuestion = {
  readonly clientId: ClientId;
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
  /** True for people of the client, who see none of the agency's own. */
  readonly forClient: boolean;
};

const shown = ['annotation_id', 'from_day', 'to_day', 'text', 'audience', 'written_by', 'written_at'] as const;

/**
 * A client's annotations, those of the latest days first.
 *
 * @source client_annotations
 * @cost one query
 * @personal the texts are people's own, and the id of who wrote each
 */
export const listAnnotations = (ctx: Context, question: AnnotationQuestion): Promise<Annotation[]> => {
  const { clientId, from, to, forClient } = question;
  return withClients(ctx.db, { actor: ctx.actor, clientIds: [clientId] }, async (tx) => {
    let query = roomDb(tx, clientsTables)
      .selectFrom('client_annotations')
      .select(shown)
      .where('client_id', '=', clientId);
    if (from !== undefined) query = query.where('to_day', '>=', from);
    if (to !== undefined) query = query.where('from_day', '<=', to);
    if (forClient) query = query.where('audience', '=', 'client');
    const rows = await query.orderBy('from_day', 'desc').orderBy('annotation_id', 'desc').execute();
    return rows.map((row) => ({
      annotationId: row.annotation_id,
      from: row.from_day,
      to: row.to_day,
      text: row.text,
      audience: row.audience,
      writtenBy: row.written_by,
      writtenAt: row.written_at,
    }));
  });
};

const checked = (terms: AnnotationTerms): AnnotationTerms => {
  checkDays(terms);
  const text = terms.text.trim();
  if (text.length < 1 || text.length > ANNOTATION_MAX) {
    throw new Fault('CLIENTS_ANNOTATION_TEXT_INVALID', 'invalid', `A note has 1 to ${ANNOTATION_MAX} characters.`, {
      facts: { field: 'text', length: text.length },
    });
  }
  return { from: terms.from, to: terms.to, text, audience: terms.audience };
};

const columnsOf = ({ from, to, text, audience }: AnnotationTerms) => ({
  from_day: from,
  to_day: to,
  text,
  audience,
});

// The trail says that something was written and for whom; what was written can be erased, and the trail cannot.
const recorded = async (
  ctx: Context,
  tx: Tx,
  what: { action: string; clientId: ClientId; id: string; terms?: AnnotationTerms },
): Promise<void> => {
  const { action, clientId, id, terms } = what;
  const facts = terms === undefined ? {} : { from: terms.from, to: terms.to, audience: terms.audience };
  await record(tx, { action, clientId, actor: ctx.actor, subject: id, facts });
};

/**
 * Writes an annotation down as the one who acts, and gives it with its id.
 *
 * @throws CLIENTS_DAYS_INVALID, CLIENTS_ANNOTATION_TEXT_INVALID, naming the field
 * @personal the text, and the id of who wrote it
 */
export const addAnnotation = (
  ctx: Context,
  input: { clientId: ClientId; terms: AnnotationTerms },
): Promise<Annotation> => {
  const { clientId } = input;
  return withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    const terms = checked(input.terms);
    const writtenAt = ctx.clock.now();
    const annotationId = uuidv7(writtenAt.getTime());
    const writtenBy = ctx.actor.kind === 'user' ? ctx.actor.id : null;
    await roomDb(tx, clientsTables)
      .insertInto('client_annotations')
      .values({
        client_id: clientId,
        annotation_id: annotationId,
        ...columnsOf(terms),
        written_by: writtenBy,
        written_at: writtenAt,
        changed_at: writtenAt,
      })
      .execute();
    await recorded(ctx, tx, { action: 'clients.annotation-added', clientId, id: annotationId, terms });
    return { ...terms, annotationId, writtenBy, writtenAt };
  });
};

const missing = (): Fault => new Fault('CLIENTS_ANNOTATION_MISSING', 'missing', 'There is no such note.');

/**
 * Changes some of an annotation; what is left out stays, and so does who wrote it.
 *
 * @throws CLIENTS_ANNOTATION_MISSING, and what `addAnnotation` throws
 * @personal the text
 */
export const changeAnnotation = (
  ctx: Context,
  input: { clientId: ClientId; annotationId: string; terms: Partial<AnnotationTerms> },
): Promise<Annotation> => {
  const { clientId, annotationId } = input;
  return withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    const db = roomDb(tx, clientsTables);
    const row = await db
      .selectFrom('client_annotations')
      .select(shown)
      .where('client_id', '=', clientId)
      .where('annotation_id', '=', annotationId)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) throw missing();
    const before = { from: row.from_day, to: row.to_day, text: row.text, audience: row.audience };
    const terms = checked({ ...before, ...input.terms });
    await db
      .updateTable('client_annotations')
      .set({ ...columnsOf(terms), changed_at: ctx.clock.now() })
      .where('client_id', '=', clientId)
      .where('annotation_id', '=', annotationId)
      .execute();
    await recorded(ctx, tx, { action: 'clients.annotation-changed', clientId, id: annotationId, terms });
    return { ...terms, annotationId, writtenBy: row.written_by, writtenAt: row.written_at };
  });
};

/** Removes an annotation. @throws CLIENTS_ANNOTATION_MISSING @personal none */
export const removeAnnotation = (ctx: Context, input: { clientId: ClientId; annotationId: string }): Promise<void> => {
  const { clientId, annotationId } = input;
  return withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    const removed = await roomDb(tx, clientsTables)
      .deleteFrom('client_annotations')
      .where('client_id', '=', clientId)
      .where('annotation_id', '=', annotationId)
      .returning('annotation_id')
      .executeTakeFirst();
    if (removed === undefined) throw missing();
    await recorded(ctx, tx, { action: 'clients.annotation-removed', clientId, id: annotationId });
  });
};
