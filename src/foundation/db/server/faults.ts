import type { FaultWords } from '../../kit/index.ts';

/** What can go wrong with the embedded PostgreSQL, and what a person does about it. */
export const serverFaults = {
  DB_SERVER_PLATFORM: {
    kind: 'invalid',
    nl: {
      meaning: 'Voor dit systeem is er geen meegeleverde PostgreSQL.',
      remedy:
        'Zet PRIKBORD_DATABASE_URL naar een PostgreSQL 15 of nieuwer, of PRIKBORD_PG_BIN naar de map met postgres en initdb.',
    },
    en: {
      meaning: 'There is no bundled PostgreSQL for this system.',
      remedy:
        'Set PRIKBORD_DATABASE_URL to a PostgreSQL 15 or newer, or PRIKBORD_PG_BIN to the folder that holds postgres and initdb.',
    },
  },
  DB_SERVER_USER: {
    kind: 'invalid',
    nl: {
      meaning: 'PostgreSQL mag niet als root draaien en er is geen dienstgebruiker gevonden.',
      remedy: 'Maak een systeemgebruiker prikbord, of start Prikbord als gewone gebruiker.',
    },
    en: {
      meaning: 'PostgreSQL refuses to run as root and no service user was found.',
      remedy: 'Create a system user named prikbord, or run Prikbord as an ordinary user.',
    },
  },
  DB_SERVER_UNREACHABLE: {
    kind: 'invalid',
    nl: {
      meaning: 'De databasemap hoort bij een andere gebruiker of is voor de dienstgebruiker niet te bereiken.',
      remedy: 'Start als de eigenaar van de map of als root, of verplaats de gegevensmap naar een bereikbare plek.',
    },
    en: {
      meaning: 'The database folder belongs to another user, or the service user cannot reach it.',
      remedy: 'Start as the owner of the folder or as root, or move the data folder to a place that user can reach.',
    },
  },
  DB_SERVER_VERSION: {
    kind: 'invalid',
    nl: {
      meaning: 'De databasemap is van een andere hoofdversie van PostgreSQL.',
      remedy: 'Start met dezelfde hoofdversie (PRIKBORD_PG_BIN), of zet een back-up terug in een nieuwe gegevensmap.',
    },
    en: {
      meaning: 'The database folder was made by another major version of PostgreSQL.',
      remedy: 'Start with the same major version (PRIKBORD_PG_BIN), or restore a backup into a new data folder.',
    },
  },
  DB_SERVER_START: {
    kind: 'upstream',
    nl: {
      meaning: 'PostgreSQL is niet gestart.',
      remedy: 'Lees het genoemde logboek; vaak is de schijf vol of hoort een bestand bij een andere gebruiker.',
    },
    en: {
      meaning: 'PostgreSQL did not start.',
      remedy: 'Read the log named in the message; often the disk is full or a file belongs to another user.',
    },
  },
  DB_SERVER_STOP: {
    kind: 'upstream',
    nl: {
      meaning: 'PostgreSQL is niet binnen de tijd gestopt.',
      remedy: 'Wacht tot lopende schrijfacties klaar zijn en stop opnieuw; gegevens gaan niet verloren.',
    },
    en: {
      meaning: 'PostgreSQL did not stop in time.',
      remedy: 'Wait for running writes to end and stop again; no data is lost.',
    },
  },
} as const satisfies FaultWords;
