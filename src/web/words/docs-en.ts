import type { docsNl } from './docs-nl.ts';

/** The texts around the description of the API in English. */
export const docsEn: typeof docsNl = {
  title: 'API',
  lead: 'Whatever the pages do, a program can do too. Make a key on your account page and send it as a bearer token.',
  file: 'OpenAPI 3.1 file',
  back: 'To Prikbord',
  search: 'Search',
  searchHint: 'Search an address, a word or a right',
  found: (count) => `${count} found`,
  none: 'Nothing found. Try a part of an address, such as goals.',
  subjects: 'Subjects',
  right: 'Right',
  anybody: 'For anybody',
  person: 'Only who is signed in, no key',
  freshCode: 'Asks for a fresh code',
  perMinute: (count) => `At most ${count} a minute`,
  parameters: 'Parameters',
  body: 'What you send',
  answers: 'Answers',
  required: 'required',
  example: 'Example',
  oneOf: 'one of',
  orNull: 'or null',
};
