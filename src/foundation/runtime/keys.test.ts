import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { hmac, loadKeys, open, rotateKeys, seal, sealedWith } from './keys.ts';
import { exitCodeOf } from './refusal.ts';

const folder = mkdtempSync(join(tmpdir(), 'prikbord-keys-'));
after(() => rmSync(folder, { recursive: true }));
let count = 0;
const newFile = (): { keyFile: string } => {
  count += 1;
  return { keyFile: join(folder, `deep/${count}/keys.json`) };
};

test('the key file is made on first use, readable by its owner only, and stays the same', () => {
  const config = newFile();
  const keys = loadKeys(config);
  assert.equal(statSync(config.keyFile).mode & 0o777, 0o600);
  assert.match(keys.installationId, /^[0-9a-f]{8}$/);
  const again = loadKeys(config);
  assert.equal(again.installationId, keys.installationId);
  assert.deepEqual(again.derive('x'), keys.derive('x'));
});

test('keys do not print', () => {
  const config = newFile();
  const keys = loadKeys(config);
  const { installationSecret, sealingKeys } = JSON.parse(readFileSync(config.keyFile, 'utf8'));
  const printed = JSON.stringify(keys) + inspect(keys, { depth: 9, showHidden: true });
  for (const each of [installationSecret, sealingKeys[0].key]) assert.ok(!printed.includes(each));
});

test('a key file that others can read, or that is no key file, is refused', () => {
  const config = newFile();
  loadKeys(config);
  chmodSync(config.keyFile, 0o644);
  assert.throws(() => loadKeys(config), { code: 'RUNTIME_KEYS_EXPOSED' });
  chmodSync(config.keyFile, 0o600);
  writeFileSync(config.keyFile, '{"installationSecret": "hunter2"}');
  assert.throws(
    () => loadKeys(config),
    (error: unknown) => exitCodeOf(error) === 78 && !inspect(error).includes('hunter2'),
  );
});

test('what is sealed opens with the same keys in the same place', () => {
  const keys = loadKeys(newFile());
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, aad) => {
      const sealed = seal(keys, text, aad);
      assert.equal(open(keys, sealed, aad).reveal(), text);
      assert.notDeepEqual(seal(keys, text, aad), sealed);
    }),
  );
});

test('what is sealed opens nowhere else, with no other keys, and not after any change of a bit', () => {
  const keys = loadKeys(newFile());
  const others = loadKeys(newFile());
  const sealed = seal(keys, 'token', 'here');
  assert.throws(() => open(keys, sealed, 'there'), { code: 'RUNTIME_SEAL_BROKEN' });
  assert.throws(() => open(others, sealed, 'here'), { code: 'RUNTIME_SEAL_BROKEN' });
  fc.assert(
    fc.property(fc.nat(sealed.length * 8 - 1), (bit) => {
      const changed = Buffer.from(sealed);
      changed[bit >> 3] = changed.readUInt8(bit >> 3) ^ (1 << (bit & 7));
      assert.throws(() => open(keys, changed, 'here'), { code: 'RUNTIME_SEAL_BROKEN' });
    }),
  );
  assert.throws(() => open(keys, sealed.subarray(0, 20), 'here'), { code: 'RUNTIME_SEAL_BROKEN' });
});

test('rotation seals with a new key, opens with the old ones, and leaves the installation alone', () => {
  const config = newFile();
  const before = loadKeys(config);
  const old = seal(before, 'token', 'here');
  rotateKeys(config);
  const now = loadKeys(config);
  assert.equal(open(now, old, 'here').reveal(), 'token');
  const fresh = seal(now, 'token', 'here');
  assert.deepEqual([sealedWith(old), sealedWith(fresh)], [1, 2]);
  assert.throws(() => open(before, fresh, 'here'), { code: 'RUNTIME_SEAL_BROKEN' });
  assert.equal(now.installationId, before.installationId);
  assert.deepEqual(now.derive('database-role:app'), before.derive('database-role:app'));
  assert.equal(hmac(now, 'a', 'x'), hmac(before, 'a', 'x'));
  assert.equal(statSync(config.keyFile).mode & 0o777, 0o600);
});

test('every purpose has a key of its own', () => {
  const keys = loadKeys(newFile());
  assert.notEqual(hmac(keys, 'a', 'x'), hmac(keys, 'b', 'x'));
  assert.notDeepEqual(keys.derive('a'), keys.derive('b'));
});
