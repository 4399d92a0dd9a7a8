import type { ClientId, Clock } from '../../kit/index.ts';
import { isOver, type Personal, personalValue } from './personal.ts';

/** Values about persons in this process's memory: bounded, per client, 15 minutes at most, never on disk. */
export type PersonMemory = {
  /** Holds a value under a client's own key, in place of an older one. */
  readonly remember: <Value>(at: { clientId: ClientId; key: string }, value: Value) => Personal<Value>;
  /** What is held for this client under this key; undefined when there is nothing (any more). */
  readonly recall: (at: { clientId: ClientId; key: string }) => Personal<unknown> | undefined;
  /** Drops all that is held for a client: at disconnect and erasure. */
  readonly forget: (clientId: ClientId) => void;
  /** How much is held, for `privacy status`; never what. */
  readonly size: () => { readonly clients: number; readonly values: number };
  /** Drops everything and ends the timer. */
  readonly close: () => void;
};

// A page shows tens of persons, not hundreds. A client who would need more asks Pinterest again, which costs a call; an
// unbounded cache would cost the promise.
const MOST_PER_CLIENT = 500;
const MOST_CLIENTS = 200;
const SWEEP_MS = 30_000;

/** The oldest entry of a map goes when it is full; a map keeps the order of insertion. */
const makeRoom = (map: Map<unknown, unknown>, most: number): void => {
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) map.delete(oldest);
};

/**
 * Opens the memory for values about persons. One for each process; the values die with it.
 *
 * @unit 15 minutes for a value, at most 500 values for a client and 200 clients; the oldest go first
 * @personal pinterest.account, in memory only
 */
export const openPersonMemory = (clock: Clock): PersonMemory => {
  const clients = new Map<ClientId, Map<string, Personal<unknown>>>();
  const sweep = (): void => {
    for (const [clientId, values] of clients) {
      for (const [key, value] of values) if (isOver(value)) values.delete(key);
      if (values.size === 0) clients.delete(clientId);
    }
  };
  const timer = setInterval(sweep, SWEEP_MS);
  // The timer drops what is over; it must not keep a process alive.
  timer.unref();
  return {
    remember: ({ clientId, key }, value) => {
      const values = clients.get(clientId) ?? new Map<string, Personal<unknown>>();
      const wrapped = personalValue(clock, value);
      values.delete(key);
      values.set(key, wrapped);
      makeRoom(values, MOST_PER_CLIENT);
      clients.delete(clientId);
      clients.set(clientId, values);
      makeRoom(clients, MOST_CLIENTS);
      return wrapped;
    },
    recall: ({ clientId, key }) => {
      const value = clients.get(clientId)?.get(key);
      return value === undefined || isOver(value) ? undefined : value;
    },
    forget: (clientId) => void clients.delete(clientId),
    size: () => {
      sweep();
      return { clients: clients.size, values: [...clients.values()].reduce((sum, values) => sum + values.size, 0) };
    },
    close: () => {
      clearInterval(timer);
      clients.clear();
    },
  };
};
