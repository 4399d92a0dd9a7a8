import { join, resolve } from 'node:path';
import type { Command, Given } from '../../cli/index.ts';
import { Fault } from '../../foundation/kit/index.ts';
import type { WorldName } from '../../sandbox/index.ts';
import { untilStopped } from './until-stopped.ts';

const worlds: readonly WorldName[] = ['small', 'agency', 'large'];

const text = (given: Given, flag: string): string | undefined => {
  const value = given[flag];
  return typeof value === 'string' ? value : undefined;
};

const wholeNumber = (given: Given, flag: string): number => {
  const value = Number(text(given, flag));
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new Fault('CLI_VALUE_INVALID', 'invalid', `--${flag} must be a whole number from 0.`);
  }
  return value;
};

const worldOf = (given: Given): WorldName => {
  const world = worlds.find((name) => name === text(given, 'world'));
  if (world === undefined)
    throw new Fault('CLI_VALUE_INVALID', 'invalid', `--world must be one of ${worlds.join(', ')}.`);
  return world;
};

const dataDirOf = (given: Given, prikbordDir: string): { dataDir?: string } => {
  const data = text(given, 'data');
  if (data === undefined) return {};
  const dataDir = resolve(data);
  // The other side's memory must not end up in our backups, nor be searched for what may not be there.
  if (`${dataDir}/`.startsWith(join(prikbordDir, '/'))) {
    throw new Fault('CLI_VALUE_INVALID', 'invalid', '--data must not lie inside Prikbord’s own data folder.');
  }
  return { dataDir };
};

/** Runs the imitation of Pinterest, for the demo, tests and benchmarks. */
export const sandboxCommand: Command = {
  name: 'sandbox',
  help: 'Run an imitation of Pinterest on this machine, for demo and tests',
  options: [
    { flags: '--port <port>', help: 'port; 0 takes a free one', default: '4010' },
    { flags: '--seed <number>', help: 'seed of the world', default: '7' },
    { flags: '--world <world>', help: worlds.join(', '), default: 'agency' },
    { flags: '--data <dir>', help: 'where its state is kept; in memory without it' },
    { flags: '--plant <text>', help: 'a text put into every field about a person' },
    { flags: '--now <instant>', help: 'where its clock starts; real time without it' },
  ],
  run: async ({ given, config, stopping, print, say }) => {
    const { startSandbox } = await import('../../sandbox/index.ts');
    const plant = text(given, 'plant');
    const now = text(given, 'now');
    const sandbox = await startSandbox({
      port: wholeNumber(given, 'port'),
      seed: wholeNumber(given, 'seed'),
      world: worldOf(given),
      ...dataDirOf(given, config.dataDir),
      ...(plant === undefined ? {} : { plant }),
      ...(now === undefined ? {} : { now }),
    });
    print({ url: sandbox.url }, [sandbox.url]);
    say('The sandbox answers. Ctrl-C stops.');
    await untilStopped(stopping);
    await sandbox.close();
  },
};
