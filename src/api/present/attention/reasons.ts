import type { Locale } from '../../../foundation/kit/index.ts';
import type { Finding, ReasonKey, ToldGoal } from './finding.ts';
import type { Writing } from './writing.ts';

/** `now`: money or data is being lost · `soon`: this week · `note`: good to know. */
export type Severity = 'now' | 'soon' | 'note';

/** Which of the client's pages a person goes to. */
export type ActPlace = 'data' | 'goals' | 'results';

type Told<Key extends ReasonKey> = Extract<Finding, { readonly reason: Key }>;

type Reason<Key extends ReasonKey> = {
  readonly severity: Severity;
  readonly act: ActPlace;
  /** How much of it there is: of two equal reasons the larger stands first. */
  readonly size: (found: Told<Key>) => number;
  readonly words: Readonly<Record<Locale, (found: Told<Key>, write: Writing) => string>>;
};

const because = (code: string | undefined, write: Writing): string =>
  code === undefined ? '' : ` ${write.meaning(code)}`;

const offPlan = ({ index }: { readonly index: number }): number => Math.abs(index - 1);

const kindsNl = { budget: 'budget', 'at-least': 'ten minste', 'at-most': 'ten hoogste' } as const;
const kindsEn = { budget: 'budget', 'at-least': 'at least', 'at-most': 'at most' } as const;

// Less than half a percent would be written as 0 %.
const isSame = (part: number): boolean => Math.abs(part) < 0.005;

const spentNl = (part: number | undefined, write: Writing): string => {
  if (part === undefined) return '';
  return isSame(part) ? ', bij gelijke uitgaven' : `, bij ${write.part(part)} ${part < 0 ? 'minder' : 'meer'} uitgaven`;
};

const spentEn = (part: number | undefined, write: Writing): string => {
  if (part === undefined) return '';
  return isSame(part) ? ', with the same spend' : `, with ${write.part(part)} ${part < 0 ? 'less' : 'more'} spend`;
};

const against = (goal: ToldGoal, write: Writing, forecast?: bigint) => ({
  label: write.label(goal.metric),
  value: write.figure(goal.metric, goal.value, goal.currency),
  target: write.target(goal.metric, goal.target, goal.currency),
  forecast: forecast === undefined ? undefined : write.target(goal.metric, forecast, goal.currency),
});

/**
 * Every reason for which a client needs somebody, the gravest first: the order of this list is the order of the page. Without
 * data every other figure is a guess, and money that is gone does not come back, so these two lead.
 */
