import type { AddressInfo } from 'node:net';
import { createFaults } from '../faults/faults.ts';
import type { Sandbox } from '../handler.ts';
import { openState } from '../state/state.ts';
import { createTokens } from '../state/tokens.ts';
import { createWorld, type WorldName } from '../world/world.ts';
import { createApp } from './app.ts';
import { createClock, realNow } from './clock.ts';
import type { Engine } from './engine.ts';
import { createJournal } from './journal.ts';
import { createLimits } from './limits.ts';
import { startingSettings } from './settings.ts';

/** How a sandbox is started; everything but seed and world may be left out. */
export type SandboxOptions = {
  /** 0 or absent: any free port. */
  readonly port?: number;
  readonly host?: string;
  readonly seed: number;
  readonly world: WorldName;
  /** Where state is kept; in memory only without it. */
  readonly dataDir?: string;
  /** A text put into every field that names a person, to be looked for where it must not be. */
  readonly plant?: string;
  /** Virtual time at the very first start; real time without it. */
  readonly now?: string;
};

/** A sandbox that answers. */
export type RunningSandbox = {
  /** Origin, without a slash at the end; the API is at `url + '/v5'`. */
  readonly url: string;
  readonly port: number;
  readonly close: () => Promise<void>;
};

type ClockRow = { offsetMs: number; startMs: number | null };

const createEngine = (options: SandboxOptions, origin: () => string): { engine: Engine; close: () => void } => {
  const state = openState(options.dataDir);
  const clocks = state.collection<ClockRow>('clock');
  const startMs = options.now === undefined ? null : Date.parse(options.now);
  if (Number.isNaN(startMs)) throw new RangeError(`now must be an ISO 8601 instant, not "${options.now}"`);
  const kept = clocks.get('clock') ?? { offsetMs: startMs === null ? 0 : startMs - realNow(), startMs };
  clocks.put('clock', kept);
  const clock = createClock({
    offsetMs: kept.offsetMs,
    keep: (offsetMs) => clocks.put('clock', { offsetMs, startMs: kept.startMs }),
  });
  const settings = startingSettings();
  const { plant } = options;
  const sandbox: Sandbox = {
    world: createWorld({ name: options.world, seed: options.seed }),
    state,
    clock,
    settings,
    tokens: createTokens(state),
    origin,
    person: (text) => (plant === undefined ? text : `${text}${plant}`),
  };
  const faults = createFaults(options.seed);
  const limits = createLimits(settings);
  const journal = createJournal();
  const reset = (): void => {
    state.clear();
    faults.replace([]);
    limits.clear();
    journal.clear();
    Object.assign(settings, startingSettings());
    clock.set(new Date(kept.startMs ?? clock.real()));
  };
  const engine = { sandbox, tokens: sandbox.tokens, faults, limits, journal, plant, reset };
  return { engine, close: state.close };
};

/**
 * Starts an imitation of Pinterest v5 on this machine: the API at `/v5`, the consent page at `/oauth/`, control at `/__sandbox`.
 *
 * @throws RangeError when `now` is no instant; the port's own error when it is taken
 * @personal invented people only
 */
export const startSandbox = async (options: SandboxOptions): Promise<RunningSandbox> => {
  let url = '';
  const { engine, close } = createEngine(options, () => url);
  const app = await createApp(engine);
  await app.listen({ port: options.port ?? 0, host: options.host ?? '127.0.0.1' });
  const address = app.server.address();
  const { port }: Pick<AddressInfo, 'port'> = typeof address === 'object' && address !== null ? address : { port: 0 };
  url = `http://${options.host ?? '127.0.0.1'}:${port}`;
  return {
    url,
    port,
    close: async () => {
      await app.close();
      close();
    },
  };
};
