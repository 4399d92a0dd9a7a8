import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestContext } from 'node:test';

const root = resolve(import.meta.dirname, '../..');
const left = new Set(['node_modules', '.git', '.prikbord', 'dist', 'coverage']);

/** A copy of this checkout that a test may change, with the same packages; it is removed after the test. */
export const copyOfTree = async (t: TestContext): Promise<string> => {
  const copy = await mkdtemp(join(tmpdir(), 'prikbord-copy-'));
  t.after(() => rm(copy, { recursive: true }));
  await cp(root, copy, { recursive: true, filter: (path) => !left.has(path.slice(root.length + 1)) });
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
};
