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

type Named = { id: string; name: string | null };

const textIn = (item: object, key: string): string | undefined => {
  const value = Object.entries(item).find(([name]) => name === key)?.[1];
  return typeof value === 'string' ? value : undefined;
};

// A thing that came back under another id or name than was sent belongs to another place: ours is not known.
const isOurs = (sent: object, item: Named): boolean => {
  const id = textIn(sent, 'id');
  const name = textIn(sent, 'name');
  return (id === undefined || id === item.id) && (name === undefined || item.name === null || name === item.name);
};

/*
 * Pinterest promises no order. Things that carry a sent id are given to it first; what remains pairs up in order, provided
 * that there are as many outcomes as items. So a refusal's reason may stand with a neighbour that was refused too, but
 * never is a refused item called done, or a done one refused.
 */
const pairUp = <Item extends Named>(sent: readonly object[], outcomes: readonly ItemOutcome<Item>[]) => {
  const carrying = new Map<string, ItemOutcome<Item>>();
  for (const outcome of outcomes) if (outcome.state === 'done') carrying.set(outcome.item.id, outcome);
  const ownOf = (item: object) => carrying.get(textIn(item, 'id') ?? '');
  const own = new Set(sent.map(ownOf));
  const rest = outcomes.length === sent.length ? outcomes.filter((outcome) => !own.has(outcome)) : [];
  return sent.map((item): ItemOutcome<Item> => {
    const mine = ownOf(item) ?? rest.shift() ?? { state: 'unsure' };
    return mine.state !== 'done' || isOurs(item, mine.item) ? mine : { state: 'unsure' };
  });
};

/**
 * Sends 1 to 30 changes and answers with one outcome for each, in the order sent: updates matched by id, new things by place
 * and name. An answer with another number of items leaves what cannot be matched unsure.
 *
 * @throws PINTEREST_BATCH_SIZE for no items or more than 30; never for a single item
 * @personal none
 */
export const batch = async <Item extends Named>(
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
  return pairUp(
    sent,
    items.map((one) => outcomeOf(one, item)),
  );
};
