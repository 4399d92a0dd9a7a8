import type { FaultWords } from '../foundation/kit/index.ts';

/** Every fault code of this room, with its meaning and remedy in both languages. @personal none */
export const mainFaults = {
  MAIN_DEMO_CONNECT: {
    kind: 'upstream',
    nl: {
      meaning: 'Een klant van de demo kon niet worden verbonden.',
      remedy: 'Stop en start opnieuw; de demo gaat verder waar hij was.',
    },
    en: {
      meaning: 'A client of the demo could not be connected.',
      remedy: 'Stop and start again; the demo goes on where it was.',
    },
  },
  MAIN_DOCTOR_PROBLEMS: {
    kind: 'invalid',
    nl: { meaning: 'Er zijn problemen gevonden.', remedy: 'Bij elk probleem staat wat te doen.' },
    en: { meaning: 'Problems were found.', remedy: 'Each problem says what to do.' },
  },
  MAIN_METRICS_PORT: {
    kind: 'invalid',
    nl: {
      meaning: 'De poort voor meetwaarden is niet te krijgen.',
      remedy: 'Kies voor elk werkproces een eigen PRIKBORD_METRICS_PORT, of 0 voor een vrije.',
    },
    en: {
      meaning: 'The port for metrics cannot be had.',
      remedy: 'Choose a PRIKBORD_METRICS_PORT of its own for each worker process, or 0 for a free one.',
    },
  },
  MAIN_NO_ANSWER: {
    kind: 'upstream',
    nl: {
      meaning: 'Een onderdeel antwoordt niet na het starten.',
      remedy: 'Kijk in het log waarom; start met PRIKBORD_LOG_LEVEL=debug om meer te zien.',
    },
    en: {
      meaning: 'A part does not answer after it was started.',
      remedy: 'The log says why; start with PRIKBORD_LOG_LEVEL=debug to see more.',
    },
  },
  MAIN_WEB_BUILD: {
    kind: 'bug',
    nl: {
      meaning: 'De pagina’s konden niet worden gebouwd.',
      remedy: 'Verbeter de genoemde fout in src/web, of haal de broncode opnieuw op.',
    },
    en: {
      meaning: 'The pages could not be built.',
      remedy: 'Correct the named mistake in src/web, or fetch the source anew.',
    },
  },
} as const satisfies FaultWords;
