import { SingleBar } from 'cli-progress';
import { openDatabase } from '../../foundation/db/index.ts';
import type { Command, Tools } from '../command.ts';
import { addKey, forgetOldKeys, type Rotating, recordRound, sealAllAgain } from '../rotate-sealing.ts';

type Bar = { readonly progress: Rotating['progress']; readonly stop: () => void };

const openBar = (): Bar => {
  if (!process.stderr.isTTY) return { progress: () => undefined, stop: () => undefined };
  const bar = new SingleBar({
    format: ' {bar} {value}/{total} sealed again · {eta_formatted} left',
    stream: process.stderr,
    hideCursor: true,
  });
  let isFirst = true;
  return {
    progress: (done, total) => {
      if (isFirst) bar.start(total, done);
      isFirst = false;
      bar.setTotal(total);
      bar.update(done);
    },
    stop: () => bar.stop(),
  };
};

const rotate = async (rotating: Rotating, { given, print, say }: Tools): Promise<void> => {
  const forgets = given.forgetOld === true;
  // What an older key sealed is an earlier rotation that was interrupted: it is finished, and that is all for now.
  const earlier = await sealAllAgain(rotating);
  if (earlier.again > 0) say('an earlier rotation was not finished; it is now');
  const adds = earlier.again === 0 && !(forgets && rotating.keys.sealing().keys.size > 1);
  if (adds) say(`sealing with key ${await addKey(rotating)} from now on`);
  const round = adds ? await sealAllAgain(rotating) : earlier;
  await recordRound(rotating, round);
  if (forgets) say('waiting two minutes for whatever still knows an older key');
  const forgotten = forgets ? await forgetOldKeys(rotating) : [];
  const { current, keys } = rotating.keys.sealing();
  print({ key: current, added: adds, ...round, forgotten, keys: [...keys.keys()] }, [
    `Everything is sealed with key ${current}; ${round.again} value(s) were sealed again.`,
    ...(round.lost > 0 ? [`${round.lost} do not open any more: connect again, or give a new second factor.`] : []),
    ...(forgotten.length > 0 ? [`Forgotten: ${forgotten.join(', ')}.`] : []),
    ...(keys.size > 1 ? ['Older keys stay in the key file for older backups; --forget-old drops them.'] : []),
  ]);
};

/** Makes a new sealing key and seals everything again with it; interrupted, the same command goes on. */
export const keyRotate: Command = {
  name: 'key rotate',
  help: 'Make a new sealing key (not an API key) and seal tokens and second factors again with it; interrupted, run it again',
  options: [
    {
      flags: '--forget-old',
      help: 'drop the older keys once nothing is sealed with them; older backups then lose theirs',
    },
  ],
  run: (tools) =>
    tools.open('job', async ({ ctx, config, keys }) => {
      const signIn = await openDatabase({ config, keys, role: 'sign-in', max: 1 });
      const bar = openBar();
      try {
        await rotate({ ctx, config, keys, signIn, progress: bar.progress, stopping: tools.stopping }, tools);
      } finally {
        bar.stop();
        await signIn.close();
      }
    }),
};
