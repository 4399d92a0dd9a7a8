import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Named things of one kind, kept in memory and written through, so that a killed process finds them again. */
export type Collection<Value> = {
  readonly get: (id: string) => Value | undefined;
  readonly put: (id: string, value: Value) => void;
  readonly remove: (id: string) => void;
  readonly values: () => IterableIterator<Value>;
  readonly size: () => number;
};

/** Everything that people and programs changed in this world since its start. */
export type State = {
  /** The collection of that name; the same object each time. Values must be plain JSON and are not frozen: put them back after a change. */
  readonly collection: <Value>(name: string) => Collection<Value>;
  /** Forgets everything: back to seed and start. Collections already handed out are emptied. */
  readonly clear: () => void;
  readonly close: () => void;
};

type Shelf = { readonly rows: Map<string, unknown> };

const openFile = (dataDir: string | undefined): DatabaseSync => {
  if (dataDir === undefined) return new DatabaseSync(':memory:');
  mkdirSync(dataDir, { recursive: true });
  return new DatabaseSync(join(dataDir, 'sandbox.sqlite'));
};

/** Opens the state in `dataDir`, or in memory only without one. */
export const openState = (dataDir: string | undefined): State => {
  const file = openFile(dataDir);
  // A killed process loses nothing this way; only a machine that loses power could, and this is a sandbox.
  file.exec('pragma journal_mode = wal; pragma synchronous = off; pragma busy_timeout = 2000');
  file.exec(
    'create table if not exists things (shelf text, id text, value text, primary key (shelf, id)) without rowid',
  );
  const write = file.prepare('insert or replace into things (shelf, id, value) values (?, ?, ?)');
  const erase = file.prepare('delete from things where shelf = ? and id = ?');
  const read = file.prepare('select id, value from things where shelf = ?');
  const shelves = new Map<string, Shelf>();

  const shelfOf = (name: string): Shelf => {
    const found = shelves.get(name);
    if (found) return found;
    const rows = new Map<string, unknown>();
    for (const row of read.all(name)) rows.set(String(row.id), JSON.parse(String(row.value)));
    const shelf = { rows };
    shelves.set(name, shelf);
    return shelf;
  };

  const kept = dataDir !== undefined;
  const collections = new Map<string, Collection<unknown>>();
  const collection = (name: string): Collection<unknown> => {
    const known = collections.get(name);
    if (known) return known;
    const { rows } = shelfOf(name);
    const made: Collection<unknown> = {
      get: (id) => rows.get(id),
      put: (id, value) => {
        rows.set(id, value);
        if (kept) write.run(name, id, JSON.stringify(value));
      },
      remove: (id) => {
        if (rows.delete(id) && kept) erase.run(name, id);
      },
      values: () => rows.values(),
      size: () => rows.size,
    };
    collections.set(name, made);
    return made;
  };

  return {
    // What was put in under a name is what comes out: the one place where stored JSON is given its type back.
    collection: <Value>(name: string) => collection(name) as Collection<Value>,
    clear: () => {
      for (const shelf of shelves.values()) shelf.rows.clear();
      file.exec('delete from things');
    },
    close: () => file.close(),
  };
};
