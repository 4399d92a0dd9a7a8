import type { FaultWords } from '../foundation/kit/index.ts';

/** What can go wrong with outgoing e-mail. @personal none */
export const mailFaults = {
  MAIL_SERVER_AWAY: {
    kind: 'upstream',
    nl: {
      meaning: 'De mailserver antwoordt niet of vraagt om het later te proberen.',
      remedy: 'We proberen het vanzelf opnieuw. Controleer PRIKBORD_SMTP_URL als het zo blijft.',
    },
    en: {
      meaning: 'The mail server does not answer, or asks to try later.',
      remedy: 'We try again by ourselves. Check PRIKBORD_SMTP_URL if it stays like this.',
    },
  },
  MAIL_LOGIN_REFUSED: {
    kind: 'upstream',
    nl: {
      meaning: 'De mailserver laat Prikbord niet inloggen.',
      remedy: 'Controleer naam en wachtwoord in PRIKBORD_SMTP_URL; daarna gaat de mail vanzelf weg.',
    },
    en: {
      meaning: 'The mail server does not let Prikbord sign in.',
      remedy: 'Check name and password in PRIKBORD_SMTP_URL; the mail then leaves by itself.',
    },
  },
  MAIL_NOT_SAFE: {
    kind: 'upstream',
    nl: {
      meaning: 'De verbinding met de mailserver kan niet worden versleuteld.',
      remedy: 'Zet TLS aan op de mailserver, of gebruik een smtps-adres in PRIKBORD_SMTP_URL.',
    },
    en: {
      meaning: 'The connection to the mail server cannot be encrypted.',
      remedy: 'Turn TLS on at the mail server, or use an smtps address in PRIKBORD_SMTP_URL.',
    },
  },
  MAIL_REFUSED: {
    kind: 'invalid',
    nl: {
      meaning: 'De mailserver weigert deze mail.',
      remedy: 'Controleer het e-mailadres, of geef de link zelf door.',
    },
    en: {
      meaning: 'The mail server refuses this mail.',
      remedy: 'Check the e-mail address, or hand the link over yourself.',
    },
  },
  MAIL_LATE: {
    kind: 'invalid',
    nl: {
      meaning: 'De mail kon een dag lang niet worden verstuurd en is opgegeven.',
      remedy: 'Kijk of de mailserver werkt en verstuur opnieuw, of geef de link zelf door.',
    },
    en: {
      meaning: 'The mail could not be sent for a day and was given up.',
      remedy: 'See whether the mail server works and send again, or hand the link over yourself.',
    },
  },
  MAIL_UNSURE: {
    kind: 'unsure',
    nl: {
      meaning: 'De mail is overgedragen, maar de mailserver heeft niet bevestigd dat hij aankwam.',
      remedy: 'Vraag of de mail er is. Zo niet, verstuur opnieuw of geef de link zelf door.',
    },
    en: {
      meaning: 'The mail was handed over, but the mail server has not confirmed that it arrived.',
      remedy: 'Ask whether the mail is there. If not, send again or hand the link over yourself.',
    },
  },
} as const satisfies FaultWords;
