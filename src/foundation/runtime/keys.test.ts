import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { addSealingKey, dropSealingKeys, hmac, loadKeys } from './keys.ts';
import { exitCodeOf } from './refusal.ts';
import { open, seal, sealedWith } from './seals.ts';

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
      const code = bit >= 8 && bit < 24 ? 'RUNTIME_SEAL_KEY_UNKNOWN' : 'RUNTIME_SEAL_BROKEN';
      assert.throws(() => open(keys, changed, 'here'), { code });
    }),
  );
  assert.throws(() => open(keys, sealed.subarray(0, 20), 'here'), { code: 'RUNTIME_SEAL_BROKEN' });
});

test('an added key seals from then on, in running processes too; old ones open, and the installation stays', () => {
  const config = newFile();
  const running = loadKeys(config);
  const old = seal(running, 'token', 'here');
  assert.equal(addSealingKey(config), 2);
  const fresh = seal(running, 'token', 'here');
  assert.deepEqual([sealedWith(old), sealedWith(fresh)], [1, 2]);
  const started = loadKeys(config);
  for (const keys of [running, started]) {
    assert.deepEqual(
      [old, fresh].map((sealed) => open(keys, sealed, 'here').reveal()),
      ['token', 'token'],
    );
  }
  assert.equal(started.installationId, running.installationId);
  assert.deepEqual(started.derive('database-role:app'), running.derive('database-role:app'));
  assert.equal(hmac(started, 'a', 'x'), hmac(running, 'a', 'x'));
  assert.equal(statSync(config.keyFile).mode & 0o777, 0o600);
});

test('what a dropped key sealed is told apart from what was tampered with; the newest key cannot be dropped', () => {
  const config = newFile();
  const running = loadKeys(config);
  const old = seal(running, 'token', 'here');
  addSealingKey(config);
  const fresh = seal(running, 'token', 'here');
  dropSealingKeys(config, [1, 2]);
  assert.deepEqual([...running.sealing().keys.keys()], [2]);
  assert.equal(open(running, fresh, 'here').reveal(), 'token');
  assert.throws(() => open(running, old, 'here'), { code: 'RUNTIME_SEAL_KEY_UNKNOWN', kind: 'upstream' });
});

test('a running process goes on with the keys it knows while the file is away, damaged or another installation’s', () => {
  const config = newFile();
  const other = newFile();
  loadKeys(other);
  addSealingKey(other);
  const running = loadKeys(config);
  const content = readFileSync(config.keyFile);
  const isWhole = (): void => {
    const sealed = seal(running, 'token', 'here');
    assert.equal(sealedWith(sealed), 1);
    assert.equal(open(running, sealed, 'here').reveal(), 'token');
  };
  rmSync(config.keyFile);
  isWhole();
  writeFileSync(config.keyFile, '{', { mode: 0o600 });
  isWhole();
  writeFileSync(config.keyFile, readFileSync(other.keyFile));
  isWhole();
  writeFileSync(config.keyFile, content);
  addSealingKey(config);
  assert.equal(sealedWith(seal(running, 'token', 'here')), 2);
});

test('every purpose has a key of its own', () => {
  const keys = loadKeys(newFile());
  assert.notEqual(hmac(keys, 'a', 'x'), hmac(keys, 'b', 'x'));
  assert.notDeepEqual(keys.derive('a'), keys.derive('b'));
});
