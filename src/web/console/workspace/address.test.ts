import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { levelsBelow, lookAt, questionOf, readAddress, tableLevel, tableQuestion } from './address.ts';

test('any address is a view: what is not understood is as usual', () => {
  assert.deepEqual(
    readAddress({ period: 'for-ever', lens: 'paid', of: 'campaign-1', level: 7, sort: 'A b', from: '2026-01-01' }),
    {
      lens: 'paid',
      of: 'campaign-1',
    },
  );
  assert.deepEqual(readAddress({ search: 2026, columns: 'spend,roas' }), { search: '2026', columns: 'spend,roas' });
  fc.assert(
    fc.property(fc.object(), (search) => {
      const once = readAddress(search);
      assert.deepEqual(readAddress(once), once);
    }),
  );
});

test('a table shows what lies below the thing looked at, and an ad has none', () => {
  assert.deepEqual(levelsBelow({}), ['campaign', 'adGroup', 'ad']);
  assert.equal(tableLevel({ level: 'ad' }), 'ad');
  assert.equal(tableLevel({ of: 'campaign-1', level: 'campaign' }), 'adGroup');
  assert.equal(tableLevel({ of: 'ad-1' }), undefined);
});

test('going to another thing keeps days, lens and columns, and leaves the search behind', () => {
  const here = { period: 'month', lens: 'paid', columns: 'spend', search: 'x', level: 'ad', of: 'campaign-1' } as const;
  assert.deepEqual(lookAt(here, 'ad-9'), { period: 'month', lens: 'paid', columns: 'spend', of: 'ad-9' });
  assert.deepEqual(lookAt(here, undefined), { period: 'month', lens: 'paid', columns: 'spend' });
});

test('days of one’s own stand instead of a period with a name', () => {
  const own = { period: 'month', from: '2026-01-01', to: '2026-01-31', compare: 'year' } as const;
  assert.equal(questionOf(own).toString(), 'from=2026-01-01&to=2026-01-31&compare=year');
  const table = tableQuestion({ of: 'campaign-1', sort: 'spend' }, { level: 'ad', columns: ['spend', 'roas'] });
  assert.equal(table.toString(), 'level=ad&metrics=spend%2Croas&within=campaign-1&sort=spend');
});
