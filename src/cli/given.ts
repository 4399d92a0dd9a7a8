import { type ClientId, type Day, Fault, parseClientId, parseDay } from '../foundation/kit/index.ts';
import type { Given } from './command.ts';

const refuse = (flag: string, value: string, rule: string): Fault =>
  new Fault('CLI_VALUE_INVALID', 'invalid', `--${flag} "${value.slice(0, 60)}" ${rule}.`);

/** The text of an option, or undefined when it was not given. @personal none */
export const textGiven = (given: Given, flag: string): string | undefined => {
  const value = given[flag];
  return typeof value === 'string' ? value : undefined;
};

/** The client of `--client`, or undefined when it was not given. @throws CLI_VALUE_INVALID @personal none */
export const clientGiven = (given: Given): ClientId | undefined => {
  const text = textGiven(given, 'client');
  if (text === undefined) return undefined;
  const clientId = parseClientId(text);
  if (clientId === undefined) throw refuse('client', text, 'is not a client id; `bin/prikbord client list` shows them');
  return clientId;
};

/** The text of an option that cannot be left out. @throws CLI_VALUE_MISSING @personal none */
export const requiredGiven = (given: Given, flag: string): string => {
  const text = textGiven(given, flag);
  if (text === undefined) throw new Fault('CLI_VALUE_MISSING', 'invalid', `Say --${flag}.`);
  return text;
};

/** The parts of a text with commas between. @personal none */
export const listGiven = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** The clients of `--clients`, or undefined when it was not given. @throws CLI_VALUE_INVALID @personal none */
export const clientsGiven = (given: Given): ClientId[] | undefined => {
  const text = textGiven(given, 'clients');
  return text === undefined
    ? undefined
    : listGiven(text).map((part) => {
        const clientId = parseClientId(part);
        if (clientId === undefined) throw refuse('clients', part, 'is not a client id');
        return clientId;
      });
};

/** The day of an option, or undefined when it was not given. @throws KIT_DAY_INVALID @personal none */
export const dayGiven = (given: Given, flag: string): Day | undefined => {
  const text = textGiven(given, flag);
  return text === undefined ? undefined : parseDay(text);
};

/** The instant of an option as ISO text, or undefined when it was not given. @throws CLI_VALUE_INVALID @personal none */
export const instantGiven = (given: Given, flag: string): string | undefined => {
  const text = textGiven(given, flag);
  if (text === undefined) return undefined;
  try {
    return Temporal.Instant.from(text).toString();
  } catch (error) {
    if (error instanceof RangeError) throw refuse(flag, text, 'is not an instant such as 2026-11-23T12:00:00Z');
    throw error;
  }
};

/** One of a few words, or undefined when the option was not given. @throws CLI_VALUE_INVALID @personal none */
export const wordGiven = <Word extends string>(
  given: Given,
  flag: string,
  allowed: readonly Word[],
): Word | undefined => {
  const text = textGiven(given, flag);
  if (text === undefined) return undefined;
  const word = allowed.find((each) => each === text);
  if (word === undefined) throw refuse(flag, text, `must be one of ${allowed.join(', ')}`);
  return word;
};
