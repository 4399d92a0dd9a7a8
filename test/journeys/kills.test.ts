import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { collectUnderKills } from './kills.ts';

test('eight kills while a world is collected, one of them of PostgreSQL, leave the same ledger as none', async (t) => {
  const seed = randomInt(2 ** 31);
  t.diagnostic(`seed ${seed}`);
  const plan = { world: 'small', workerKills: 7, serverKills: 1, history: false, pauseMs: 500 } as const;
  await collectUnderKills({ ...plan, seed }, (line) => {
    t.diagnostic(line);
  });
});
