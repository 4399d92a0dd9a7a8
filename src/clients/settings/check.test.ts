import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isFault } from '../../foundation/kit/index.ts';
import { checkIdentity, checkSettings, defaultSettings } from './check.ts';

test('the defaults are settings that pass their own check', () => {
  assert.deepEqual(checkSettings(defaultSettings), defaultSettings);
});

test('organic history without a ground is refused, and switching it off forgets the ground', () => {
  assert.throws(
    () => checkSettings({ ...defaultSettings, organicHistory: true }),
    (error) => isFault(error, 'CLIENTS_GROUND_NEEDED'),
  );
  assert.equal(
    checkSettings({ ...defaultSettings, organicHistory: false, organicGround: 'contract:1' }).organicGround,
    null,
  );
});

test('a ground is a kind and a reference, so no sentence can reach the audit trail', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      fc.pre(!/^(contract|consent):[\w./-]{1,60}$/.test(text));
      assert.throws(
        () => checkSettings({ ...defaultSettings, organicHistory: true, organicGround: text }),
        (error) => isFault(error, 'CLIENTS_INVALID'),
      );
    }),
  );
});

test('an unknown time zone, language or field is refused by name', () => {
  const good = { name: 'Voorbeeld', kind: 'legal_person', locale: 'nl', zone: 'Europe/Amsterdam' };
  assert.deepEqual(checkIdentity(good), good);
  for (const [field, value] of [
    ['zone', 'Europe/Utrecht'],
    ['locale', 'de'],
    ['name', '  '],
    ['kind', 'club'],
  ] as const) {
    assert.throws(
      () => checkIdentity({ ...good, [field]: value }),
      (error) => isFault(error, 'CLIENTS_INVALID') && error.facts.fields === field,
    );
  }
});
