import type { Tx } from '../../foundation/db/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';
import type { Landing, LandingHead } from './landing-reader.ts';
import { levelCode } from './ledger-codes.ts';
import { keepMoment, type LedgerMoment, nextMoment } from './ledger-moment.ts';
import { numberAccount, numberIds } from './number-entities.ts';
import { copyBody } from './stage-report.ts';
import type { Derived } from './write-facts.ts';

/** What lies directly above a level, and by which field its lines say so. */
const parents: Readonly<Record<LandingHead['level'], { level: number; field: string }>> = {
  account: { level: 0, field: 'ad_account_id' },
  campaign: { level: 0, field: 'ad_account_id' },
  adGroup: { level: 1, field: 'campaign_id' },
  ad: { level: 2, field: 'ad_group_id' },
};

/** Fields of Pinterest's shapes that have a column, or must not make a version by themselves. */
const promoted = [
  ...['id', 'ad_account_id', 'campaign_id', 'ad_group_id', 'name', 'status', 'summary_status', 'objective_type'],
  ...['daily_spend_cap', 'lifetime_spend_cap', 'budget_type', 'budget_in_micro_currency', 'bid_in_micro_currency'],
  ...['start_time', 'end_time', 'pin_id', 'created_time', 'updated_time'],
];

/** The columns of a version whose change makes a new one; when Pinterest last touched the thing is none of them. */
const told = [
  ...['created_at', 'starts_at', 'ends_at', 'budget_micros', 'bid_micros', 'listed', 'name', 'status'],
  ...['summary_status', 'objective', 'budget_kind', 'pin_id', 'details'],
];

const time = (field: string): string => `to_timestamp((doc->>'${field}')::float8)`;

/**
 * The lines as rows. A text in JSON may carry the one character PostgreSQL's text cannot (\u0000); it is taken out rather
 * than letting one strange name hold up an account. `offset 0` has each line read once: without it the planner reads it
 * again for every field.
 */
const stageStructure = async (tx: Tx, landing: Landing): Promise<void> => {
  await tx.sql('create temp table facts_lines (doc text) on commit drop');
  // CSV with a quote and a delimiter that no line can hold takes each line as it is.
  const copy = "copy facts_lines from stdin with (format csv, delimiter e'\\x01', quote e'\\x02')";
  await copyBody(tx, copy, landing.body);
  await tx.sql(
    `create temp table facts_structure on commit drop as
     select doc->>'id' as id, doc->>'${parents[landing.head.level].field}' as parent_id,
            ${time('updated_time')} as changed_at, ${time('created_time')} as created_at,
            ${time('start_time')} as starts_at, ${time('end_time')} as ends_at,
            coalesce(doc->>'budget_in_micro_currency', doc->>'daily_spend_cap', doc->>'lifetime_spend_cap')::int8 as budget_micros,
            (doc->>'bid_in_micro_currency')::int8 as bid_micros, true as listed,
            doc->>'name' as name, doc->>'status' as status, doc->>'summary_status' as summary_status,
            doc->>'objective_type' as objective,
            case when doc->>'budget_type' = 'CBO_ADGROUP' then 'campaign'
                 when doc->>'budget_type' = 'DAILY' or doc->>'daily_spend_cap' is not null then 'daily'
                 when doc->>'budget_type' = 'LIFETIME' or doc->>'lifetime_spend_cap' is not null then 'lifetime' end as budget_kind,
            doc->>'pin_id' as pin_id, jsonb_strip_nulls(doc - $1::text[]) as details
       from (select replace(doc, '\\u0000', '')::jsonb as doc from facts_lines offset 0) lines`,
    [promoted],
  );
  await tx.sql('analyze facts_structure');
};

/** Numbers the things and what lies above them, and writes down which lies where. */
const placeEntities = async (
  tx: Tx,
  clientId: ClientId,
  input: { head: LandingHead; moment: LedgerMoment },
): Promise<{ account: number; lastEntity: number }> => {
  const { head, moment } = input;
  const level = levelCode(head.level);
  const parent = parents[head.level];
  const numbered = await numberAccount(tx, clientId, { account: head.account, moment });
  const { account } = numbered;
  let { lastEntity } = numbered;
  const knownFrom = moment.knownFrom;
  for (const each of [
    { ids: 'select distinct parent_id as id from facts_structure where parent_id is not null', level: parent.level },
    { ids: 'select distinct id from facts_structure', level },
  ]) {
    lastEntity = await numberIds(tx, clientId, { ...each, account, knownFrom, lastEntity });
  }
  await tx.sql(
    `update facts_entities e set parent = p.entity
       from facts_structure s join facts_entities p on p.client_id = $1 and p.level = $3 and p.pinterest_id = s.parent_id
      where e.client_id = $1 and e.level = $2 and e.pinterest_id = s.id and e.parent is distinct from p.entity`,
    [clientId, level, parent.level],
  );
  return { account, lastEntity };
};

