import type { Tx } from '../../foundation/db/index.ts';
import { type ClientId, Fault } from '../../foundation/kit/index.ts';
import type { Landing, LandingHead } from '../derive/landing-reader.ts';
import { keepMoment, nextMoment } from '../derive/ledger-moment.ts';
import { copyBody } from '../derive/stage-report.ts';
import { type OrganicColumn, type OrganicSubject, organicColumns, organicTables } from './organic-columns.ts';

const isOrganic = (name: string): name is keyof typeof organicColumns => Object.hasOwn(organicColumns, name);

const carriedOf = (head: LandingHead): OrganicColumn[] =>
  head.columns.map((name) => {
    if (isOrganic(name)) return organicColumns[name];
    throw new Fault('FACTS_COLUMN_UNKNOWN', 'bug', `The ledger has no organic column for ${name}.`, {
      facts: { name },
    });
  });

/** The lines as rows of the temp table `facts_organic_stage`; an account's lines have an empty Pin id. */
const stage = async (tx: Tx, { head, body }: Landing): Promise<void> => {
  const figures = Object.values(organicColumns).map((name) => `${name} int8`);
  await tx.sql(
    `create temp table facts_organic_stage (pin_id text, day date, status text, ${figures.join(', ')}) on commit drop`,
  );
  const columns = ['pin_id', 'day', 'status', ...carriedOf(head)].join(', ');
  await copyBody(tx, `copy facts_organic_stage (${columns}) from stdin`, body);
  const outside = await tx.sql('select from facts_organic_stage where day is null or day < $1 or day > $2 limit 1', [
    head.from,
    head.to,
  ]);
  if (outside.length > 0) {
    throw new Fault('FACTS_LANDING_MALFORMED', 'bug', 'A landing holds a day outside its range.', {
      facts: { landingId: head.landingId },
    });
  }
};

const numberPins = (tx: Tx, clientId: ClientId, knownFrom: string): Promise<unknown> =>
  tx.sql(
    `insert into facts_organic_pins (first_known_at, client_id, pin, pin_id)
     select $2::timestamptz, $1,
            (select coalesce(max(pin), 0) from facts_organic_pins where client_id = $1)
              + row_number() over (order by length(s.pin_id), s.pin_id), s.pin_id
       from (select distinct pin_id from facts_organic_stage where pin_id <> '') s
      where not exists (select from facts_organic_pins p where p.client_id = $1 and p.pin_id = s.pin_id)`,
    [clientId, knownFrom],
  );

/**
 * What differs between the landing and the ledger. A figure the landing does not know keeps the value it had: Pinterest stops
 * answering for a day, it does not take the day back.
 */
const findChanges = async (tx: Tx, clientId: ClientId, subject: OrganicSubject): Promise<void> => {
  const { facts, figures } = organicTables[subject];
  const isPin = subject === 'pin';
  const pin = isPin ? 'p.pin, ' : '';
  const pins = isPin ? `join facts_organic_pins p on p.client_id = ${clientId} and p.pin_id = s.pin_id` : '';
  const next = figures.map((name) => `coalesce(s.${name}, c.${name})`);
  const known = (row: string): string => `num_nonnulls(${figures.map((name) => `${row}.${name}`).join(', ')})`;
  await tx.sql(
    `create temp table facts_organic_changes_${subject} on commit drop as
     select ${pin}s.day, c.day is not null as was, s.status as data_status,
            ${figures.map((name, at) => `${next[at]} as ${name}`).join(', ')}
       from facts_organic_stage s ${pins}
       left join ${facts} c on c.client_id = ${clientId} and c.day = s.day${isPin ? ' and c.pin = p.pin' : ''}
      where s.pin_id ${isPin ? '<>' : '='} ''
        and (c.day is null
             or ((${known('s')} > 0 or ${known('c')} = 0)
                 and (s.status, ${next.join(', ')}) is distinct from
                     (c.data_status, ${figures.map((name) => `c.${name}`).join(', ')})))`,
  );
};

/** Moves what was known to the past and puts the landing's rows in its place: one statement, so neither is without the other. */
const applyChanges = async (
  tx: Tx,
  clientId: ClientId,
  change: { subject: OrganicSubject; knownFrom: string },
): Promise<{ added: number; replaced: number }> => {
  const { facts, past, key, figures } = organicTables[change.subject];
  const names = [...key, 'day', 'data_status', ...figures];
  const same = ['day', ...key].map((name) => `t.${name} = x.${name}`).join(' and ');
  const moment = `'${change.knownFrom}'::timestamptz`;
  const from = `facts_organic_changes_${change.subject}`;
  const [row] = await tx.sql<{ written: number; replaced: number }>(
    `with former as (
       insert into ${past} (known_from, known_to, client_id, ${names.join(', ')})
       select t.known_from, ${moment}, t.client_id, ${names.map((name) => `t.${name}`).join(', ')}
         from ${facts} t join ${from} x on ${same} where t.client_id = ${clientId} and x.was
       returning 1),
     present as (
       insert into ${facts} (known_from, client_id, ${names.join(', ')})
       select ${moment}, ${clientId}, ${names.map((name) => `x.${name}`).join(', ')} from ${from} x
       on conflict (client_id, ${['day', ...key].join(', ')}) do update set known_from = excluded.known_from,
         ${['data_status', ...figures].map((name) => `${name} = excluded.${name}`).join(', ')}
       returning 1)
     select (select count(*) from present)::int4 as written, (select count(*) from former)::int4 as replaced`,
  );
  const replaced = row?.replaced ?? 0;
  return { added: (row?.written ?? 0) - replaced, replaced };
};

const isOutrun = async (tx: Tx, clientId: ClientId, head: LandingHead): Promise<boolean> => {
  const rows = await tx.sql('select from facts_organic_pulls where client_id = $1 and pulled_at >= $2', [
    clientId,
    head.pulledAt,
  ]);
  return rows.length > 0;
};

/**
 * Derives the organic figures of one night, of the account and of its Pins, with history. A figure Pinterest did not give
 * stays unknown. Deriving the same landing again, or one pulled before the last, writes nothing.
 *
 * @throws FACTS_COLUMN_UNKNOWN, FACTS_LANDING_MALFORMED
 * @personal none
 */
export const deriveOrganic = async (
  tx: Tx,
  clientId: ClientId,
  { landing }: { landing: Landing },
): Promise<{ added: number; replaced: number; gone: number; days: number }> => {
  const total = { added: 0, replaced: 0, gone: 0, days: 0 };
  const { head } = landing;
  if (await isOutrun(tx, clientId, head)) return total;
  await stage(tx, landing);
  await tx.renewClaim();
  const { knownFrom, lastEntity } = await nextMoment(tx, clientId);
  await numberPins(tx, clientId, knownFrom);
  await tx.sql('analyze facts_organic_stage');
  for (const subject of ['account', 'pin'] as const) {
    await findChanges(tx, clientId, subject);
    const { added, replaced } = await applyChanges(tx, clientId, { subject, knownFrom });
    total.added += added;
    total.replaced += replaced;
  }
  await tx.sql(
    `insert into facts_organic_pulls as p (client_id, pulled_at, landing_id) values ($1, $2, $3)
       on conflict (client_id) do update set pulled_at = excluded.pulled_at, landing_id = excluded.landing_id`,
    [clientId, head.pulledAt, head.landingId],
  );
  if (total.added + total.replaced > 0) await keepMoment(tx, clientId, { knownFrom, lastEntity });
  return total;
};
