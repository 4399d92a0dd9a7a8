import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isFault } from '../../foundation/kit/index.ts';
import { wantedScopes } from '../../pinterest/contract.ts';
import { checkScopes } from './scopes.ts';

test('exactly the wanted scopes pass, in any order', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...wantedScopes], { minLength: wantedScopes.length }), (scopes) => {
      checkScopes(scopes);
    }),
  );
});

test('any scope less is refused, and any scope more is refused first', () => {
  fc.assert(
    fc.property(
      fc.subarray([...wantedScopes], { maxLength: wantedScopes.length - 1 }),
      fc.constantFrom(undefined, 'billing:read', 'biz_access:write', 'boards:read_secret'),
      (some, extra) => {
        const granted = extra === undefined ? some : [...some, extra];
        const code = extra === undefined ? 'CONNECT_SCOPES_MISSING' : 'CONNECT_SCOPES_EXCESSIVE';
        assert.throws(
          () => checkScopes(granted),
          (error) => isFault(error, code),
        );
      },
    ),
  );
});
