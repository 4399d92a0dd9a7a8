import type { Locale } from '../../foundation/kit/index.ts';

// The agency's own zone, named beside the time: a letter is read wherever its reader is.
const ZONE = 'Europe/Amsterdam';
const tags = { nl: 'nl-NL', en: 'en-GB' } as const satisfies Record<Locale, string>;

/** A moment as a letter tells it. */
export const momentIn = (locale: Locale, instant: string): string =>
  new Intl.DateTimeFormat(tags[locale], {
    timeZone: ZONE,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(new Date(instant));
