import type { GateContext } from '../connect/index.ts';
import type { Database } from '../foundation/db/index.ts';
import type { Config, Keys } from '../foundation/runtime/index.ts';
import type { Ready } from './contract.ts';

/** What the API stands on; `main` puts it together. */
export type Surroundings = {
  readonly ctx: GateContext;
  readonly config: Config;
  readonly keys: Keys;
  /** The sign-in role's own connections: sessions and passwords are out of the application role's reach. */
  readonly signIn: Database;
  /** Whether pages can be served, and how far a demo has filled. */
  readonly readiness: () => Promise<Ready>;
  /** Metrics in Prometheus' text format. */
  readonly metrics: () => Promise<string>;
  /** The folder of the built console. */
  readonly webDir: string;
  /** Aborted when the server stops, so that open streams end. */
  readonly stopping: AbortSignal;
};
