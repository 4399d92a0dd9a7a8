import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fitsPassword, hashPassword } from './passwords.ts';
import { fromBase32, makeTotpSecret, matchTotp, toBase32, totpCode } from './totp.ts';

test('the codes are those of RFC 6238, appendix B', () => {
  const secret = toBase32(Buffer.from('12345678901234567890'));
  for (const [seconds, code] of [
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ] as const) {
    assert.equal(totpCode(secret, Math.floor(seconds / 30)), code);
  }
});

test('base32 brings back every secret', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), (bytes) => {
      assert.deepEqual(fromBase32(toBase32(bytes)), Buffer.from(bytes));
    }),
  );
});

test('a code fits its own step and the neighbours, and no other step', () => {
  const secret = makeTotpSecret();
  const now = 1_800_000_000;
  const step = now / 30;
  const code = totpCode(secret, step);
  assert.equal(matchTotp(secret, `${code.slice(0, 3)} ${code.slice(3)}`, now), step);
  assert.equal(matchTotp(secret, code, now + 30), step);
  assert.equal(matchTotp(secret, code, now - 30), step);
  assert.equal(matchTotp(secret, code, now + 60), undefined);
  for (const odd of ['', '12345', 'abcdef', `${code}0`]) assert.equal(matchTotp(secret, odd, now), undefined);
});

test('a password fits its own hash only, however it was typed, and nobody’s hash never', async () => {
  const stored = await hashPassword('caf\u00e9 van de hoek');
  assert.equal(await fitsPassword('cafe\u0301 van de hoek', stored), true);
  assert.equal(await fitsPassword('cafe van de hoek', stored), false);
  assert.equal(await fitsPassword('caf\u00e9 van de hoek', undefined), false);
  assert.notEqual(stored, await hashPassword('caf\u00e9 van de hoek'), 'each hash has a salt of its own');
});
