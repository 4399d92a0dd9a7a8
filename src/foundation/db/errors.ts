import type { FaultKind, FaultWords } from '../kit/index.ts';
import { serverFaults } from './server/faults.ts';

type Side = readonly [meaning: string, remedy: string];

const words = <Kind extends FaultKind>(kind: Kind, nl: Side, en: Side) => ({
  kind,
  nl: { meaning: nl[0], remedy: nl[1] },
  en: { meaning: en[0], remedy: en[1] },
});

const report: readonly [Side, Side] = [
  ['Een fout in Prikbord.', 'Meld het met de code en de tijd uit het log.'],
  ['A mistake in Prikbord.', 'Report it with the code and the time in the log.'],
];

/** Every fault code of this room, with its meaning and remedy in both languages. @personal none */
export const dbFaults = {
  ...serverFaults,
  DB_NO_ADDRESS: words(
    'invalid',
    ['Er is geen database opgegeven of gevonden.', 'Zet PRIKBORD_DATABASE_URL, of start met npm start.'],
    ['No database was given or found.', 'Set PRIKBORD_DATABASE_URL, or start with npm start.'],
  ),
  DB_ROLE_TOO_STRONG: words(
    'invalid',
    [
      'De databaserol waarmee dit proces aanmeldt, ontwijkt de rijbeveiliging.',
      'Draai migrate; verander de rollen niet met de hand.',
    ],
    [
      'The database role this process logs in with escapes row security.',
      'Run migrate; do not change the roles by hand.',
    ],
  ),
  DB_SCHEMA_BEHIND: words(
    'invalid',
    ['De database mist migraties.', 'Draai bin/prikbord migrate.'],
    ['The database lacks migrations.', 'Run bin/prikbord migrate.'],
  ),
  DB_SCHEMA_AHEAD: words(
    'invalid',
    [
      'Deze versie is ouder dan de laatste ingrijpende wijziging van de database.',
      'Werk Prikbord op deze machine bij.',
    ],
    ['This version is older than the last breaking change of the database.', 'Update Prikbord on this machine.'],
  ),
  DB_OTHER_MODE: words(
    'invalid',
    ['De database is van de andere soort: demo of echt.', 'Gebruik voor demo en echt elk een eigen database.'],
    ['The database is of the other kind: demo or real.', 'Use a database of its own for demo and for real.'],
  ),
  DB_OTHER_INSTALLATION: words(
    'invalid',
    [
      'De database hoort bij een ander sleutelbestand.',
      'Zet het goede sleutelbestand terug, of kies een lege database.',
    ],
    ['The database belongs to another key file.', 'Put back the right key file, or choose an empty database.'],
  ),
  DB_SERVER_TOO_OLD: words(
    'invalid',
    ['PostgreSQL is ouder dan 15.', 'Werk PostgreSQL bij.'],
    ['PostgreSQL is older than 15.', 'Update PostgreSQL.'],
  ),
  DB_MIGRATION_CHANGED: words(
    'invalid',
    [
      'Een migratie is veranderd nadat zij was toegepast.',
      'Zet het bestand terug; een wijziging is een nieuwe migratie.',
    ],
    ['A migration was changed after it was applied.', 'Put the file back; a change is a new migration.'],
  ),
  DB_MIGRATION_NAME: words('bug', ...report),
  DB_MIGRATION_FAILED: words(
    'bug',
    [
      'Een migratie is mislukt en teruggedraaid.',
      'Lees de melding; meld het als de database niet met de hand veranderd is.',
    ],
    ['A migration failed and was undone.', 'Read the message; report it unless the database was changed by hand.'],
  ),
  DB_LOGIN: words(
    'bug',
    ['De database weigert deze aanmelding.', 'Draai migrate met hetzelfde sleutelbestand.'],
    ['The database refuses this login.', 'Run migrate with the same key file.'],
  ),
  DB_ABSENT: words(
    'bug',
    ['De database bestaat niet.', 'Draai migrate.'],
    ['The database does not exist.', 'Run migrate.'],
  ),
  DB_LOST: words(
    'upstream',
    ['De verbinding met de database viel weg; er is niets veranderd.', 'Probeer opnieuw; kijk of PostgreSQL draait.'],
    ['The connection to the database was lost; nothing was changed.', 'Try again; see whether PostgreSQL runs.'],
  ),
  DB_COMMIT_UNKNOWN: words(
    'unsure',
    [
      'De database verdween aan het eind van een wijziging en kwam niet terug.',
      'Kijk of de wijziging er is, voor u haar herhaalt.',
    ],
    [
      'The database went away at the end of a change and did not return.',
      'See whether the change is there before you repeat it.',
    ],
  ),
  DB_CONTENTION: words(
    'upstream',
    ['Een andere wijziging was eerst.', 'Probeer opnieuw.'],
    ['Another change was first.', 'Try again.'],
  ),
  DB_TIMEOUT: words(
    'upstream',
    ['Een vraag aan de database duurde te lang.', 'Kies een kortere periode of probeer het later.'],
    ['A question to the database took too long.', 'Choose a shorter period or try later.'],
  ),
  DB_BUSY: words(
    'upstream',
    ['De database neemt nu geen verbindingen meer aan.', 'Verhoog max_connections of start minder processen.'],
    ['The database accepts no more connections now.', 'Raise max_connections or run fewer processes.'],
  ),
  DB_FULL: words(
    'upstream',
    ['De schijf van de database is vol.', 'Maak ruimte.'],
    ['The disk of the database is full.', 'Make room.'],
  ),
  DB_DUPLICATE: words(
    'conflict',
    ['Dit bestaat al.', 'Lees opnieuw en kies iets anders.'],
    ['This exists already.', 'Read again and choose something else.'],
  ),
  DB_REFERENCE: words(
    'conflict',
    ['Iets waarnaar verwezen wordt, is er niet (meer).', 'Lees opnieuw.'],
    ['Something referred to is not there (any more).', 'Read again.'],
  ),
  DB_REFUSED: words(
    'forbidden',
    ['De databaserol of het rijbeleid staat dit niet toe.', 'Meld het met de code en de tijd uit het log.'],
    ['The database role or the row policy does not allow this.', 'Report it with the code and the time in the log.'],
  ),
  DB_CLAIM_EXPIRED: words(
    'upstream',
    ['Een bewerking duurde langer dan haar bewijs geldig was.', 'Probeer opnieuw.'],
    ['A transaction took longer than its claim was valid.', 'Try again.'],
  ),
  DB_CLOCK_FILE: words(
    'invalid',
    ['Het klokbestand bevat geen ISO 8601-duur.', 'Schrijf er een duur in, zoals P1D.'],
    ['The clock file holds no ISO 8601 duration.', 'Write a duration into it, such as P1D.'],
  ),
  DB_CLAIM_INVALID: words('bug', ...report),
  DB_ACTOR_INVALID: words('bug', ...report),
  DB_READ_ONLY: words('bug', ...report),
  DB_ABORTED: words('bug', ...report),
  DB_STATEMENT: words('bug', ...report),
  DB_TRANSACTION_OVER: words('bug', ...report),
  DB_NESTED_TRANSACTION: words('bug', ...report),
  DB_NO_STREAM: words('bug', ...report),
} as const satisfies FaultWords;
