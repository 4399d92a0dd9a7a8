import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createLog, type LogFields } from './log.ts';

const linesOf = (
  write: (log: ReturnType<typeof createLog>) => void,
  logLevel: 'debug' | 'warn' = 'debug',
): string[] => {
  const lines: string[] = [];
  write(createLog({ logLevel }, { write: (line) => lines.push(line) }));
  return lines;
};

test('a line is JSON with level, time, event and the fields on the list', () => {
  const [line = ''] = linesOf((log) => log.info('ingest.landed', { rows: 3n, clientId: 11, at: 'x' } as LogFields));
  const { time, pid, ...rest } = JSON.parse(line);
  assert.match(time, /^\d{4}-.*Z$/);
  assert.equal(pid, process.pid);
  assert.deepEqual(rest, { level: 'info', event: 'ingest.landed', rows: '3', clientId: 11, droppedFields: 1 });
});

test('a field that is not on the list is dropped, however deep its content', () => {
  const fields = { email: 'alice', person: { name: 'alice' }, reason: { name: 'alice' } };
  const [line = ''] = linesOf((log) => log.warn('x', fields as unknown as LogFields));
  assert.doesNotMatch(line, /alice/);
});

test('what is less important than the level is not logged', () => {
  assert.equal(linesOf((log) => [log.debug('a'), log.info('b'), log.warn('c')], 'warn').length, 1);
});

test('what looks like a token, a credential or an e-mail address is scrubbed from wherever it got', () => {
  const word = fc.stringMatching(/^[A-Za-z0-9_]{12,40}$/);
  fc.assert(
    fc.property(
      word,
      fc.constantFrom('pina_', 'pinr_', 'Bearer ', 'access_token=', 'refresh_token=', 'code='),
      (secret, mark) => {
        const [line = ''] = linesOf((log) =>
          log.error(`failed ${mark}${secret} here`, { reason: `x ${mark}${secret}` }),
        );
        assert.ok(!line.includes(secret), line);
      },
    ),
  );
  const [line = ''] = linesOf((log) =>
    log.error('x', {
      url: 'postgres://root:hunter2@db/x',
      reason: 'alice.b@example.co.uk said eyJhbGciOiJI.eyJzdWIi.c2ln',
    }),
  );
  assert.doesNotMatch(line, /hunter2|alice|eyJ/);
  assert.doesNotThrow(() => JSON.parse(line));
});

test('a line break in a value does not make a second line', () => {
  assert.equal(linesOf((log) => log.info('a\nb', { reason: 'c\n{"level":"error"}' }))[0]?.split('\n').length, 2);
});
