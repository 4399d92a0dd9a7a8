import type { Letter, Template } from './letter.ts';
import { momentIn } from './moments.ts';

type What = Extract<Letter, { kind: 'proofs-changed' }>['what'];

const nl: Record<What, string> = {
  password: 'je wachtwoord gewijzigd; je andere sessies zijn beëindigd',
  factor: 'een andere authenticator-app gekoppeld; je andere sessies zijn beëindigd',
  'recovery-codes': 'een nieuw stel herstelcodes gemaakt; de oude werken niet meer',
  all: 'je wachtwoord en, als je die gebruikt, je authenticator-app opnieuw ingesteld; al je sessies zijn beëindigd',
};

const en: Record<What, string> = {
  password: 'your password was changed; your other sessions have ended',
  factor: 'another authenticator app was enrolled; your other sessions have ended',
  'recovery-codes': 'a new set of recovery codes was made; the old ones no longer work',
  all: 'your password and, if you use one, your authenticator app were set anew; all your sessions have ended',
};

/** The way somebody signs in has changed: told to that person, who knows whether they did it. */
export const proofsChanged: Template<'proofs-changed'> = {
  nl: ({ name, what, at, link }) => ({
    subject: 'Je manier van inloggen bij Prikbord is gewijzigd',
    paragraphs: [
      `Hallo ${name},`,
      `Op ${momentIn('nl', at)} is ${nl[what]}.`,
      'Was jij dit, dan hoef je niets te doen.',
    ],
    action: { label: 'Bekijk je account', link },
    closing: 'Was jij dit niet? Laat het je beheerder meteen weten; die kan je toegang afsluiten.',
  }),
  en: ({ name, what, at, link }) => ({
    subject: 'Your way of signing in to Prikbord has changed',
    paragraphs: [
      `Hello ${name},`,
      `On ${momentIn('en', at)} ${en[what]}.`,
      'If that was you, there is nothing you need to do.',
    ],
    action: { label: 'See your account', link },
    closing: 'Was it not you? Tell your administrator at once; they can close your access.',
  }),
};
