import type { Template } from './letter.ts';
import { momentIn } from './moments.ts';

/** Somebody is invited to Prikbord. */
export const invitation: Template<'invitation'> = {
  nl: ({ name, link, until }) => ({
    subject: 'Je bent uitgenodigd voor Prikbord',
    paragraphs: [
      `Hallo ${name},`,
      'Je bent uitgenodigd voor Prikbord, waar je de Pinterest-resultaten volgt. Kies een wachtwoord en je kunt beginnen.',
    ],
    action: { label: 'Uitnodiging aannemen', link },
    closing: `De link werkt één keer, tot ${momentIn('nl', until)}. Verwachtte je geen uitnodiging, dan hoef je niets te doen.`,
  }),
  en: ({ name, link, until }) => ({
    subject: 'You are invited to Prikbord',
    paragraphs: [
      `Hello ${name},`,
      'You are invited to Prikbord, where you follow results on Pinterest. Choose a password and you can begin.',
    ],
    action: { label: 'Accept the invitation', link },
    closing: `The link works once, until ${momentIn('en', until)}. If you did not expect an invitation, there is nothing you need to do.`,
  }),
};