const insertVersion = `insert into facts_entity_versions (known_from, client_id, entity, changed_at, ${told.join(', ')})`;

/** Closes the present version of what changed or is listed no more, and opens a new one. */
const writeVersions = async (
  tx: Tx,
  clientId: ClientId,
  input: { account: number; level: number; knownFrom: string },
): Promise<{ opened: number; gone: number }> => {
  const here = 'e.client_id = $1 and e.level = $3';
  const gone = await tx.sql(
    `with closed as (
       update facts_entity_versions v set known_to = $2::timestamptz from facts_entities e
        where ${here} and e.account = $4 and v.client_id = $1 and v.entity = e.entity and v.known_to is null and v.listed
          and not exists (select from facts_structure s where s.id = e.pinterest_id)
       returning v.*)
     ${insertVersion}
     select $2::timestamptz, client_id, entity, changed_at,
            ${told.map((name) => (name === 'listed' ? 'false' : name)).join(', ')} from closed
     returning entity`,
    [clientId, input.knownFrom, input.level, input.account],
  );
  await tx.sql(
    `update facts_entity_versions v set known_to = $2::timestamptz from facts_entities e, facts_structure s
      where ${here} and s.id = e.pinterest_id and v.client_id = $1 and v.entity = e.entity and v.known_to is null
        and (${told.map((name) => `v.${name}`).join(', ')}) is distinct from (${told.map((name) => `s.${name}`).join(', ')})`,
    [clientId, input.knownFrom, input.level],
  );
  const opened = await tx.sql(
    `${insertVersion}
     select $2::timestamptz, $1, e.entity, s.changed_at, ${told.map((name) => `s.${name}`).join(', ')}
       from facts_structure s join facts_entities e on ${here} and e.pinterest_id = s.id
      where not exists (select from facts_entity_versions v where v.client_id = $1 and v.entity = e.entity and v.known_to is null)
     returning entity`,
    [clientId, input.knownFrom, input.level],
  );
  return { opened: opened.length, gone: gone.length };
};

/** True when a structure pulled later has been derived already. */
const isOutrun = async (tx: Tx, clientId: ClientId, head: LandingHead): Promise<boolean> => {
  const rows = await tx.sql(
    `select from facts_structures s join facts_entities e on e.client_id = s.client_id and e.entity = s.account
      where s.client_id = $1 and e.level = 0 and e.pinterest_id = $2 and s.level = $3 and s.pulled_at > $4`,
    [clientId, head.account, levelCode(head.level), head.pulledAt],
  );
  return rows.length > 0;
};

/**
 * Derives a walk over the campaigns, ad groups or ads of one account: what each is called and how it is set, with history.
 * Only what changed gets a version, so the same walk derived again writes nothing.
 *
 * @personal none
 */
export const deriveStructure = async (
  tx: Tx,
  clientId: ClientId,
  { landing }: { landing: Landing },
): Promise<Derived> => {
  const { head } = landing;
  if (await isOutrun(tx, clientId, head)) {
    return { added: 0, replaced: 0, gone: 0, days: 0 };
  }
  // A client's first walk comes before anything knows how many things it has. The planner then takes them for a few and
  // compares each with each, which for 40,000 ads takes minutes; a hash of a few costs next to nothing.
  await tx.sql('set local enable_nestloop = off');
  await stageStructure(tx, landing);
  await tx.renewClaim();
  const moment = await nextMoment(tx, clientId);
  const { account, lastEntity } = await placeEntities(tx, clientId, { head, moment });
  await tx.renewClaim();
  const level = levelCode(head.level);
  const { opened, gone } = await writeVersions(tx, clientId, { account, level, knownFrom: moment.knownFrom });
  const pulls = await tx.sql(
    `insert into facts_structures as s (client_id, account, level, pulled_at, landing_id) values ($1, $2, $3, $4, $5)
       on conflict (client_id, account, level) do update set pulled_at = excluded.pulled_at, landing_id = excluded.landing_id
       where s.pulled_at < excluded.pulled_at returning level`,
    [clientId, account, level, head.pulledAt, head.landingId],
  );
  if (pulls.length + opened + gone > 0) await keepMoment(tx, clientId, { knownFrom: moment.knownFrom, lastEntity });
  return { added: opened, replaced: 0, gone, days: 0 };
};
