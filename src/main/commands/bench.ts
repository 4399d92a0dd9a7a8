import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Command } from '../../cli/index.ts';
import { Fault } from '../../foundation/kit/index.ts';

const folder = fileURLToPath(new URL('../../../bench/', import.meta.url));

type BenchInput = { rows: string | undefined; stopping: AbortSignal; chaos: boolean };
type Bench = { readonly run: (input: BenchInput) => Promise<unknown> };

const isBench = (module: unknown): module is Bench =>
  typeof module === 'object' && module !== null && 'run' in module && typeof module.run === 'function';

/** Runs one benchmark; its last line of output is one JSON object with the raw figures. */
export const benchCommand: Command = {
  name: 'bench',
  help: 'Run a benchmark on a database of its own: start, ingest, calls, query, http, web, publish',
  arguments: [{ flags: '<name>', help: 'which benchmark' }],
  options: [
    { flags: '--rows <count>', help: 'rows, such as 50M; only where a benchmark says so' },
    { flags: '--chaos', help: 'with faults and kills; publish only' },
  ],
  run: async ({ given, stopping, printLine }) => {
    const name = String(given.name);
    const file = `${folder}${name}.ts`;
    // Benchmarks have the rights of tests and come with a checkout only.
    if (!/^[a-z]+$/.test(name) || !existsSync(file)) {
      throw new Fault('CLI_BENCH_UNKNOWN', 'missing', `There is no benchmark "${name.slice(0, 40)}" in this checkout.`);
    }
    const module: unknown = await import(pathToFileURL(file).href);
    if (!isBench(module)) throw new Fault('CLI_BENCH_UNKNOWN', 'bug', `bench/${name}.ts exports no run().`);
    const rows = typeof given.rows === 'string' ? given.rows : undefined;
    await printLine(JSON.stringify(await module.run({ rows, stopping, chaos: given.chaos === true })));
  },
};
