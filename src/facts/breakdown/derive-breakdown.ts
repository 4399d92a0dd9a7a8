import type { Tx } from '../../foundation/db/index.ts';
import { type ClientId, Fault } from '../../foundation/kit/index.ts';
import { stateCodes } from '../derive/day-states.ts';
import type { Landing, LandingHead } from '../derive/landing-reader.ts';
import { DELIVERY, levelCode } from '../derive/ledger-codes.ts';
import { type Family, type LedgerColumn, ledgerColumn } from '../derive/ledger-columns.ts';
import { keepMoment, nextMoment } from '../derive/ledger-moment.ts';
import { anyNonZero } from '../derive/ledger-scope.ts';
import { numberEntities } from '../derive/number-entities.ts';
import { copyBody } from '../derive/stage-report.ts';
import type { Derived } from '../derive/write-facts.ts';
import { breakdownTables, TYPE_CODE_SQL, typeCode, typesOf } from './breakdown-columns.ts';
import { keepStates, openDays } from './breakdown-states.ts';

const nothing: Derived = { added: 0, replaced: 0, gone: 0, days: 0 };

const malformed = (head: LandingHead, why: string): Fault =>
  new Fault('FACTS_LANDING_MALFORMED', 'bug', why, { facts: { landingId: head.landingId } });

/** The figures of a landing. @throws FACTS_COLUMN_UNKNOWN for one that parts have no column for */
const columnsOf = (head: LandingHead): LedgerColumn[] =>
  head.columns.map((name) => {
    const column = ledgerColumn(name);
    const isKept = Object.values(breakdownTables).some(({ columns }) => columns.some((each) => each === column?.name));
    if (column === undefined || !isKept) {
      throw new Fault('FACTS_COLUMN_UNKNOWN', 'bug', `Parts have no column for ${name}.`, { facts: { name } });
    }
    return column;
  });

/**
 * The lines as rows of the temp table `facts_breakdown_stage (id, day, kind, name, figures…)`, and of `facts_stage_seen`, which
 * numbers things.
 */
const stage = async (tx: Tx, { head, body }: Landing): Promise<LedgerColumn[]> => {
  const columns = columnsOf(head);
  const types = typesOf(head);
  const names = columns.map(({ name }) => name).join(', ');
  const figures = columns.map((column) => `${column.name} ${column.isMoney ? 'int8' : 'int4'}`);
  await tx.sql(`create temp table facts_breakdown_lines (id text, day date, type text, name text, ${figures.join(', ')})
                  on commit drop`);
  await copyBody(tx, `copy facts_breakdown_lines (id, day, type, name, ${names}) from stdin`, body);
  const outside = await tx.sql(
    `select from facts_breakdown_lines where day is null or day < $1 or day > $2 or type is null or type <> all ($3) limit 1`,
    [head.from, head.to, types],
  );
  if (outside.length > 0) throw malformed(head, 'A breakdown holds a day or a type that it does not speak for.');
  // A value that Pinterest writes in two lines of one day is one value.
  await tx.sql(
    `create temp table facts_breakdown_stage on commit drop as
     select id, day, (${TYPE_CODE_SQL.replace('%s', 'type')})::int2 as kind, name,
            ${columns.map(({ name, isMoney }) => `sum(${name})::${isMoney ? 'int8' : 'int4'} as ${name}`).join(', ')}
       from facts_breakdown_lines group by id, day, type, name`,
  );
  await tx.sql('analyze facts_breakdown_stage');
  await tx.sql(
    `create temp table facts_stage_seen on commit drop as
     select id, min(day) as first_day, max(day) as last_day from facts_breakdown_stage group by id`,
  );
  return columns;
};

