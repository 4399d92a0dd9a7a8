import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { completeLock } from '../../scripts/generators/lock-file.ts';

const root = resolve(import.meta.dirname, '../..');

const lockOf = (packages: object): string => JSON.stringify({ lockfileVersion: 3, packages });

test('a package for another platform that npm left out of the lock file is named with its platform', () => {
  const tool = {
    version: '2.0.0',
    dev: true,
    optionalDependencies: { '@tool/linux-x64-musl': '2.0.0', '@tool/win32-arm64': '2.0.0' },
  };
  const given = { 'node_modules/tool': tool, 'node_modules/@tool/win32-arm64': { version: '2.0.0' } };
  const { packages } = JSON.parse(completeLock(lockOf(given)));
  assert.deepEqual(packages['node_modules/@tool/linux-x64-musl'], {
    version: '2.0.0',
    os: ['linux'],
    cpu: ['x64'],
    libc: ['musl'],
    dev: true,
    optional: true,
  });
  assert.deepEqual(packages['node_modules/@tool/win32-arm64'], { version: '2.0.0' });
});

test('a package whose name does not tell its platform is refused, to be added by hand', () => {
  const given = { 'node_modules/tool': { version: '1.0.0', optionalDependencies: { 'tool-native': '1.0.0' } } };
  assert.throws(() => completeLock(lockOf(given)), /lacks tool-native/);
});

test('the packaged Node and PostgreSQL of every platform stand in the lock file with their hash', async () => {
  const { packages } = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));
  const names = Object.keys(packages[''].optionalDependencies);
  const without = names.filter((name) => !/^sha512-/.test(packages[`node_modules/${name}`]?.integrity ?? ''));
  assert.deepEqual(without, []);
});
