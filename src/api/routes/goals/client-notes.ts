import { z } from 'zod';
import {
  addNote,
  type Note as ClientNoteKept,
  changeNote,
  listNotes,
  type NoteTerms,
  removeNote,
} from '../../../clients/index.ts';
import type { Context } from '../../../foundation/db/index.ts';
import { listUsers, type Person } from '../../../identity/index.ts';
import { may } from '../../../identity/policy.ts';
import {
  type ClientNote,
  type ClientNoteList,
  clientNote,
  clientNoteChange,
  clientNoteList,
  clientNoteRequest,
} from '../../contract/costs.ts';
import { clientOf, type Route, route } from '../../route.ts';
import { idIn } from '../people/shared.ts';

/** The agency's people read the list of clients; those of a client do not, and see only what is meant for them. */
const isOfAgency = (person: Person): boolean => may(person, 'clients.read');

/** Who wrote what, for colleagues: to a client the agency speaks with one voice. */
const namesFor = async (ctx: Context, person: Person): Promise<ReadonlyMap<string, string>> =>
  isOfAgency(person) ? new Map((await listUsers(ctx)).map((each) => [each.userId, each.name])) : new Map();

const told = (each: ClientNoteKept, names: ReadonlyMap<string, string>): ClientNote => ({
  id: each.noteId,
  text: each.text,
  audience: each.audience,
  writtenAt: each.writtenAt.toISOString(),
  writtenBy: (each.writtenBy === null ? undefined : names.get(each.writtenBy)) ?? null,
});

const list = route({
  method: 'GET',
  path: '/clients/:clientId/notes',
  summary: 'What the team wrote about the client; to the client’s own people only what is meant for them',
  action: 'facts.read',
  answer: clientNoteList,
  run: async ({ ctx }, asked): Promise<ClientNoteList> => {
    const question = { clientId: clientOf(asked), forClient: !isOfAgency(asked.person) };
    const [found, names] = await Promise.all([listNotes(ctx, question), namesFor(ctx, asked.person)]);
    return { items: found.map((each) => told(each, names)) };
  },
});

const add = route({
  method: 'POST',
  path: '/clients/:clientId/notes',
  summary: 'Write a note on the client, for the agency or for the client too',
  action: 'notes.write',
  body: clientNoteRequest,
  answer: clientNote,
  run: async ({ ctx }, asked): Promise<ClientNote> => {
    const made = await addNote(ctx, { clientId: clientOf(asked), terms: asked.body });
    return told(made, await namesFor(ctx, asked.person));
  },
});

const change = route({
  method: 'PATCH',
  path: '/clients/:clientId/notes/:noteId',
  summary: 'Change a note on the client; what is left out stays',
  action: 'notes.write',
  body: clientNoteChange,
  answer: clientNote,
  run: async ({ ctx }, asked): Promise<ClientNote> => {
    const { text, audience } = asked.body;
    const terms: Partial<NoteTerms> = {
      ...(text === undefined ? {} : { text }),
      ...(audience === undefined ? {} : { audience }),
    };
    const changed = await changeNote(ctx, { clientId: clientOf(asked), noteId: idIn(asked, 'noteId'), terms });
    return told(changed, await namesFor(ctx, asked.person));
  },
});

const remove = route({
  method: 'DELETE',
  path: '/clients/:clientId/notes/:noteId',
  summary: 'Remove a note on the client',
  action: 'notes.write',
  answer: z.undefined(),
  run: async ({ ctx }, asked) => {
    await removeNote(ctx, { clientId: clientOf(asked), noteId: idIn(asked, 'noteId') });
    return undefined;
  },
});

/** Notes on a client. @personal texts of people's own, and colleagues' names to each other */
export const clientNoteRoutes: readonly Route[] = [list, add, change, remove];
