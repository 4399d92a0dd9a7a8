import { fraction, seedFor } from '../world/hash.ts';

/** Everything that can be made to go wrong on purpose. */
export const faultKinds = [
  '429',
  'spam',
  '500',
  '500-after-commit',
  '2787-after-commit',
  'timeout',
  'timeout-after-commit',
  'reset',
  'slow',
  'html',
  'expired-token',
  'revoked',
] as const;

/** One kind of trouble. */
export type FaultKind = (typeof faultKinds)[number];

/** One line of the list at `POST /__sandbox/faults`. */
export type FaultRule = {
  /** An operationId, or `*` for every operation of `/v5`. */
  readonly op: string;
  readonly kind: FaultKind;
  /** How often, 0–1; 1 when left out. */
  readonly p?: number;
  /** Only calls of this user id or on this ad account id. */
  readonly account?: string;
  /** How many hits before the rule is spent. */
  readonly times?: number;
};

/** Whose call is looked at. */
export type FaultSubject = {
  readonly op: string;
  /** Whether only a rule naming it concerns it: addresses outside `/v5` are no operations, so `*` leaves them alone. */
  readonly onlyByName?: boolean;
  readonly user: string | undefined;
  readonly account: string | undefined;
};

/** The list of troubles now in force. */
export type Faults = {
  readonly rules: () => readonly FaultRule[];
  /** Puts another list in its place; spam blocks end with the old list. */
  readonly replace: (rules: readonly FaultRule[]) => void;
  /** The first rule in list order that hits this call. */
  readonly hit: (subject: FaultSubject) => FaultKind | undefined;
  /** Whether a spam fault has blocked this user since the list was put in place. */
  readonly isBlocked: (user: string | undefined) => boolean;
};

type LiveRule = { readonly rule: FaultRule; left: number; seen: number };

/** A token cannot expire on the call that renews it, and without a person there is nobody to block or revoke. */
const makesSense = (rule: FaultRule, subject: FaultSubject): boolean => {
  if (rule.kind === 'expired-token') return subject.op !== 'oauth/token';
  return (rule.kind !== 'spam' && rule.kind !== 'revoked') || subject.user !== undefined;
};

const concerns = (rule: FaultRule, subject: FaultSubject): boolean =>
  (rule.op === subject.op || (rule.op === '*' && subject.onlyByName !== true)) &&
  makesSense(rule, subject) &&
  (rule.account === undefined || rule.account === subject.user || rule.account === subject.account);

/** Faults of one sandbox; the dice are thrown by seed and count, so a run can be repeated. */
export const createFaults = (seed: number): Faults => {
  const dice = seedFor(seed, 'faults');
  let live: LiveRule[] = [];
  let replaced = 0;
  const blocked = new Set<string>();

  const fires = (entry: LiveRule, position: number): boolean => {
    entry.seen += 1;
    return entry.left > 0 && fraction(dice, replaced, position, entry.seen) < (entry.rule.p ?? 1);
  };

  return {
    rules: () => live.map((entry) => entry.rule),
    replace: (rules) => {
      replaced += 1;
      live = rules.map((rule) => ({ rule, left: rule.times ?? Number.POSITIVE_INFINITY, seen: 0 }));
      blocked.clear();
    },
    hit: (subject) => {
      const entry = live.find((candidate, position) => concerns(candidate.rule, subject) && fires(candidate, position));
      if (!entry) return undefined;
      entry.left -= 1;
      if (entry.rule.kind === 'spam' && subject.user !== undefined) blocked.add(subject.user);
      return entry.rule.kind;
    },
    isBlocked: (user) => user !== undefined && blocked.has(user),
  };
};
