export type { Derived } from './derive/derive-landing.ts';
export { deriveLanding } from './derive/derive-landing.ts';
export type { Landing, LandingHead, LandingReader, ReadyDay } from './derive/landing-reader.ts';
export { factsFaults } from './errors.ts';
export { factsRefreshed } from './events.ts';
