import type { Readable } from 'node:stream';
import type { Query, Sandbox } from './handler.ts';

/** A call to `/__sandbox` about this world's content. */
export type ControlRequest = Sandbox & { readonly query: Query; readonly body: unknown; readonly now: () => Date };

/** Its answer: JSON, or a stream of text lines. */
export type ControlAnswer = {
  readonly status: number;
  readonly json?: unknown;
  readonly lines?: Readable;
};

/** One address under `/__sandbox`. */
export type ControlRoute = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly handle: (request: ControlRequest) => ControlAnswer | Promise<ControlAnswer>;
};
