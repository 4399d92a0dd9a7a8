import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Fault, type FaultKind, faultKinds } from '../../kit/index.ts';
import { nextStep } from './next-step.ts';

const retry = { tries: 5, firstDelaySeconds: 4, longestDelaySeconds: 60 };
const fault = (kind: FaultKind, retryAt?: Date) =>
  new Fault('TEST_FAULT', kind, 'x', retryAt === undefined ? {} : { retryAt });
const first = { tries: 0, chance: 1 };

test('a limited run sleeps until its time and is not counted', () => {
  const retryAt = new Date('2026-11-23T10:00:00Z');
  const step = nextStep(fault('limited', retryAt), retry, { tries: 4, chance: 0 });
  assert(step.state === 'again');
  assert.deepEqual([step.wait, step.counted], [{ until: retryAt }, false]);
});

test('an upstream fault backs off, longer each time, and stops at the last try', () => {
  const waits = [0, 1, 2, 3].map((tries) => {
    const step = nextStep(fault('upstream'), retry, { tries, chance: 1 });
    assert(step.state === 'again' && step.counted && 'seconds' in step.wait);
    return step.wait.seconds;
  });
  assert.deepEqual(waits, [4, 8, 16, 32]);
  assert.equal(nextStep(fault('upstream'), retry, { tries: 4, chance: 1 }).state, 'stopped');
});

test('a conflict is tried once more at once', () => {
  assert.equal(nextStep(fault('conflict'), retry, first).state, 'again');
  assert.equal(nextStep(fault('conflict'), retry, { tries: 1, chance: 1 }).state, 'stopped');
});

test('what may have happened, and what cannot go better next time, is never repeated', () => {
  for (const kind of ['unsure', 'invalid', 'unauthenticated', 'forbidden', 'missing', 'bug'] as const)
    assert.equal(nextStep(fault(kind), retry, first).state, 'stopped', kind);
});

test('every kind of fault ends: only a limit may repeat for ever', () => {
  const kinds = Object.keys(faultKinds).filter((kind): kind is FaultKind => kind in faultKinds && kind !== 'limited');
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...kinds), { minLength: retry.tries, maxLength: 20 }), (sequence) => {
      let tries = 0;
      const runs = sequence.findIndex((kind) => {
        const step = nextStep(fault(kind), retry, { tries, chance: 0.5 });
        tries += 1;
        return step.state === 'stopped';
      });
      return runs >= 0 && runs < retry.tries;
    }),
  );
});
