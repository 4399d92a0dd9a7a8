import assert from 'node:assert/strict';
import { test } from 'node:test';
import { breakdownEn } from '../../words/breakdown-en.ts';
import { breakdownNl } from '../../words/breakdown-nl.ts';
import { partName } from './part-names.ts';

const nl = { text: breakdownNl, locale: 'nl' } as const;
const en = { text: breakdownEn, locale: 'en' } as const;

test('countries, genders, ages, devices and places are named in the reader’s language', () => {
  assert.deepEqual(
    [nl, en].map((reader) => [
      ...[partName('country', 'NL', reader), partName('gender', 'female', reader), partName('age', '18-24', reader)],
      ...[partName('device', 'android_mobile', reader), partName('placement', 'RELATED_PINS', reader)],
    ]),
    [
      ['Nederland', 'Vrouw', '18–24', 'Android-telefoon', 'Gerelateerde Pins'],
      ['Netherlands', 'Female', '18–24', 'Android phone', 'Related Pins'],
    ],
  );
});

test('what there is no word for is shown as Pinterest gives it', () => {
  assert.equal(partName('country', 'Randstad', nl), 'Randstad');
  assert.equal(partName('country', 'QQ', nl), 'QQ');
  assert.equal(partName('gender', 'toString', nl), 'toString');
  assert.equal(partName('device', 'smart_tv', nl), 'smart_tv');
  assert.equal(partName('age', '65+', nl), '65+');
  assert.equal(partName('keyword', 'NL', nl), 'NL');
});
