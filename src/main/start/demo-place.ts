import { existsSync, readFileSync } from 'node:fs';
import { chmod, rename, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { secret } from '../../foundation/kit/index.ts';
import type { Config } from '../../foundation/runtime/index.ts';

/** A demo login, as told to whoever runs the demo: the second factor is real, so its secret is told too. */
const login = z.object({
  email: z.string(),
  password: z.string(),
  totpSecret: z.string(),
  role: z.string(),
  client: z.string().nullable(),
});

const file = z.object({
  url: z.string(),
  sandboxUrl: z.string(),
  /** How many clients the demo has; it is full when as many are collected. */
  clients: z.number().int(),
  apiKey: z.string(),
  logins: z.array(login),
});

/** What `demo.json` tells: where the demo answers and who may sign in. */
export type DemoFile = z.infer<typeof file>;

const pathOf = (config: Config): string => join(config.dataDir, 'demo.json');

/** The demo of this data folder, or undefined before its first start. @personal invented people only */
export const readDemoFile = (config: Config): DemoFile | undefined => {
  const path = pathOf(config);
  return existsSync(path) ? file.parse(JSON.parse(readFileSync(path, 'utf8'))) : undefined;
};

/** Writes the demo's file, readable for its owner only, whole or not at all. @personal invented people only */
export const writeDemoFile = async (config: Config, content: DemoFile): Promise<void> => {
  const path = pathOf(config);
  const fresh = `${path}.new`;
  await writeFile(fresh, `${JSON.stringify(content, undefined, 2)}\n`, { mode: 0o600 });
  await chmod(fresh, 0o600);
  await rename(fresh, path);
};

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });

const anyFree = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });

/** The first of these ports that is free, else any free one. @personal none */
export const freePort = async (wanted: readonly number[]): Promise<number> => {
  for (const port of wanted) if (await isFree(port)) return port;
  return anyFree();
};

// The sandbox takes any numeric app id with any secret; these are no secrets.
const demoApp = { id: '1490000', secret: 'demo' };

/** What a process must know to speak with the sandbox instead of Pinterest. @personal none */
export const sandboxEnvironment = (sandboxUrl: string): Record<string, string> => ({
  PRIKBORD_PINTEREST_API_URL: `${sandboxUrl}/v5`,
  PRIKBORD_PINTEREST_OAUTH_URL: `${sandboxUrl}/oauth/`,
  PRIKBORD_PINTEREST_APP_ID: demoApp.id,
  PRIKBORD_PINTEREST_APP_SECRET: demoApp.secret,
});

/** The configuration with the sandbox in Pinterest's place. @personal none */
export const atSandbox = (config: Config, sandboxUrl: string): Config => ({
  ...config,
  pinterest: {
    ...config.pinterest,
    apiUrl: `${sandboxUrl}/v5`,
    oauthUrl: `${sandboxUrl}/oauth/`,
    appId: demoApp.id,
    appSecret: secret(demoApp.secret),
    isLoopback: true,
  },
});

/**
 * The configuration as a command of the demo means it: without a Pinterest app of its own, and with a demo in this data
 * folder, the demo's sandbox stands in Pinterest's place.
 * @personal none
 */
export const withDemo = (config: Config): Config => {
  if (config.mode !== 'demo' || config.pinterest.appId !== undefined) return config;
  const demo = readDemoFile(config);
  return demo === undefined ? config : atSandbox(config, demo.sandboxUrl);
};
