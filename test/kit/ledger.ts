import type { GateContext } from '../../src/connect/index.ts';
import { listFacts } from '../../src/facts/index.ts';
import type { ClientId } from '../../src/foundation/kit/index.ts';

/** What a comparison of the ledger with the sandbox's truth is about. */
export type Comparison = {
  readonly sandboxUrl: string;
  readonly ctx: GateContext;
  readonly clientId: ClientId;
  readonly account: string;
  readonly from: string;
  readonly to: string;
  readonly asOf?: string;
};

const levels = ['account', 'campaign', 'adGroup', 'ad'] as const;
const reportTimes = ['TIME_OF_AD_ACTION', 'TIME_OF_CONVERSION'] as const;

type Line = {
  readonly account: string;
  readonly level: string;
  readonly entity: string;
  readonly day: string;
  readonly metric: string;
  readonly window: string | null;
  readonly reportTime: string | null;
  readonly value: string;
};

const keyOf = (line: Line): string =>
  [line.account, line.level, line.entity, line.day, line.metric, line.window ?? '', line.reportTime ?? ''].join(' ');

const askTruth = async (about: Comparison, level: string, reportTime: string): Promise<Line[]> => {
  const { account, from, to } = about;
  const query = new URLSearchParams({ account, level, from, to, window: '30/30/1', reportTime });
  const answer = await fetch(`${about.sandboxUrl}/__sandbox/truth?${query}`);
  if (!answer.ok) throw new Error(`${answer.status} from the truth: ${await answer.text()}`);
  const lines = (await answer.text()).split('\n').filter((text) => text !== '');
  return lines.map((text) => JSON.parse(text) as Line);
};

/** Every number the sandbox would answer now, by what it is about. Zero is left out, as the ledger does. */
export const truthOf = async (about: Comparison): Promise<Map<string, string>> => {
  const truth = new Map<string, string>();
  for (const [level, reportTime] of levels.flatMap((each) => reportTimes.map((time) => [each, time] as const))) {
    for (const line of await askTruth(about, level, reportTime)) {
      if (line.value !== '0') truth.set(keyOf(line), line.value);
    }
  }
  return truth;
};

/** Every number the ledger holds of an account, by what it is about. */
export const ledgerOf = async (about: Comparison): Promise<Map<string, string>> => {
  const ledger = new Map<string, string>();
  const range = { from: about.from, to: about.to } as Pick<Parameters<typeof listFacts>[1], 'from' | 'to'>;
  for await (const line of listFacts(about.ctx, {
    clientId: about.clientId,
    account: about.account,
    ...range,
    asOf: about.asOf,
  })) {
    ledger.set(keyOf(line), line.value);
  }
  return ledger;
};

/** What differs between two readings, at most 20 lines, for a message a person can work with. */
export const differences = (one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): string[] => {
  const found: string[] = [];
  for (const [key, value] of one) {
    if (other.get(key) !== value) found.push(`${key}: ${value} and ${other.get(key) ?? 'nothing'}`);
    if (found.length >= 20) return found;
  }
  for (const [key, value] of other) {
    if (!one.has(key)) found.push(`${key}: nothing and ${value}`);
    if (found.length >= 20) return found;
  }
  return found;
};
