import { type Client, listClients } from '../../../clients/index.ts';
import { listTrail, type TrailEntry, verifyTrail } from '../../../foundation/audit/index.ts';
import type { Database } from '../../../foundation/db/index.ts';
import { type ClientId, parseClientId, parseDay } from '../../../foundation/kit/index.ts';
import { listUsers, type Person } from '../../../identity/index.ts';
import type { AuditEntry, AuditList, AuditReport } from '../../contract/operate.ts';
import { auditList, auditQuery, auditReport } from '../../contract/operate.ts';
import { type Asked, type Route, route } from '../../route.ts';
import type { Surroundings } from '../../surroundings.ts';

// A verification reads the whole trail. One at a time for a process, and a handful a minute for an address, leave the rest
// of the pages as fast as they were.
const VERIFICATIONS_A_MINUTE = 6;

type Names = { readonly people: ReadonlyMap<string, string>; readonly clients: ReadonlyMap<ClientId, string> };

// A program needs no names: it has the ids. The trail itself holds none.
const namesFor = async ({ ctx }: Surroundings, person: Person): Promise<Names> => {
  const sees = person.clientIds === 'all' ? {} : { clientIds: person.clientIds };
  const clients: readonly Client[] = await listClients(ctx, sees);
  const users = person.kind === 'user' ? await listUsers(ctx) : [];
  return {
    people: new Map(users.filter((each) => each.disabledAt === null).map((each) => [each.userId, each.name])),
    clients: new Map(clients.map((each) => [each.clientId, each.name])),
  };
};

const kindOf = (actor: string): AuditEntry['actor']['kind'] => {
  if (actor.startsWith('user:')) return 'user';
  if (actor.startsWith('system:key-')) return 'key';
  if (actor.startsWith('link:')) return 'link';
  return actor.startsWith('cli:') ? 'cli' : 'system';
};

const told = (entry: TrailEntry, { people, clients }: Names): AuditEntry => ({
  seq: String(entry.seq),
  at: entry.at.toISOString(),
  action: entry.action,
  actor: {
    kind: kindOf(entry.actor),
    ref: entry.actor,
    name: people.get(entry.actor.slice(entry.actor.indexOf(':') + 1)) ?? null,
  },
  client: entry.clientId === null ? null : { id: String(entry.clientId), name: clients.get(entry.clientId) ?? null },
  subject: entry.subject === null ? null : { id: entry.subject, name: people.get(entry.subject) ?? null },
  facts: Object.entries(entry.facts).flatMap(([name, value]) =>
    value === null || value === '' ? [] : [{ name, value: String(value) }],
  ),
});

const optionalDay = (text: string | undefined) => (text === undefined ? undefined : parseDay(text));

const readAudit = async (around: Surroundings, asked: Asked): Promise<AuditList> => {
  const { cursor, limit, client, actor, action, from, to } = auditQuery.parse(asked.request.query);
  const clientId = client === undefined ? undefined : parseClientId(client);
  // A number no client can have: nothing is recorded of it.
  if (client !== undefined && clientId === undefined) return { items: [], next: null };
  const entries = await listTrail(around.ctx, {
    sees: asked.person.clientIds,
    clientId,
    actor,
    action,
    from: optionalDay(from),
    to: optionalDay(to),
    before: cursor === undefined ? undefined : BigInt(cursor),
    limit: limit + 1,
  });
  const names = await namesFor(around, asked.person);
  const shown = entries.slice(0, limit);
  return {
    items: shown.map((entry) => told(entry, names)),
    next: entries.length > limit ? String(shown.at(-1)?.seq ?? '') : null,
  };
};

const verifying = new WeakMap<Database, Promise<AuditReport>>();

const verify = async ({ ctx, config, keys }: Surroundings): Promise<AuditReport> => {
  const report = await verifyTrail(ctx, { config, keys });
  const { sealed, checkpoint } = report;
  return {
    whole: report.isWhole,
    entries: Number(report.entries),
    seals: report.seals,
    sealed: sealed === undefined ? null : { to: Number(sealed.to), at: sealed.at.toISOString() },
    pending: report.pending,
    head: report.head,
    checkpoint: checkpoint === undefined ? null : Number(checkpoint),
    problems: report.problems.map(({ code, seq }) => ({ code, seq: Number(seq) })),
  };
};

/** The audit trail, and whether it is whole. @personal names of the people who acted, to a person who is signed in */
export const auditRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/audit',
    summary: 'Who did what, the newest first; of the clients the asker sees',
    action: 'audit.read',
    query: auditQuery,
    answer: auditList,
    run: readAudit,
  }),
  route({
    method: 'GET',
    path: '/audit/verify',
    summary: 'Walk the whole audit trail: hashes, seals and the checkpoint outside the database',
    action: 'audit.read',
    perMinute: VERIFICATIONS_A_MINUTE,
    answer: auditReport,
    run: (around) => {
      const { db } = around.ctx;
      const running = verifying.get(db) ?? verify(around).finally(() => verifying.delete(db));
      verifying.set(db, running);
      return running;
    },
  }),
];
