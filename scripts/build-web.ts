import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Builds the console into dist/web; the server serves it from there. @personal none */
export const buildWeb = async (): Promise<void> => {
  await build({
    root: here('../src/web'),
    configFile: false,
    logLevel: 'warn',
    build: { outDir: here('../dist/web'), emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 800 },
  });
};

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildWeb();
