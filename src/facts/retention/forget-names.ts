import type { Tx } from '../../foundation/db/index.ts';
import type { ClientId, Day } from '../../foundation/kit/index.ts';

/** How many versions, things, Pins and values of targeting types went. */
export type ForgottenNames = {
  readonly versions: number;
  readonly things: number;
  readonly pins: number;
  readonly values: number;
};

const counted = (statement: string): string =>
  `with gone as (${statement} returning 1) select count(*)::int4 as count from gone`;

const VERSIONS = counted(
  `delete from facts_entity_versions
    where client_id = $1 and known_to < $2::timestamp at time zone 'UTC'`,
);

const breakdownTables = [
  'facts_breakdown_days',
  'facts_breakdown_days_past',
  'facts_breakdown_conversions',
  'facts_breakdown_conversions_past',
];
const factTables = [
  'facts_ad_days',
  'facts_ad_days_past',
  'facts_ad_conversions',
  'facts_ad_conversions_past',
  ...breakdownTables,
];

// A thing that Pinterest lists no more, of which no day is held and in which nothing lies. The accounts stay: they are what
// the rest is filed under.
const THINGS = `
  with used as materialized (
    ${factTables.map((table) => `select entity from ${table} where client_id = $1`).join(' union ')}),
  over as materialized (
    select e.entity from facts_entities e
      left join facts_entity_versions v on v.client_id = $1 and v.entity = e.entity and v.known_to is null
     where e.client_id = $1 and e.level = $3 and e.first_known_at < $2::timestamp at time zone 'UTC'
       and (v.entity is null or (not v.listed and v.known_from < $2::timestamp at time zone 'UTC'))
       and not exists (select from used u where u.entity = e.entity)
       and not exists (select from facts_entities c where c.client_id = $1 and c.parent = e.entity)),
  versions as (
    delete from facts_entity_versions v using over o where v.client_id = $1 and v.entity = o.entity returning 1),
  things as (delete from facts_entities e using over o where e.client_id = $1 and e.entity = o.entity returning 1)
  select (select count(*) from things)::int4 as things, (select count(*) from versions)::int4 as versions`;

const PINS = counted(
  `delete from facts_organic_pins p
    where client_id = $1
      and not exists (select from facts_organic_pin_days d where d.client_id = $1 and d.pin = p.pin)
      and not exists (select from facts_organic_pin_days_past d where d.client_id = $1 and d.pin = p.pin)`,
);

const VALUES = counted(
  `delete from facts_breakdown_values v
    where client_id = $1 and ${breakdownTables
      .map((table) => `not exists (select from ${table} d where d.client_id = $1 and d.value = v.value)`)
      .join(' and ')}`,
);

/** Deletes what things were called before a day, as long as they are called otherwise since. @personal none */
export const forgetVersions = async (tx: Tx, clientId: ClientId, before: Day): Promise<number> =>
  (await tx.sql<{ count: number }>(VERSIONS, [clientId, before]))[0]?.count ?? 0;

/**
 * Deletes the things that are over since before a day and of which nothing is held any more, from ads up to campaigns, and the
 * Pins and the values of targeting types without a day.
 *
 * @personal none
 */
export const forgetThings = async (tx: Tx, clientId: ClientId, before: Day): Promise<ForgottenNames> => {
  const total = { versions: 0, things: 0, pins: 0, values: 0 };
  for (const level of [3, 2, 1]) {
    await tx.renewClaim();
    const [row] = await tx.sql<{ things: number; versions: number }>(THINGS, [clientId, before, level]);
    total.things += row?.things ?? 0;
    total.versions += row?.versions ?? 0;
  }
  const [pins] = await tx.sql<{ count: number }>(PINS, [clientId]);
  const [values] = await tx.sql<{ count: number }>(VALUES, [clientId]);
  return { ...total, pins: pins?.count ?? 0, values: values?.count ?? 0 };
};