/** Gives each value a number, where it has none, and leaves them in the temp table `facts_breakdown_names (kind, name, value)`. */
const numberValues = async (tx: Tx, clientId: ClientId, knownFrom: string): Promise<void> => {
  await tx.sql(
    `insert into facts_breakdown_values (first_known_at, client_id, value, kind, name)
     select $2::timestamptz, $1,
            (select coalesce(max(value), 0) from facts_breakdown_values where client_id = $1)
              + row_number() over (order by s.kind, s.name collate "C"), s.kind, s.name
       from (select distinct kind, name from facts_breakdown_stage) s
      where not exists (select from facts_breakdown_values v
                         where v.client_id = $1 and v.kind = s.kind and v.name = s.name)`,
    [clientId, knownFrom],
  );
  await tx.sql(
    `create temp table facts_breakdown_names on commit drop as
     select v.kind, v.name, v.value from facts_breakdown_values v
      where v.client_id = ${clientId} and (v.kind, v.name) in (select kind, name from facts_breakdown_stage)`,
  );
  await tx.sql('analyze facts_breakdown_names');
};

type Scope = {
  readonly family: Family;
  readonly head: LandingHead;
  readonly clientId: ClientId;
  readonly account: number;
  readonly reportTime: number;
  readonly window: number;
  readonly carried: readonly string[];
  readonly knownFrom: string;
};

/** The columns of the key besides the thing, day and value, with their values; all numbers. */
const keyOf = (scope: Scope): [string, number][] => [
  ['client_id', scope.clientId],
  ['account', scope.account],
  ['level', levelCode(scope.head.level)],
  ...(scope.reportTime === DELIVERY
    ? []
    : ([
        ['report_time', scope.reportTime],
        ['window_code', scope.window],
      ] as [string, number][])),
];

const inScope = (scope: Scope, t: string): string =>
  `${keyOf(scope)
    .map(([name, value]) => `${t}.${name} = ${value}`)
    .join(' and ')} and ${t}.day between '${scope.head.from}' and '${scope.head.to}'`;

const changesOf = (scope: Scope): string => `facts_breakdown_changes_${scope.family}`;

/** What differs between the landing and the ledger in the days it may speak for: new, other, or gone. */
const findChanges = async (tx: Tx, scope: Scope): Promise<number> => {
  const { facts, columns } = breakdownTables[scope.family];
  const carried = new Set(scope.carried);
  const next = columns.map((name) => `coalesce(${carried.has(name) ? 's' : 'c'}.${name}, 0) as ${name}`);
  const open = 'join facts_breakdown_open o on o.kind = x.kind and o.day = x.day';
  await tx.sql(
    `create temp table ${changesOf(scope)} on commit drop as
     select coalesce(s.entity, c.entity) as entity, coalesce(s.kind, c.kind) as kind, coalesce(s.day, c.day) as day,
            coalesce(s.value, c.value) as value, c.entity is not null as was, ${next.join(', ')}
       from (select i.entity, x.kind, x.day, n.value, ${scope.carried.map((name) => `x.${name}`).join(', ')}
               from facts_breakdown_stage x ${open} join facts_stage_ids i on i.id = x.id
               join facts_breakdown_names n on n.kind = x.kind and n.name = x.name
              where ${anyNonZero(scope.carried, 'x.')}) s
       full join (select x.entity, x.kind, x.day, x.value, ${columns.map((name) => `x.${name}`).join(', ')}
                    from ${facts} x ${open} where ${inScope(scope, 'x')}) c
         on c.entity = s.entity and c.kind = s.kind and c.day = s.day and c.value = s.value
      where case when c.entity is null then true
                 when s.entity is null then ${anyNonZero(scope.carried, 'c.')}
                 else ${scope.carried.map((name) => `s.${name} <> c.${name}`).join(' or ')} end`,
  );
  const [row] = await tx.sql<{ changes: number }>(`select count(*)::int4 as changes from ${changesOf(scope)}`);
  return row?.changes ?? 0;
};

