import type { ClientId, Locale } from '../foundation/kit/index.ts';

/** The name of a change at Pinterest. */
export type EffectKey =
  | 'publish-pin'
  | 'update-pin'
  | 'delete-pin'
  | 'save-pin'
  | 'create-board'
  | 'create-board-section';

/** How far a change at Pinterest is; the moves stand in `ledger/states.ts`. */
export type EffectState = 'asked' | 'armed' | 'unsure' | 'done' | 'refused' | 'held' | 'dropped';

/** Who knows that it was done: Pinterest's own answer, our reading it back, or a person who looked. */
export type FoundBy = 'answer' | 'witness' | 'person';

/** One entry of the ledger, as it stands. */
export type EffectEntry = {
  readonly clientId: ClientId;
  readonly effectId: string;
  /** What is changed in order, one at a time; the Pins and boards of one Pinterest account are one lane. */
  readonly lane: string;
  readonly effect: EffectKey;
  /** Checked by the effect's own schema when it was asked. */
  readonly params: unknown;
  readonly state: EffectState;
  readonly dueAt: Date;
  /** After this moment it is not begun any more; null: no end. */
  readonly untilAt: Date | null;
  /** How often it was sent to Pinterest. */
  readonly sends: number;
  readonly armedAt: Date | null;
  /** The id Pinterest gave it; null until it is done, and for what has none. */
  readonly outcomeId: string | null;
  readonly foundBy: FoundBy | null;
  /** Why a person is asked: a code of a room's `errors.ts`. */
  readonly faultCode: string | null;
  readonly changedAt: Date;
};

/** What reading back told: the ids found, none of them, or that this thing cannot be told from others. */
export type Sighting = { readonly ids: readonly string[]; readonly isMarked: boolean };

/** A sentence in each language. */
export type Sentence = Readonly<Record<Locale, string>>;
