import assert from 'node:assert/strict';
import { test } from 'node:test';
import { daysOf, galleryQuestion, isChosen, readGallery } from './address.ts';

test('an address of the gallery is read back as it was, and what makes no sense is as usual', () => {
  const address = { period: 'last-7', sort: 'organic-ctr', order: 'up', format: 'video', minSpend: 25, idle: 'yes' };
  assert.deepEqual(readGallery(address), address);
  assert.deepEqual(readGallery({ ...address, minSpend: '25' }), address);
  const nonsense = {
    sort: 'name',
    order: 'sideways',
    format: 'poem',
    status: '',
    minSpend: -3,
    organic: 'no',
    from: '2026-01-01',
  };
  assert.deepEqual(readGallery(nonsense), {});
  assert.deepEqual([isChosen(readGallery(nonsense)), isChosen({ search: 'stoel' })], [false, true]);
});

test('the question carries the days, the choice and the spend in micros; the days alone go along to a Pin', () => {
  const address = readGallery({
    from: '2026-01-01',
    to: '2026-01-31',
    compare: 'year',
    status: 'active',
    minSpend: 25,
  });
  assert.equal(
    galleryQuestion(address).toString(),
    'from=2026-01-01&to=2026-01-31&compare=year&status=active&minSpend=25000000',
  );
  assert.deepEqual(daysOf(address), { from: '2026-01-01', to: '2026-01-31', compare: 'year' });
});
