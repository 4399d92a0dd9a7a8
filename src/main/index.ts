import { once } from 'node:events';
import { buildProgram, type Given, type Opened, type Tools } from '../cli/index.ts';
import { type Config, loadConfig } from '../foundation/runtime/index.ts';
import { commands } from './commands.ts';
import { locateDatabase, withLocated } from './locate-database.ts';
import { openProcess } from './process.ts';
import { withDemo } from './start/demo-place.ts';
import { allTables } from './tables.ts';
import { work } from './work.ts';

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort());

const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

const printLine = async (line: string): Promise<void> => {
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
};

// A command works alone: a few connections are enough, and many at once would take them from the server.
const CONNECTIONS = 4;

const openFor = async <Result>(
  config: Config,
  role: 'app' | 'job',
  work: (opened: Opened) => Promise<Result>,
): Promise<Result> =>
  withLocated(config, async (located) => {
    const actor = { kind: 'cli', name: 'prikbord' } as const;
    const running = await openProcess({ config: located, role, actor, connections: CONNECTIONS });
    try {
      return await work(running);
    } finally {
      await running.close();
    }
  });

const makeTools = ({ given, json }: { given: Given; json: boolean }): Tools => {
  const config = withDemo(loadConfig(undefined, given.real === true ? { mode: 'real' } : {}));
  return {
    given,
    json,
    config,
    tables: allTables,
    open: (role, work) => openFor(config, role, work),
    work: async () => {
      const located = await locateDatabase(config);
      // A helper of one command: the port of metrics is the real workers'.
      const quiet = { ...located.config, metrics: { ...located.config.metrics, port: undefined } };
      const working = await work({ config: quiet, seats: 12 }).catch(async (error: unknown) => {
        await located.stop();
        throw error;
      });
      return {
        stop: async () => {
          await working.stop();
          await located.stop();
        },
      };
    },
    print: (result, lines) => process.stdout.write(json ? `${JSON.stringify(result)}\n` : `${lines.join('\n')}\n`),
    printLine,
    say,
    stopping: stop.signal,
  };
};

const program = buildProgram(commands, {
  makeTools,
  sayProblem: say,
  // Not process.exit: what is still on its way to stdout must arrive.
  finish: (exitCode) => {
    process.exitCode = exitCode;
  },
});

await program.parseAsync(process.argv);
