import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isMetric } from './catalogue.ts';
import { evaluateOrganic, organicKeys } from './organic.ts';

test('organic ratios are sum over sum, and what is unknown is not zero', () => {
  const figures = { impressions: 1000n, engagements: 140n, saves: 25n, pin_clicks: 0n };
  assert.equal(evaluateOrganic('organic-engagement-rate', figures), 0.14);
  assert.equal(evaluateOrganic('organic-save-rate', figures), 0.025);
  assert.equal(evaluateOrganic('organic-clicks', figures), 0n);
  assert.equal(evaluateOrganic('organic-outbound-clicks', figures), undefined);
  assert.equal(evaluateOrganic('organic-save-rate', { saves: 3n }), undefined);
  assert.equal(evaluateOrganic('organic-save-rate', { saves: 0n, impressions: 0n }), undefined);
});

test('no organic figure goes by a name that could be asked of ads', () => {
  assert.deepEqual(organicKeys.filter(isMetric), []);
  assert.ok(organicKeys.every((key) => key.startsWith('organic-')));
});
