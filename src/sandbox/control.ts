import type { Query, Sandbox } from './handler.ts';
import { organicControl } from './organic/truth.ts';
import { truthControl } from './reports/truth.ts';
import { editControl } from './structure/edit.ts';

/** A call to `/__sandbox` about this world's content. */
export type ControlRequest = Sandbox & { readonly query: Query; readonly body: unknown; readonly now: () => Date };

/** Its answer: JSON, or a stream of text lines. */
export type ControlAnswer = {
  readonly status: number;
  readonly json?: unknown;
  readonly lines?: import('node:stream').Readable;
};

/** One address under `/__sandbox`. */
export type ControlRoute = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly handle: (request: ControlRequest) => ControlAnswer | Promise<ControlAnswer>;
};

/** What can be read of and done to the content of the world, besides clock, faults, latency and journal. */
export const controlRoutes: readonly ControlRoute[] = [...organicControl, ...truthControl, ...editControl];