/** Moves what was known to the past and puts the landing's rows in its place: one statement, so neither is without the other. */
const applyChanges = async (tx: Tx, scope: Scope): Promise<Omit<Derived, 'days'>> => {
  const { facts, past, columns } = breakdownTables[scope.family];
  const key = keyOf(scope);
  const keyNames = key.map(([name]) => name).join(', ');
  const keyValues = key.map(([, value]) => value).join(', ');
  const own = ['entity', 'kind', 'day', 'value'];
  const names = [...own, ...columns];
  const same = `${inScope(scope, 't')} and ${own.map((name) => `t.${name} = x.${name}`).join(' and ')}`;
  const moment = `'${scope.knownFrom}'::timestamptz`;
  await tx.sql(`analyze ${changesOf(scope)}`);
  await tx.renewClaim();
  const [row] = await tx.sql<{ former: number; gone: number; present: number }>(
    `with former as (
       insert into ${past} (known_from, known_to, ${keyNames}, ${names.join(', ')})
       select t.known_from, ${moment}, ${keyValues}, ${names.map((name) => `t.${name}`).join(', ')}
         from ${facts} t join ${changesOf(scope)} x on ${same} where x.was
       returning 1),
     gone as (
       delete from ${facts} t using ${changesOf(scope)} x where ${same} and x.was and not ${anyNonZero(columns, 'x.')}
       returning 1),
     present as (
       insert into ${facts} (known_from, ${keyNames}, ${names.join(', ')})
       select ${moment}, ${keyValues}, ${names.map((name) => `x.${name}`).join(', ')}
         from ${changesOf(scope)} x where ${anyNonZero(columns, 'x.')} order by x.kind, x.entity, x.day, x.value
       on conflict (${keyNames}, kind, entity, day, value) do update set known_from = excluded.known_from,
         ${columns.map((name) => `${name} = excluded.${name}`).join(', ')}
       returning 1)
     select (select count(*) from former)::int4 as former, (select count(*) from gone)::int4 as gone,
            (select count(*) from present)::int4 as present`,
  );
  const { former, gone, present } = row ?? { former: 0, gone: 0, present: 0 };
  return { added: present - (former - gone), replaced: former - gone, gone };
};

const deriveFamily = async (tx: Tx, scope: Scope): Promise<Derived> => {
  if (scope.carried.length === 0) return nothing;
  const kinds = typesOf(scope.head).map(typeCode);
  await tx.renewClaim();
  const states = { ...scope, level: levelCode(scope.head.level), kinds };
  await openDays(tx, states);
  const changes = await findChanges(tx, scope);
  const written = changes === 0 ? nothing : await applyChanges(tx, scope);
  return { ...written, days: await keepStates(tx, states) };
};

/**
 * Derives figures of an account or its campaigns split by who was reached and where, with history as the ledger keeps it. Parts
 * are kept as Pinterest gives them: nothing here makes them add up to their whole. Deriving the same landing again, or one that
 * brings nothing new, writes no row; a pull never undoes a later one.
 *
 * @throws FACTS_COLUMN_UNKNOWN, FACTS_LANDING_MALFORMED
 * @personal none
 */
export const deriveBreakdown = async (
  tx: Tx,
  clientId: ClientId,
  { landing }: { landing: Landing },
): Promise<Derived> => {
  const { head } = landing;
  const columns = await stage(tx, landing);
  await tx.renewClaim();
  const moment = await nextMoment(tx, clientId);
  const { account, lastEntity } = await numberEntities(tx, clientId, { head, moment });
  await numberValues(tx, clientId, moment.knownFrom);
  const total = { ...nothing };
  for (const family of ['delivery', 'conversion'] as const) {
    const own = new Set<string>(breakdownTables[family].columns);
    const carried = columns.map(({ name }) => name).filter((name) => own.has(name));
    const codes = stateCodes({ family, clientId, account, head });
    const derived = await deriveFamily(tx, {
      ...{ family, head, clientId, account, carried, knownFrom: moment.knownFrom, ...codes },
    });
    total.added += derived.added;
    total.replaced += derived.replaced;
    total.gone += derived.gone;
    total.days += derived.days;
  }
  if (total.days > 0 || lastEntity > moment.lastEntity) {
    await keepMoment(tx, clientId, { knownFrom: moment.knownFrom, lastEntity });
  }
  return total;
};
