import { z } from 'zod';
import { day, instant } from './parts.ts';
import { pageQuery } from './people.ts';

// What the operator, the owner and the auditor look at: the audit trail, the queue, the state of the machine.

/** A client as a line names it; `name` is null for one that is no longer there. */
const clientNamed = z.object({ id: z.string(), name: z.string().nullable() });

/** Which entries of the audit trail. Days are UTC days, both included. */
export const auditQuery = pageQuery.extend({
  cursor: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  client: z
    .string()
    .regex(/^[1-9]\d{0,9}$/)
    .optional(),
  /** As an entry tells it: `user:<id>`, `cli:<name>`, `system:<name>`. */
  actor: z
    .string()
    .regex(/^(user|cli|system):[A-Za-z0-9._@-]{1,100}$/)
    .optional(),
  /** An action, or how actions begin: `connect.`. */
  action: z
    .string()
    .regex(/^[a-z][a-z.-]{0,79}$/)
    .optional(),
  from: day.optional(),
  to: day.optional(),
});

/** One entry: who did what, to what, for which client. */
export const auditEntry = z.object({
  /** Its number in the chain. */
  seq: z.string(),
  at: instant,
  action: z.string(),
  /** `key`: a program with an API key; `cli`: somebody at the machine; `system`: the program itself. */
  actor: z.object({
    kind: z.enum(['user', 'key', 'link', 'cli', 'system']),
    /** What `?actor=` takes. */
    ref: z.string(),
    /** The person's name, for who is signed in; null when they are gone, and for what has none. */
    name: z.string().nullable(),
  }),
  client: clientNamed.nullable(),
  subject: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
  facts: z.array(z.object({ name: z.string(), value: z.string() })),
});
/** Entries of the audit trail, the newest first. */
export const auditList = z.object({ items: z.array(auditEntry), next: z.string().nullable() });

/** Whether the audit trail is whole. */
export const auditReport = z.object({
  whole: z.boolean(),
  entries: z.number().int(),
  seals: z.number().int(),
  /** Up to which entry it is sealed, and when that was; null while nothing is. */
  sealed: z.object({ to: z.number().int(), at: instant }).nullable(),
  /** Recorded, and not linked yet. */
  pending: z.number().int(),
  /** The hash of the last entry, to compare with one noted earlier. */
  head: z.string(),
  /** The number of the checkpoint kept outside the database; null when this machine has none. */
  checkpoint: z.number().int().nullable(),
  problems: z.array(
    z.object({
      code: z.enum(['entry-missing', 'entry-altered', 'seal-missing', 'seal-forged', 'tail-cut']),
      seq: z.number().int(),
    }),
  ),
});

/** Jobs of one kind in the queue, over all processes. */
const queueLine = z.object({
  job: z.string(),
  waiting: z.number().int(),
  running: z.number().int(),
  /** How long the oldest has waited beyond the moment it could have begun; 0 when none waits. */
  waitingSeconds: z.number().int(),
});

/** How it goes: the queue, what stopped, the connections, the database and the machine. */
export const operateState = z.object({
  at: instant,
  version: z.string(),
  node: z.string(),
  queue: z.array(queueLine),
  /** Jobs that stopped for good within the last day, the latest first; nobody repeats them by itself. */
  stopped: z.array(
    z.object({
      job: z.string(),
      code: z.string(),
      client: clientNamed.nullable(),
      count: z.number().int(),
      at: instant,
      /** In the reader's language. */
      meaning: z.string(),
      remedy: z.string(),
    }),
  ),
  /** One line for each client the asker sees, by name; `calls` are those of the last 24 hours. */
  connections: z.array(
    z.object({
      client: clientNamed,
      state: z.enum(['none', 'healthy', 'reconnect', 'paused']),
      since: instant.nullable(),
      expiresAt: instant.nullable(),
      calls: z.object({ all: z.number().int(), failed: z.number().int(), limited: z.number().int() }),
      code: z.string().nullable(),
      meaning: z.string().nullable(),
      remedy: z.string().nullable(),
    }),
  ),
  database: z.object({
    version: z.string(),
    bytes: z.number(),
    partitions: z.number().int(),
    largest: z.array(z.object({ table: z.string(), bytes: z.number() })),
  }),
  /** Room left where the data folder lies; `low` when it is about to run out. */
  disk: z.object({ freeBytes: z.number(), low: z.boolean() }),
});

/** How it goes. */
export type OperateState = z.infer<typeof operateState>;
/** One entry of the audit trail. */
export type AuditEntry = z.infer<typeof auditEntry>;
/** Entries of the audit trail. */
export type AuditList = z.infer<typeof auditList>;
/** Whether the audit trail is whole. */
export type AuditReport = z.infer<typeof auditReport>;
