import { asFault, type Fault, faultKinds, type Locale } from '../../foundation/kit/index.ts';
import type { Problem } from '../contract.ts';
import { allFaultWords } from '../fault-words.ts';

const unknown = {
  nl: {
    meaning: 'Er ging iets mis.',
    remedy: 'Probeer het opnieuw. Blijft het zo, geef de code dan door aan de beheerder.',
  },
  en: { meaning: 'Something went wrong.', remedy: 'Try again. If it keeps happening, tell the operator the code.' },
} as const;

/** The language a request asks for; Dutch unless it prefers English. */
export const localeOf = (header: string | undefined): Locale => (/^\s*en\b/i.test(header ?? '') ? 'en' : 'nl');

/** What a fault code means to a person and what to do about it. */
export const wordsFor = (code: string, locale: Locale): { readonly meaning: string; readonly remedy: string } =>
  allFaultWords[code]?.[locale] ?? unknown[locale];

/** A fault as the answer a person or program gets (RFC 9457). Bugs tell their code, never their cause. */
export const problemOf = (error: unknown, locale: Locale): { fault: Fault; problem: Problem } => {
  const fault = asFault(error);
  const text = wordsFor(fault.code, locale);
  const { field, fields } = fault.facts;
  const named = typeof field === 'string' ? [field] : typeof fields === 'string' ? fields.split(' ') : [];
  return {
    fault,
    problem: {
      type: 'about:blank',
      title: text.meaning,
      status: faultKinds[fault.kind].http,
      code: fault.code,
      remedy: text.remedy,
      // A fault that names fields is shown beside them.
      ...(named.length > 0 ? { fields: named.map((path) => ({ path, message: text.meaning })) } : {}),
    },
  };
};
