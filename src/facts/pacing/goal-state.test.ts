import assert from 'node:assert/strict';
import { test } from 'node:test';
import { goalState, type Standing } from './goal-state.ts';

const running = { target: 100, value: 40, length: 30, done: 12, missing: 0 } as const;
const state = (kind: Standing['kind'], more: Partial<Standing> = {}, index?: number) =>
  goalState({ ...running, kind, ...more, pacing: index === undefined ? undefined : { index } });

const over = { done: 30 } as const;

test('a budget is on track within a twentieth of its plan, and ends spent, short or passed', () => {
  assert.equal(state('budget', {}, 1.05), 'on-track');
  assert.equal(state('budget', {}, 1.06), 'ahead');
  assert.equal(state('budget', {}, 0.94), 'behind');
  assert.equal(state('budget', { value: 101 }, 1), 'missed');
  assert.equal(state('budget', { ...over, value: 96 }, 0.96), 'met');
  assert.equal(state('budget', { ...over, value: 90 }, 0.9), 'short');
});

test('a ratio is as it stands, and what adds up is held against its pace', () => {
  assert.equal(state('at-least'), 'behind');
  assert.equal(state('at-most'), 'on-track');
  assert.equal(state('at-most', { value: 101 }), 'behind');
  assert.equal(state('at-least', { ...over, value: 100 }), 'met');
  assert.equal(state('at-most', { ...over, value: 101 }), 'missed');
  assert.equal(state('at-least', {}, 0.99), 'behind');
  assert.equal(state('at-least', {}, 1.01), 'on-track');
  assert.equal(state('at-least', { value: 100 }, 2), 'met');
  assert.equal(state('at-most', {}, 1.01), 'ahead');
  assert.equal(state('at-most', { value: 101 }, 2), 'missed');
  assert.equal(state('at-most', over, 0.4), 'met');
});

test('a goal that is over with days missing is undecided, unless those cannot change it', () => {
  const gaps = { ...over, missing: 2 };
  assert.equal(state('budget', gaps, 0.4), 'undecided');
  assert.equal(state('at-least', gaps, 0.4), 'undecided');
  assert.equal(state('at-least', gaps), 'undecided');
  assert.equal(state('at-most', gaps, 0.4), 'undecided');
  assert.equal(state('at-least', { ...gaps, value: 100 }, 1), 'met');
  assert.equal(state('at-most', { ...gaps, value: 101 }, 1), 'missed');
});

test('before a day is over it waits, and before one is in it is unknown', () => {
  assert.equal(state('budget', { done: 0 }, undefined), 'waiting');
  assert.equal(state('budget', { missing: 12, value: undefined }), 'unknown');
  assert.equal(state('at-least', { value: undefined }), 'unknown');
});
