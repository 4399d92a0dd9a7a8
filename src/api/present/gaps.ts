import type { Gap as LedgerGap } from '../../facts/index.ts';
import { addDays, type Day, daysBetween, eachDay, type Locale } from '../../foundation/kit/index.ts';
import type { Gap, Gaps } from '../contract.ts';
import { wordsFor } from '../middleware/problems.ts';

// A person wants to know which days, why, and what to do; not that a day is missing at four levels by two report times.

const levels = ['account', 'campaign', 'adGroup', 'ad'] as const;

type Reason = { readonly meaning: string; readonly remedy: string };

/** Reasons of `ingest` that are no faults: the days come by themselves. */
const coming: Readonly<Record<string, Readonly<Record<Locale, Reason>>>> = {
  landed: {
    nl: { meaning: 'Binnen, wordt verwerkt', remedy: 'Dit duurt meestal minder dan een minuut.' },
    en: { meaning: 'In, being processed', remedy: 'This usually takes less than a minute.' },
  },
  asked: {
    nl: { meaning: 'Gevraagd, Pinterest maakt het rapport', remedy: 'Er is niets te doen.' },
    en: { meaning: 'Asked, Pinterest is making the report', remedy: 'There is nothing to do.' },
  },
  planned: {
    nl: { meaning: 'Staat in de rij om op te halen', remedy: 'Er is niets te doen.' },
    en: { meaning: 'Queued to be collected', remedy: 'There is nothing to do.' },
  },
  'not-planned': {
    nl: { meaning: 'Nog niet gevraagd', remedy: 'Wordt bij de volgende nachtelijke ronde gevraagd.' },
    en: { meaning: 'Not asked yet', remedy: 'Will be asked in the next nightly round.' },
  },
};

type Missing = { readonly account: string; readonly reason: string; readonly days: Map<Day, Set<string>> };

const byReason = (items: readonly LedgerGap[]): Missing[] => {
  const groups = new Map<string, Missing>();
  for (const { account, reason, level, from, to } of items) {
    const key = `${account} ${reason}`;
    const group = groups.get(key) ?? { account, reason, days: new Map<Day, Set<string>>() };
    groups.set(key, group);
    for (const day of eachDay(from, to)) group.days.set(day, (group.days.get(day) ?? new Set()).add(level));
  }
  return [...groups.values()];
};

const listed = (found: ReadonlySet<string>): Gap['levels'] => levels.filter((level) => found.has(level));

const describe = (reason: string, locale: Locale): Reason => coming[reason]?.[locale] ?? wordsFor(reason, locale);

/** All days of one reason as one line. */
const summed = ({ account, reason, days }: Missing, locale: Locale): Gap[] => {
  const sorted = [...days.keys()].sort();
  const [from, to] = [sorted[0], sorted.at(-1)];
  if (from === undefined || to === undefined) return [];
  const found = new Set([...days.values()].flatMap((each) => [...each]));
  return [{ account, reason, from, to, days: days.size, levels: listed(found), ...describe(reason, locale) }];
};

/** Days that follow each other and lack the same levels as one line, newest first. */
const stretches = ({ account, reason, days }: Missing, locale: Locale): Gap[] => {
  const lines: (Gap & { from: Day; to: Day })[] = [];
  for (const day of [...days.keys()].sort()) {
    const missing = listed(days.get(day) ?? new Set());
    const last = lines.at(-1);
    if (last !== undefined && addDays(last.to, 1) === day && last.levels.join() === missing.join()) {
      last.to = day;
      last.days = daysBetween(last.from, day) + 1;
    } else {
      lines.push({ account, reason, from: day, to: day, days: 1, levels: missing, ...describe(reason, locale) });
    }
  }
  return lines.reverse();
};

/** Missing days as a person reads them: what is on its way in a line each, what was given up day by day. */
export const presentGaps = (items: readonly LedgerGap[], locale: Locale): Gaps => {
  const groups = byReason(items);
  const isComing = (group: Missing): boolean => coming[group.reason] !== undefined;
  return {
    coming: groups.filter(isComing).flatMap((group) => summed(group, locale)),
    given: groups.filter((group) => !isComing(group)).flatMap((group) => stretches(group, locale)),
  };
};
