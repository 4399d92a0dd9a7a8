import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { type Asker, awaitAttempt, type GateContext, startConnect } from '../../connect/index.ts';
import { Fault } from '../../foundation/kit/index.ts';
import type { Command } from '../command.ts';
import { clientGiven } from '../given.ts';

// A person is at Pinterest's page; half a second is not felt and costs one small query.
const LOOK_MS = 500;

type Waiting = {
  readonly ctx: GateContext;
  readonly state: string;
  readonly asker: Asker;
  readonly stopping: AbortSignal;
};

const awaitConsent = async ({ ctx, state, asker, stopping }: Waiting): Promise<void> => {
  for (;;) {
    const attempt = await awaitAttempt(ctx, { state, asker });
    if (attempt.state === 'expired') {
      throw new Fault('CLI_CONNECT_EXPIRED', 'invalid', 'Nobody gave access within ten minutes. Start again.');
    }
    if (attempt.state === 'ended' && attempt.outcome === 'connected') return;
    if (attempt.state === 'ended') {
      throw new Fault(attempt.outcome, 'invalid', 'Pinterest or Prikbord refused; the code says why.');
    }
    await wait(LOOK_MS, undefined, { signal: stopping });
  }
};

/** Connects a client to Pinterest: prints the address of the consent page and waits for a running server to hear back. */
export const connect: Command = {
  name: 'connect',
  help: 'Connect a client to Pinterest: prints the address to open, then waits for the consent',
  options: [{ flags: '--client <id>', help: 'the client' }],
  run: ({ given, json, open, printLine, say, stopping }) =>
    open('job', async ({ ctx }) => {
      const clientId = clientGiven(given);
      if (clientId === undefined) throw new Fault('CLI_VALUE_MISSING', 'invalid', 'Name the client with --client.');
      const asker = { kind: 'run', id: randomUUID() } as const;
      const { url, state, expiresAt } = await startConnect(ctx, { clientId, asker });
      await printLine(json ? JSON.stringify({ url, expiresAt: expiresAt.toISOString() }) : url);
      say('Open this address, sign in at Pinterest and give access. Waiting for the answer.');
      await awaitConsent({ ctx, state, asker, stopping });
      say('Connected.');
    }),
};
