import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { z } from 'zod';
import { pinParams } from '../../src/act/index.ts';
import type { Place } from '../../test/kit/place.ts';
import { startLineProcess } from './line-process.ts';

/** A line of the ledger's dump: an entry, whose it is, and what a person approved of it. */
export const ledgerLine = z.object({
  effectId: z.string(),
  user: z.string(),
  params: pinParams,
  state: z.string(),
  faultCode: z.string().nullable(),
  foundBy: z.string().nullable(),
  sends: z.int(),
  dueAt: z.coerce.date(),
  askedAt: z.coerce.date(),
  /** Hexadecimal; null when nobody did, or took it back. */
  approvedHash: z.string().nullable(),
  /** Why nothing happens in its lane; null when it is open. */
  pausedCode: z.string().nullable(),
});

/** What may become of an approved Pin. */
export type Fate = 'published' | 'held' | 'duplicates' | 'lost';

const counted = z.object({
  /** There once, and the ledger knows it. */
  published: z.int(),
  /** Stands before a person, with its reason. */
  held: z.int(),
  duplicates: z.int(),
  /** Neither there nor with a person, or there while the ledger says otherwise. */
  lost: z.int(),
  /** There without a person's word on exactly that. */
  unapproved: z.int(),
  /** Accounts whose Pins came in another order than that of their lane. */
  disorder: z.int(),
  /** From the moment it was due until it was there. @unit seconds */
  lateness: z.record(z.string(), z.number()),
});

/** What really exists against what was asked for. */
export type PinCounts = z.infer<typeof counted>;

/** Writes the ledger to a file, a line of JSON per entry in the order of its lane. */
export const dumpLedger = async (place: Place, path: string): Promise<void> => {
  const rows = await place.admin<{ line: unknown }>(
    `select json_build_object('effectId', e.effect_id, 'user', c.pinterest_user_id, 'params', e.params, 'state', e.state,
              'faultCode', e.fault_code, 'foundBy', e.found_by, 'sends', e.sends, 'dueAt', e.due_at, 'askedAt', e.asked_at,
              'approvedHash', case when a.withdrawn_at is null then encode(a.content_hash, 'hex') end,
              'pausedCode', l.paused_code) as line
       from act_effects e
       join connect_connections c on c.client_id = e.client_id and c.state <> 'disconnected'
       join act_lanes l on l.client_id = e.client_id and l.lane = e.lane
       left join act_approvals a on a.client_id = e.client_id and a.effect_id = e.effect_id
      order by e.client_id, e.due_at, e.place`,
  );
  const file = createWriteStream(path);
  for (const { line } of rows) file.write(`${JSON.stringify(line)}\n`);
  file.end();
  await once(file, 'finish');
};

/**
 * Dumps the ledger and has another process hold it against what the sandbox says exists. `earlier`: a dump of before people
 * decided; what they decided about is in no order.
 */
export const countPins = async (
  place: Place,
  sandboxUrl: string,
  paths: { readonly dump: string; readonly earlier?: string },
): Promise<PinCounts> => {
  const { dump, earlier } = paths;
  await dumpLedger(place, dump);
  const told = [sandboxUrl, dump, ...(earlier === undefined ? [] : [earlier])];
  const counting = startLineProcess('bench/kit/count-pins.ts', told, { PATH: process.env.PATH });
  try {
    return counted.parse(JSON.parse(await counting.line()));
  } finally {
    await counting.end();
  }
};
