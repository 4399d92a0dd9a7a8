import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testServer } from '../../test/kit/template.ts';
import { problemLine } from '../foundation/privacy/index.ts';
import { checkSchema } from './check-schema.ts';

test('the migrations and the declarations of all rooms say the same', async () => {
  assert.deepEqual((await checkSchema({ server: await testServer() })).map(problemLine), []);
});
