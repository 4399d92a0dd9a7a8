import type { portalNl } from './portal-nl.ts';

/** The texts of a client's own window and brand in English. */
export const portalEn: typeof portalNl = {
  results: 'Results',
  yourData: 'Your data',
  yourDataLead: 'What the agency keeps for you from Pinterest, what for, and how long.',
  kept: 'What is kept',
  campaignFigures: 'Campaign figures',
  campaignFiguresLead:
    'Spend, impressions, clicks, saves and conversions per day, from your ad account down to each ad, with the names of your campaigns. Totals only: nothing about people.',
  organicFigures: 'Figures of your Pinterest account',
  organicStored: (ground) => `Are kept, on the ground of ${ground}.`,
  organicLive: 'Are not kept: they are asked again at each visit and live 24 hours at most.',
  personal: 'Personal data from Pinterest',
  personalLead:
    'Names and pictures of people on Pinterest are not kept. What a page shows of them is gone within 24 hours.',
  term: 'How long',
  termOf: (months, from) =>
    `${months} months. Figures from before ${from} can no longer be seen and are erased the following night.`,
  oldest: 'Oldest day',
  oldestNone: 'There are no figures yet.',
  accounts: 'Ad accounts',
  accountsNone: 'No ad account is connected yet.',
  connectedSince: 'Consent given on',
  connectedNever: 'There is no consent; no new figures come in.',
  windows: 'Conversions count up to',
  windowOf: (click, engagement, view) =>
    `${click} days after a click, ${engagement} after an engagement, ${view} after a view`,
  promise: 'What you can rely on',
  promises: [
    'Only you and the agency see these figures. They are not sold, nor mixed with those of others.',
    'You can withdraw the consent, with the agency or at Pinterest itself (Settings, Security, Connected apps).',
    'You can ask the agency to see, copy or erase everything that is here.',
  ],
  brand: 'Brand',
  brandLead: 'How the client sees its own window: name, colour and logo in the place of Prikbord’s.',
  brandName: 'Name in the window',
  brandNameLead: (name) => `Empty: ${name}`,
  brandColour: 'Colour',
  colourPick: 'Pick it by eye',
  brandColourLead: 'A stripe along the top of each page. For example #1f6f43.',
  logo: 'Logo',
  logoLead: (size) =>
    `JPEG, PNG or WebP, ${size} MB at most. It is made 480 pixels at most; what the camera adds is taken off.`,
  logoChoose: 'Choose a file',
  logoRemove: 'Take the logo away',
  logoOf: (name) => `Logo of ${name}`,
  preview: 'Preview',
  save: 'Save',
  saved: 'Saved.',
};
