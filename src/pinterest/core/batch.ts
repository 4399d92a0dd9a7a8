import { z } from 'zod';
import { reportingLimits } from '../shapes/reporting.ts';
import { ask, type Call, type Request } from './endpoint.ts';
import { pinterestFault } from './read-refusal.ts';

/** Why Pinterest refused one item. `message` is Pinterest's own sentence: for the screen, never for log or storage. */
export type ItemRefusal = { readonly code: number; readonly message: string };

/** What became of one item of a batch. */
export type ItemOutcome<Item> =
  | { readonly state: 'done'; readonly item: Item }
  | { readonly state: 'refused'; readonly reasons: readonly ItemRefusal[] }
  /** Neither the thing nor a reason came back: it may have happened. */
  | { readonly state: 'unsure' };

const refusal = z.object({ code: z.number(), message: z.string().catch('') });

// Campaigns and ad groups answer with a list of exceptions, ads with a single one; an empty list means none.
const refusals = z
  .union([z.array(refusal), refusal])
  .nullish()
  .transform((value) => (Array.isArray(value) ? value : value ? [value] : []));

const outcomeOf = <Item>(
  element: { data?: unknown; exceptions: ItemRefusal[] },
  item: z.ZodType<Item>,
): ItemOutcome<Item> => {
  if (element.exceptions.length > 0) return { state: 'refused', reasons: element.exceptions };
  const read = item.safeParse(element.data);
  return read.success ? { state: 'done', item: read.data } : { state: 'unsure' };
};

/**
 * Sends 1 to 30 changes and answers with one outcome for each, in the order sent. Updates are matched by id; Pinterest
 * promises no order, so an answer with another number of items leaves every unmatched item unsure.
 *
 * @throws PINTEREST_BATCH_SIZE for no items or more than 30; never for a single item
 * @personal none
 */
export const batch = async <Item extends { id: string }>(
  call: Call,
  request: Request & { body: readonly object[] },
  item: z.ZodType<Item>,
): Promise<ItemOutcome<Item>[]> => {
  const sent = request.body;
  if (sent.length === 0 || sent.length > reportingLimits.batchItems) {
    throw pinterestFault('PINTEREST_BATCH_SIZE', { operation: call.operation, facts: { items: sent.length } });
  }
  const element = z.object({ data: z.unknown().optional(), exceptions: refusals });
  const { items } = await ask(call, request, z.object({ items: z.array(element) }));
  const outcomes = items.map((one) => outcomeOf(one, item));
  return sent.map((one, position) => matched(idOf(one), position, outcomes, sent.length));
};

const idOf = (item: object): string | undefined => ('id' in item && typeof item.id === 'string' ? item.id : undefined);

const matched = <Item extends { id: string }>(
  id: string | undefined,
  position: number,
  outcomes: readonly ItemOutcome<Item>[],
  sent: number,
): ItemOutcome<Item> => {
  const byId = outcomes.find((outcome) => outcome.state === 'done' && outcome.item.id === id);
  if (id !== undefined && byId !== undefined) return byId;
  const here = outcomes.length === sent ? outcomes[position] : undefined;
  // The answer at this place tells of another thing: what became of ours is not known.
  if (here === undefined || (id !== undefined && here.state === 'done')) return { state: 'unsure' };
  return here;
};
