import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wantedScopes } from '../../pinterest/contract.ts';
import { dataEn } from './data-en.ts';
import { dataNl } from './data-nl.ts';

test('every right we ask of Pinterest is said in plain words, in Dutch and in English', () => {
  for (const { scopes } of [dataNl, dataEn]) {
    assert.deepEqual(
      wantedScopes.filter((scope) => scopes[scope] === undefined),
      [],
    );
  }
});
