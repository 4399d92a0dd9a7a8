import type { FaultWords } from '../kit/index.ts';

/** What can go wrong with jobs. @personal none */
export const jobsFaults = {
  JOBS_PAYLOAD_REFUSED: {
    kind: 'bug',
    nl: {
      meaning: 'Een taak zou iets anders meekrijgen dan nummers, aanduidingen en dagen.',
      remedy: 'Meld dit: de programmatuur moet worden aangepast. Er is niets opgeslagen.',
    },
    en: {
      meaning: 'A job would have carried something other than ids, numbers and days.',
      remedy: 'Report it: the program has to be changed. Nothing was stored.',
    },
  },
  JOBS_DEFINITION_REFUSED: {
    kind: 'bug',
    nl: {
      meaning: 'Een taak of gebeurtenis is verkeerd beschreven.',
      remedy: 'Meld dit: de programmatuur moet worden aangepast.',
    },
    en: { meaning: 'A job or event is described wrongly.', remedy: 'Report it: the program has to be changed.' },
  },
  JOBS_ENGINE_OUTDATED: {
    kind: 'bug',
    nl: { meaning: 'De wachtrij in de database hoort bij een andere versie.', remedy: 'Voer `prikbord migrate` uit.' },
    en: { meaning: 'The queue in the database belongs to another version.', remedy: 'Run `prikbord migrate`.' },
  },
  JOBS_TIMED_OUT: {
    kind: 'upstream',
    nl: {
      meaning: 'Een taak duurde langer dan is toegestaan.',
      remedy: 'Niets te doen: de taak wordt opnieuw geprobeerd.',
    },
    en: { meaning: 'A job took longer than it may.', remedy: 'Nothing to do: the job is tried again.' },
  },
  JOBS_END_UNKNOWN: {
    kind: 'upstream',
    nl: {
      meaning: 'De database viel weg terwijl een taak haar werk vastlegde.',
      remedy: 'Niets te doen: de taak wordt opnieuw gedaan, wat geen kwaad kan.',
    },
    en: {
      meaning: 'The database went away while a job stored its work.',
      remedy: 'Nothing to do: the job is done again, which does no harm.',
    },
  },
  JOBS_WORKER_DIED: {
    kind: 'bug',
    nl: {
      meaning: 'Deze taak heeft te vaak een werkproces laten uitvallen.',
      remedy: 'Bekijk het logboek rond de uitval (vaak te weinig geheugen) en start de taak opnieuw.',
    },
    en: {
      meaning: 'This job has taken a worker process down too often.',
      remedy: 'Look at the log around the crashes (often too little memory) and start the job again.',
    },
  },
  JOBS_GIVEN_BACK: {
    kind: 'limited',
    nl: {
      meaning: 'Een proces stopte en gaf zijn taak terug.',
      remedy: 'Niets te doen: een ander proces neemt de taak over.',
    },
    en: {
      meaning: 'A process stopped and gave its job back.',
      remedy: 'Nothing to do: another process takes the job.',
    },
  },
} as const satisfies FaultWords;
