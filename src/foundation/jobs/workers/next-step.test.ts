import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Fault, type FaultKind, faultKinds } from '../../kit/index.ts';
import { nextStep } from './next-step.ts';

const retry = { tries: 5, firstDelaySeconds: 4, longestDelaySeconds: 60 };
const fault = (kind: FaultKind, retryAt?: Date) =>
  new Fault('TEST_FAULT', kind, 'x', retryAt === undefined ? {} : { retryAt });
const now = new Date('2026-11-23T10:00:00Z');
const past = (tries: number, chance = 1) => ({ tries, chance, now });

test('a limited run sleeps until its time and is not counted', () => {
  const step = nextStep(fault('limited', new Date('2026-11-23T10:00:07.500Z')), retry, past(4, 0));
  assert(step.state === 'again');
  assert.deepEqual([step.waitSeconds, step.counted], [7.5, false]);
  const late = nextStep(fault('limited', new Date('2026-11-23T09:00:00Z')), retry, past(0));
  assert(late.state === 'again' && late.waitSeconds === 0);
});

test('an upstream fault backs off, longer each time, and stops at the last try', () => {
  const waits = [0, 1, 2, 3].map((tries) => {
    const step = nextStep(fault('upstream'), retry, past(tries));
    assert(step.state === 'again' && step.counted);
    return step.waitSeconds;
  });
  assert.deepEqual(waits, [4, 8, 16, 32]);
  assert.equal(nextStep(fault('upstream'), retry, past(4)).state, 'stopped');
});

test('a conflict is tried once more at once', () => {
  assert.equal(nextStep(fault('conflict'), retry, past(0)).state, 'again');
  assert.equal(nextStep(fault('conflict'), retry, past(1)).state, 'stopped');
});

test('what may have happened, and what cannot go better next time, is never repeated', () => {
  for (const kind of ['unsure', 'invalid', 'unauthenticated', 'forbidden', 'missing', 'bug'] as const)
    assert.equal(nextStep(fault(kind), retry, past(0)).state, 'stopped', kind);
});

test('every kind of fault ends: only a limit may repeat for ever', () => {
  const kinds = Object.keys(faultKinds).filter((kind): kind is FaultKind => kind in faultKinds && kind !== 'limited');
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...kinds), { minLength: retry.tries, maxLength: 20 }), (sequence) => {
      let tries = 0;
      const runs = sequence.findIndex((kind) => {
        const step = nextStep(fault(kind), retry, past(tries, 0.5));
        tries += 1;
        return step.state === 'stopped';
      });
      return runs >= 0 && runs < retry.tries;
    }),
  );
});
