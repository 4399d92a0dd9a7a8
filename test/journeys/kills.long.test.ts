import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { collectUnderKills } from './kills.ts';

test('fifty-five kills while an agency is collected, five of them of PostgreSQL, leave the same ledger as none', async (t) => {
  const seed = randomInt(2 ** 31);
  t.diagnostic(`seed ${seed}`);
  const plan = { world: 'agency', workerKills: 50, serverKills: 5, history: true, pauseMs: 7_000 } as const;
  await collectUnderKills({ ...plan, seed }, (line) => {
    t.diagnostic(line);
  });
});
