import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { publishUnderKills } from './publish-under-kills.ts';

test('hands are killed while Pinterest fails in every way it can, and each Pin is there once, in order', async (t) => {
  await publishUnderKills(
    t,
    {
      pinsPerClient: 12,
      kills: 6,
      seed: randomInt(2 ** 31),
      settings: {
        leaseMs: 3_000,
        everyMs: 50,
        beginWithinMs: 1_500,
        looksMs: [200, 500, 1_000],
        mostSends: 6,
        mostTries: 20,
      },
      faults: { '429': 5, '500': 5, '500-after-commit': 5, '2787-after-commit': 5, reset: 5, html: 5 },
      listLag: 400,
      pauseMs: 900,
    },
    (line) => t.diagnostic(line),
  );
});
