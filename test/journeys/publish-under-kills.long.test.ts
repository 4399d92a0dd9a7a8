import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { publishUnderKills } from './publish-under-kills.ts';

test('twenty kills while many Pins are published through time-outs too, and each is there once, in order', async (t) => {
  await publishUnderKills(
    t,
    {
      pinsPerClient: 40,
      kills: 20,
      seed: randomInt(2 ** 31),
      settings: {
        leaseMs: 5_000,
        everyMs: 50,
        beginWithinMs: 1_500,
        looksMs: [200, 500, 1_000],
        mostSends: 6,
        mostTries: 20,
      },
      faults: {
        '429': 5,
        '500': 5,
        '500-after-commit': 5,
        '2787-after-commit': 5,
        timeout: 2,
        'timeout-after-commit': 2,
        reset: 5,
        slow: 2,
        html: 5,
        'expired-token': 2,
      },
      listLag: 400,
      pauseMs: 3_000,
    },
    (line) => t.diagnostic(line),
  );
});
