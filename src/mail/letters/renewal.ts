import type { Template } from './letter.ts';
import { momentIn } from './moments.ts';

/** Somebody who lost password or authenticator sets both anew. */
export const renewal: Template<'renewal'> = {
  nl: ({ name, link, until }) => ({
    subject: 'Stel je toegang tot Prikbord opnieuw in',
    paragraphs: [
      `Hallo ${name},`,
      'Een beheerder heeft een link voor je gemaakt waarmee je een nieuw wachtwoord kiest en, als je die gebruikt, je authenticator-app opnieuw koppelt. Tot je de link gebruikt blijft alles werken zoals het was.',
    ],
    action: { label: 'Toegang opnieuw instellen', link },
    closing: `De link werkt één keer, tot ${momentIn('nl', until)}. Heb je hier niet om gevraagd, gebruik de link dan niet en vraag je beheerder wat er speelt.`,
  }),
  en: ({ name, link, until }) => ({
    subject: 'Set up your access to Prikbord again',
    paragraphs: [
      `Hello ${name},`,
      'An administrator made a link with which you choose a new password and, if you use one, enrol your authenticator app again. Until you use the link everything works as it did.',
    ],
    action: { label: 'Set access up again', link },
    closing: `The link works once, until ${momentIn('en', until)}. If you did not ask for this, do not use the link and ask your administrator about it.`,
  }),
};
