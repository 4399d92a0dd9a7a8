import { startServer } from '../foundation/db/server.ts';
import { secret } from '../foundation/kit/index.ts';
import type { Config } from '../foundation/runtime/index.ts';

/** A configuration that names a database, and how to stop the server if it was started for it. */
export type Located = { readonly config: Config; readonly stop: () => Promise<void> };

const databaseOf = (url: string, mode: Config['mode']): string => {
  const address = new URL(url);
  address.pathname = `/prikbord_${mode}`;
  return address.href;
};

/**
 * The database of this installation: the configured one, else the embedded server of the data folder, started or adopted.
 * @throws DB_SERVER_* when the embedded server cannot run here
 * @personal none
 */
export const locateDatabase = async (config: Config, log?: (step: string) => void): Promise<Located> => {
  if (config.databaseUrl !== undefined) return { config, stop: () => Promise.resolve() };
  const server = await startServer({
    dataDir: config.modeDir,
    ...(config.pgBin === undefined ? {} : { binDir: config.pgBin }),
    ...(log === undefined ? {} : { log }),
  });
  return {
    config: { ...config, databaseUrl: secret(databaseOf(server.url, config.mode)) },
    // The last one out stops it, whoever started it.
    stop: async () => {
      await server.release();
    },
  };
};

/**
 * Works with the database of this installation and lets go of it however the work ends.
 * @throws as `locateDatabase`, and what `work` throws
 * @personal none
 */
export const withLocated = async <Result>(
  config: Config,
  work: (config: Config) => Promise<Result>,
): Promise<Result> => {
  const located = await locateDatabase(config);
  try {
    return await work(located.config);
  } finally {
    await located.stop();
  }
};
