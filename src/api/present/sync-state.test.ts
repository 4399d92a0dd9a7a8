import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newClientId } from '../../foundation/kit/index.ts';
import type { SyncProgress } from '../../ingest/index.ts';
import { presentSync } from './sync-state.ts';

const clientId = newClientId();
const whole: SyncProgress = {
  clientId,
  total: 11,
  done: 11,
  historyTotal: 40,
  historyDone: 40,
  waiting: 0,
  failed: 0,
  underived: 0,
  underivedRecent: 0,
  rows: 1000n,
  lastLandedAt: null,
  faultCode: null,
};

const stateOf = (more: Partial<SyncProgress>): string =>
  presentSync(clientId, { progress: { ...whole, ...more }, health: undefined }).state;

test('the state says what a person waits for: first the newest days, then figures, then history', () => {
  assert.equal(stateOf({ done: 0, historyDone: 0, waiting: 51 }), 'waiting');
  assert.equal(stateOf({ done: 4, historyDone: 0, waiting: 47 }), 'running');
  assert.equal(stateOf({ historyDone: 0, waiting: 40, underived: 3, underivedRecent: 3 }), 'deriving');
  assert.equal(stateOf({ historyDone: 10, waiting: 30 }), 'history');
  assert.equal(stateOf({ underived: 2 }), 'history');
  assert.equal(stateOf({}), 'complete');
  assert.equal(stateOf({ failed: 1 }), 'gaps');
  assert.equal(stateOf({ done: 9, failed: 2 }), 'gaps');
});

test('a client that was never planned has no state of its own', () => {
  assert.equal(presentSync(clientId, { progress: undefined, health: undefined }).state, 'never');
});
