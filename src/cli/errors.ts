import type { FaultWords } from '../foundation/kit/index.ts';

/** Every fault code of this room, with its meaning and remedy in both languages. @personal none */
export const cliFaults = {
  CLI_BENCH_UNKNOWN: {
    kind: 'missing',
    nl: {
      meaning: 'Deze benchmark is er niet.',
      remedy: 'Benchmarks staan in bench/ en zijn er alleen in een kopie van de broncode.',
    },
    en: {
      meaning: 'There is no such benchmark.',
      remedy: 'Benchmarks stand in bench/ and come with a checkout of the source only.',
    },
  },
  CLI_CONNECT_EXPIRED: {
    kind: 'invalid',
    nl: {
      meaning: 'Niemand gaf binnen tien minuten toegang op de pagina van Pinterest.',
      remedy: 'Begin opnieuw met `connect` en open het nieuwe adres.',
    },
    en: {
      meaning: 'Nobody gave access on Pinterest’s page within ten minutes.',
      remedy: 'Start `connect` again and open the new address.',
    },
  },
  CLI_INTERRUPTED: {
    kind: 'conflict',
    nl: {
      meaning: 'De opdracht werd onderbroken.',
      remedy: 'Geef dezelfde opdracht opnieuw: zij gaat verder waar zij was.',
    },
    en: { meaning: 'The command was interrupted.', remedy: 'Give the same command again: it goes on where it was.' },
  },
  CLI_KEY_IN_USE: {
    kind: 'conflict',
    nl: {
      meaning: 'Oudere verzegelsleutels zijn nog in gebruik; ze blijven in het sleutelbestand.',
      remedy:
        'Kopieer het sleutelbestand naar elke machine en probeer het opnieuw. Wat niet meer opengaat: laat die klant opnieuw verbinden, of geef die persoon een nieuwe tweede factor.',
    },
    en: {
      meaning: 'Older sealing keys are still in use; they stay in the key file.',
      remedy:
        'Copy the key file to every machine and try again. What does not open any more: let that client connect again, or give that person a new second factor.',
    },
  },
  CLI_SYNC_GAPS: {
    kind: 'upstream',
    nl: {
      meaning: 'Een deel kon niet worden opgehaald; de dagen staan als gat in de lijst.',
      remedy:
        'Start `sync` later opnieuw: wat er is wordt niet nog eens gevraagd. Zie bij blijvende gaten de verbindingen.',
    },
    en: {
      meaning: 'A part could not be collected; its days are listed as gaps.',
      remedy: 'Start `sync` again later: what has landed is not asked twice. If gaps stay, look at the connections.',
    },
  },
  CLI_TERM_BROKEN: {
    kind: 'bug',
    nl: {
      meaning: 'Iets wordt langer bewaard dan zijn termijn.',
      remedy:
        'Zorg dat er een `work` draait: die ruimt elke tien minuten op. Blijft het, meld het aan de privacyfunctionaris.',
    },
    en: {
      meaning: 'Something is kept longer than its term.',
      remedy: 'Let a `work` process run: it tidies every ten minutes. If it stays, tell the privacy officer.',
    },
  },
  CLI_TRAIL_BROKEN: {
    kind: 'bug',
    nl: {
      meaning: 'Met het controlespoor is geknoeid.',
      remedy: 'Wijzig niets, bewaar een kopie van database en controlepunt, en meld het aan de privacyfunctionaris.',
    },
    en: {
      meaning: 'The audit trail was tampered with.',
      remedy: 'Change nothing, keep a copy of database and checkpoint, and tell the privacy officer.',
    },
  },
  CLI_VALUE_INVALID: {
    kind: 'invalid',
    nl: {
      meaning: 'Een waarde is niet wat de opdracht verwacht.',
      remedy: 'Verbeter de genoemde waarde; --help legt uit.',
    },
    en: { meaning: 'A value is not what the command expects.', remedy: 'Correct the named value; --help explains.' },
  },
  CLI_VALUE_MISSING: {
    kind: 'invalid',
    nl: { meaning: 'Een waarde ontbreekt.', remedy: 'Geef de genoemde optie; --help legt uit.' },
    en: { meaning: 'A value is missing.', remedy: 'Give the named option; --help explains.' },
  },
} as const satisfies FaultWords;
