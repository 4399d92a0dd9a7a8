import { record } from '../../foundation/audit/index.ts';
import { type Context, roomDb, withClient, withClients } from '../../foundation/db/index.ts';
import { type ClientId, Fault, uuidv7 } from '../../foundation/kit/index.ts';
import type { Note, NoteTerms } from '../shapes.ts';
import { clientsTables } from '../tables.ts';

/** Longest note on a client: half a page. @unit characters @personal none */
export const NOTE_MAX = 2000;

// Read as a whole on each visit; what needs more is a document.
const NOTES_MAX = 100;

const shown = ['note_id', 'text', 'audience', 'written_by', 'written_at'] as const;

/**
 * What the team wrote about a client, the newest first; for people of the client only what is meant for them.
 *
 * @source client_notes
 * @cost one query
 * @personal the texts are people's own, and the id of who wrote each
 */
export const listNotes = (ctx: Context, input: { clientId: ClientId; forClient: boolean }): Promise<Note[]> =>
  withClients(ctx.db, { actor: ctx.actor, clientIds: [input.clientId] }, async (tx) => {
    let query = roomDb(tx, clientsTables)
      .selectFrom('client_notes')
      .select(shown)
      .where('client_id', '=', input.clientId);
    if (input.forClient) query = query.where('audience', '=', 'client');
    const rows = await query.orderBy('note_id', 'desc').execute();
    return rows.map((row) => ({
      noteId: row.note_id,
      text: row.text,
      audience: row.audience,
      writtenBy: row.written_by,
      writtenAt: row.written_at,
    }));
  });

const checked = (terms: NoteTerms): NoteTerms => {
  const text = terms.text.trim();
  if (text.length < 1 || text.length > NOTE_MAX) {
    throw new Fault('CLIENTS_NOTE_TEXT_INVALID', 'invalid', `A note on a client has 1 to ${NOTE_MAX} characters.`, {
      facts: { field: 'text', length: text.length },
    });
  }
  return { text, audience: terms.audience };
};

const missing = (): Fault => new Fault('CLIENTS_NOTE_MISSING', 'missing', 'There is no such note on this client.');

/**
 * Writes a note on a client as the one who acts. The trail says that and for whom, never what.
 *
 * @throws CLIENTS_NOTE_TEXT_INVALID naming the field, CLIENTS_NOTES_TOO_MANY
 * @personal the text, and the id of who wrote it
 */
export const addNote = (ctx: Context, input: { clientId: ClientId; terms: NoteTerms }): Promise<Note> => {
  const { clientId } = input;
  return withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    const { text, audience } = checked(input.terms);
    const db = roomDb(tx, clientsTables);
    const others = await db.selectFrom('client_notes').select('note_id').where('client_id', '=', clientId).execute();
    if (others.length >= NOTES_MAX) {
      throw new Fault('CLIENTS_NOTES_TOO_MANY', 'invalid', 'There are too many notes on this client.');
    }
    const writtenAt = ctx.clock.now();
    const noteId = uuidv7(writtenAt.getTime());
    const writtenBy = ctx.actor.kind === 'user' ? ctx.actor.id : null;
    const stamps = { written_by: writtenBy, written_at: writtenAt, changed_at: writtenAt };
    await db
      .insertInto('client_notes')
      .values({ client_id: clientId, note_id: noteId, text, audience, ...stamps })
      .execute();
    const entry = { action: 'clients.note-added', clientId, actor: ctx.actor, subject: noteId };
    await record(tx, { ...entry, facts: { audience } });
    return { noteId, text, audience, writtenBy, writtenAt };
  });
};

/**
 * Changes some of a note; what is left out stays, and so does who wrote it.
 *
 * @throws CLIENTS_NOTE_MISSING, CLIENTS_NOTE_TEXT_INVALID
 * @personal the text
 */
export const changeNote = (
  ctx: Context,
  input: { clientId: ClientId; noteId: string; terms: Partial<NoteTerms> },
): Promise<Note> => {
  const { clientId, noteId } = input;
  return withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    const db = roomDb(tx, clientsTables);
    const row = await db
      .selectFrom('client_notes')
      .select(shown)
      .where('client_id', '=', clientId)
      .where('note_id', '=', noteId)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) throw missing();
    const { text, audience } = checked({ text: row.text, audience: row.audience, ...input.terms });
    await db
      .updateTable('client_notes')
      .set({ text, audience, changed_at: ctx.clock.now() })
      .where('client_id', '=', clientId)
      .where('note_id', '=', noteId)
      .execute();
    const entry = { action: 'clients.note-changed', clientId, actor: ctx.actor, subject: noteId };
    await record(tx, { ...entry, facts: { audience } });
    return { noteId, text, audience, writtenBy: row.written_by, writtenAt: row.written_at };
  });
};

/** Removes a note. @throws CLIENTS_NOTE_MISSING @personal none */
export const removeNote = (ctx: Context, input: { clientId: ClientId; noteId: string }): Promise<void> => {
  const { clientId, noteId } = input;
  return withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    const removed = await roomDb(tx, clientsTables)
      .deleteFrom('client_notes')
      .where('client_id', '=', clientId)
      .where('note_id', '=', noteId)
      .returning('note_id')
      .executeTakeFirst();
    if (removed === undefined) throw missing();
    await record(tx, { action: 'clients.note-removed', clientId, actor: ctx.actor, subject: noteId });
  });
};
