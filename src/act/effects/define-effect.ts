import type { z } from 'zod';
import type { GateContext } from '../../connect/index.ts';
import type { FileStore, StoredFile } from '../../foundation/files/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';
import type { Session } from '../../pinterest/index.ts';
import type { EffectKey, Sentence, Sighting } from '../shapes.ts';

/** What an effect works with: the way to Pinterest in one client's name, and the client's files. */
export type Reach = {
  readonly ctx: GateContext;
  readonly clientId: ClientId;
  readonly effectId: string;
  readonly session: Session;
  readonly files: FileStore;
  /** Of `fileIds`, those there are. */
  readonly found: readonly StoredFile[];
};

/** What is looked for after an outcome nobody knows. */
export type Search = {
  /** Calendar time: what was made before it is something else. */
  readonly since: Date;
};

/**
 * One kind of change at Pinterest.
 *
 * `once`: a second call would do it a second time, so an unknown outcome is read back before anything else happens.
 * `repeatable`: doing it again changes nothing more.
 */
export type Effect<Params = unknown> = {
  readonly safety: 'once' | 'repeatable';
  readonly params: z.ZodType<Params>;
  /** What it does, in a sentence for whoever has to decide about it. */
  readonly describe: (params: Params) => Sentence;
  /** SHA-256 of what a person has to have approved; absent for what needs no approval of its own. */
  readonly approvedHash?: (params: Params) => Buffer;
  /** The stored files it sends. */
  readonly fileIds?: (params: Params) => readonly string[];
  /** Does it, with one changing call. Gives the id of what was made; null when there is none. */
  readonly perform: (reach: Reach, params: Params) => Promise<string | null>;
  /** Reads back whether it was done. A `once` effect cannot do without. */
  readonly witness?: (reach: Reach, params: Params, search: Search) => Promise<Sighting>;
  /** What takes it back, as params of another effect; absent where Pinterest knows no way back. */
  readonly undo?: (outcomeId: string) => { readonly effect: EffectKey; readonly params: unknown };
};

/** Writes an effect down with its types; what the ledger stored is read by the effect's own schema before it is used. */
export const defineEffect = <Params>(given: Effect<Params>): Effect => {
  const { safety, params, approvedHash, fileIds, witness, undo } = given;
  return {
    safety,
    params,
    describe: (stored) => given.describe(params.parse(stored)),
    perform: (reach, stored) => given.perform(reach, params.parse(stored)),
    ...(approvedHash !== undefined && { approvedHash: (stored) => approvedHash(params.parse(stored)) }),
    ...(fileIds !== undefined && { fileIds: (stored) => fileIds(params.parse(stored)) }),
    ...(witness !== undefined && { witness: (reach, stored, search) => witness(reach, params.parse(stored), search) }),
    ...(undo !== undefined && { undo }),
  };
};
