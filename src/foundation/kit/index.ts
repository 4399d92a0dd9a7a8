export type { Clock } from './clock.ts';
export type { Day } from './days.ts';
export {
  addDays,
  dayOf,
  daysBetween,
  eachDay,
  earlierDay,
  laterDay,
  monthOf,
  parseDay,
  startOf,
  weekdayOf,
} from './days.ts';
export type { FaultFacts, FaultKind, FaultWords } from './faults.ts';
export { asFault, EXIT_REFUSED, Fault, faultKinds, isFault } from './faults.ts';
export type { AdAccountId, Brand, ClientId, ConnectionId, PinterestUserId, UserId } from './ids.ts';
export { newClientId, parseClientId, uuidv7 } from './ids.ts';
export type { Locale, Words } from './locale.ts';
export type { Currency, Micros } from './micros.ts';
export { micros } from './micros.ts';
export type { Secret } from './secret.ts';
export { secret } from './secret.ts';
