import type { Tx } from '../../foundation/db/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';
import type { LandingHead } from './landing-reader.ts';
import { levelCode } from './ledger-codes.ts';
import type { LedgerMoment } from './ledger-moment.ts';

/** The entity number of an ad account, given out when it is seen for the first time. @personal none */
export const numberAccount = async (
  tx: Tx,
  clientId: ClientId,
  input: { account: string; moment: LedgerMoment },
): Promise<{ account: number; lastEntity: number }> => {
  const [known] = await tx.sql<{ entity: number }>(
    'select entity from facts_entities where client_id = $1 and level = 0 and pinterest_id = $2',
    [clientId, input.account],
  );
  if (known !== undefined) return { account: known.entity, lastEntity: input.moment.lastEntity };
  const entity = input.moment.lastEntity + 1;
  await tx.sql(
    `insert into facts_entities (first_known_at, client_id, entity, account, parent, level, pinterest_id)
     values ($1::timestamptz, $2, $3, $3, null, 0, $4)`,
    [input.moment.knownFrom, clientId, entity, input.account],
  );
  return { account: entity, lastEntity: entity };
};

/**
 * Gives the ids a query yields an entity number each, where they have none; in the order of the ids, so that numbers follow
 * age.
 *
 * @param input.ids a query of this room that yields one column `id`
 * @returns the last number given out
 * @personal none
 */
export const numberIds = async (
  tx: Tx,
  clientId: ClientId,
  input: { ids: string; level: number; account: number; knownFrom: string; lastEntity: number },
): Promise<number> => {
  const added = await tx.sql<{ entity: number }>(
    `insert into facts_entities (first_known_at, client_id, entity, account, parent, level, pinterest_id)
     select $1::timestamptz, $2, $3::int4 + row_number() over (order by length(s.id), s.id), $4, null, $5, s.id
       from (${input.ids}) s
      where not exists (select from facts_entities e where e.client_id = $2 and e.level = $5 and e.pinterest_id = s.id)
     returning entity`,
    [input.knownFrom, clientId, input.lastEntity, input.account, input.level],
  );
  return input.lastEntity + added.length;
};

/**
 * Gives every Pinterest id in the staged rows its entity number and leaves the temp table `facts_stage_ids (id, entity)`.
 * An ad that reports before its structure was read has no parent yet; the next structure landing fills it in.
 *
 * @returns the number of the ad account, and the last number given out
 * @personal none
 */
export const numberEntities = async (
  tx: Tx,
  clientId: ClientId,
  input: { head: LandingHead; moment: LedgerMoment },
): Promise<{ account: number; lastEntity: number }> => {
  const { head, moment } = input;
  const level = levelCode(head.level);
  const { account, lastEntity } = await numberAccount(tx, clientId, { account: head.account, moment });
  const ids = 'select id from facts_stage_seen';
  const last = await numberIds(tx, clientId, { ids, level, account, knownFrom: moment.knownFrom, lastEntity });
  await tx.sql(
    `create temp table facts_stage_ids on commit drop as
     select s.id, e.entity from facts_stage_seen s
       join facts_entities e on e.client_id = ${clientId} and e.level = ${level} and e.pinterest_id = s.id`,
  );
  await tx.sql('analyze facts_stage_ids');
  return { account, lastEntity: last };
};