export const reasons: { readonly [Key in ReasonKey]: Reason<Key> } = {
  reconnect: {
    severity: 'now',
    act: 'data',
    size: () => 0,
    words: {
      nl: ({ since, code }, write) =>
        `Opnieuw verbinden nodig${since === undefined ? '' : ` sinds ${write.day(since)}`}.${because(code, write)}`,
      en: ({ since, code }, write) =>
        `Connection needs reconnecting${since === undefined ? '' : ` since ${write.day(since)}`}.${because(code, write)}`,
    },
  },
  'budget-overspent': {
    severity: 'now',
    act: 'goals',
    size: ({ over, goal }) => Number(over) / Number(goal.target),
    words: {
      nl: ({ over, goal }, write) =>
        `Budget t/m ${write.day(goal.to)} met ${write.money(over, goal.currency)} overschreden.`,
      en: ({ over, goal }, write) =>
        `Budget to ${write.day(goal.to)} overspent by ${write.money(over, goal.currency)}.`,
    },
  },
  'spend-stopped': {
    severity: 'now',
    act: 'results',
    size: () => 0,
    words: {
      nl: ({ since }, write) => `De uitgaven zijn gestopt: niets meer sinds ${write.day(since)}.`,
      en: ({ since }, write) => `Spend stopped: nothing since ${write.day(since)}.`,
    },
  },
  'days-missing': {
    severity: 'now',
    act: 'data',
    size: ({ days }) => days,
    words: {
      nl: ({ days, since, code }, write) => {
        const missing = days === 1 ? '1 dag ontbreekt' : `${days} dagen ontbreken`;
        return code === undefined
          ? `${missing} sinds ${write.day(since)}: het ophalen loopt achter.`
          : `${missing} sinds ${write.day(since)}.${because(code, write)}`;
      },
      en: ({ days, since, code }, write) => {
        const missing = days === 1 ? '1 day missing' : `${days} days missing`;
        return code === undefined
          ? `${missing} since ${write.day(since)}: collecting is behind.`
          : `${missing} since ${write.day(since)}.${because(code, write)}`;
      },
    },
  },
  'budget-ahead': {
    severity: 'soon',
    act: 'goals',
    size: offPlan,
    words: {
      nl: ({ index, spentOn }, write) =>
        `Budget loopt ${write.part(index - 1)} voor op plan${spentOn === undefined ? '' : `: in dit tempo is het op ${write.day(spentOn)} op`}.`,
      en: ({ index, spentOn }, write) =>
        `Budget runs ${write.part(index - 1)} ahead of plan${spentOn === undefined ? '' : `: at this pace it is spent on ${write.day(spentOn)}`}.`,
    },
  },
  'result-short': {
    severity: 'soon',
    act: 'goals',
    size: ({ goal }) => Math.abs(1 - Number(goal.value ?? 0) / Math.max(1, Number(goal.target))),
    words: {
      nl: ({ goal, forecast }, write) => {
        const told = against(goal, write, forecast);
        const where = told.forecast === undefined ? '' : `; in dit tempo worden het er ${told.forecast}`;
        return `${told.label} ${told.value}, doel ${kindsNl[goal.kind]} ${told.target}${where}.`;
      },
      en: ({ goal, forecast }, write) => {
        const told = against(goal, write, forecast);
        const where = told.forecast === undefined ? '' : `; at this pace it ends at ${told.forecast}`;
        return `${told.label} ${told.value} against goal of ${kindsEn[goal.kind]} ${told.target}${where}.`;
      },
    },
  },
  'conversions-fell': {
    severity: 'soon',
    act: 'results',
    size: ({ part }) => Math.abs(part),
    words: {
      nl: ({ part, spend }, write) =>
        `Conversies ${write.part(part)} lager dan de 30 dagen ervoor${spentNl(spend, write)}.`,
      en: ({ part, spend }, write) =>
        `Conversions fell ${write.part(part)} against the 30 days before${spentEn(spend, write)}.`,
    },
  },
  'budget-behind': {
    severity: 'soon',
    act: 'goals',
    size: offPlan,
    words: {
      nl: ({ index, left, goal }, write) =>
        `Budget loopt ${write.part(index - 1)} achter op plan: in dit tempo blijft er op ${write.day(goal.to)} ${write.money(left, goal.currency)} over.`,
      en: ({ index, left, goal }, write) =>
        `Budget runs ${write.part(index - 1)} behind plan: at this pace ${write.money(left, goal.currency)} is left on ${write.day(goal.to)}.`,
    },
  },
  'accounts-unchosen': {
    severity: 'soon',
    act: 'data',
    size: () => 0,
    words: {
      nl: ({ since }, write) =>
        `Toestemming is er sinds ${write.day(since)}; de advertentieaccounts zijn nog niet gekozen.`,
      en: ({ since }, write) => `Consent is given since ${write.day(since)}; the ad accounts are still to be chosen.`,
    },
  },
  'result-missed': {
    severity: 'note',
    act: 'goals',
    size: () => 0,
    words: {
      nl: ({ goal }, write) => {
        const told = against(goal, write);
        return `Doel t/m ${write.day(goal.to)} niet gehaald: ${told.label} ${told.value}, doel ${kindsNl[goal.kind]} ${told.target}.`;
      },
      en: ({ goal }, write) => {
        const told = against(goal, write);
        return `Goal to ${write.day(goal.to)} not reached: ${told.label} ${told.value} against ${kindsEn[goal.kind]} ${told.target}.`;
      },
    },
  },
  'not-connected': {
    severity: 'note',
    act: 'data',
    size: () => 0,
    words: { nl: () => 'Nog niet met Pinterest verbonden.', en: () => 'Not connected to Pinterest yet.' },
  },
};

/** The names of the reasons, the gravest first. */
export const reasonKeys = Object.keys(reasons) as ReasonKey[];

const reasonOf = <Key extends ReasonKey>(key: Key): Reason<ReasonKey> => reasons[key] as unknown as Reason<ReasonKey>;

/** A reason in words, with its weight and where to act. */
export const tell = (found: Finding, write: Writing) => {
  const reason = reasonOf(found.reason);
  return {
    reason: found.reason,
    severity: reason.severity,
    act: reason.act,
    text: reason.words[write.locale](found, write),
  };
};

/** Puts the gravest reason first, and of equal ones the one of which there is most. */
export const byWeight = (one: Finding, other: Finding): number =>
  reasonKeys.indexOf(one.reason) - reasonKeys.indexOf(other.reason) ||
  reasonOf(other.reason).size(other) - reasonOf(one.reason).size(one);
