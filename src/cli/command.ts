import type { GateContext } from '../connect/index.ts';
import type { Config, Keys } from '../foundation/runtime/index.ts';
import type { Table } from '../foundation/schema/index.ts';

/** One argument or option of a command, in commander's notation, with its line of help. */
export type Flag = { readonly flags: string; readonly help: string; readonly default?: string };

/** What a command is given: values of its options and arguments as the person wrote them, all text or true. */
export type Given = Readonly<Record<string, string | boolean | undefined>>;

/** An opened installation: database, clock, the way to Pinterest. */
export type Opened = { readonly ctx: GateContext; readonly config: Config; readonly keys: Keys };

/** What a command works with. Results go to `print`, everything else to `say`. */
export type Tools = {
  readonly given: Given;
  readonly json: boolean;
  /** The configuration, before anything is opened. */
  readonly config: Config;
  /** What every room declares of its tables, for what is told about all of them. */
  readonly tables: readonly Table[];
  /** Opens the installation for the length of `work` and closes it in order, whatever happens. */
  readonly open: <Result>(role: 'app' | 'job', work: (opened: Opened) => Promise<Result>) => Promise<Result>;
  /** Starts workers in this process, which share the work with whatever else runs. */
  readonly work: () => Promise<{ readonly stop: () => Promise<void> }>;
  /** Writes a result to stdout: as JSON with `--json`, else the lines a person reads. */
  readonly print: (result: unknown, lines: readonly string[]) => void;
  /** Writes one line of a long result to stdout, waiting when the reader is slow. */
  readonly printLine: (line: string) => Promise<void>;
  /** Writes to stderr: progress and remarks. */
  readonly say: (text: string) => void;
  /** Ends when the person presses Ctrl-C. */
  readonly stopping: AbortSignal;
};

/** One command of `bin/prikbord`. */
export type Command = {
  /** As typed: `client add`, `sync`. */
  readonly name: string;
  readonly help: string;
  readonly arguments?: readonly Flag[];
  readonly options?: readonly Flag[];
  /** Runs it; throws a Fault to end with its exit code. */
  readonly run: (tools: Tools) => Promise<void>;
};
