import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const target = here('../dist/web');

// Swapped in one go, so that a server beside us never finds half a console.
const putInPlace = async (built: string): Promise<void> => {
  const before = `${built}-before`;
  if (existsSync(target)) await rename(target, before);
  await rename(built, target);
  await rm(before, { recursive: true, force: true });
};

/** Builds the console into dist/web; the server serves it from there. @personal none */
export const buildWeb = async (): Promise<void> => {
  const built = here(`../dist/.web-${process.pid}`);
  await build({
    root: here('../src/web'),
    configFile: false,
    logLevel: 'warn',
    build: { outDir: built, emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 800 },
  });
  await putInPlace(built);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildWeb();
