import { listPins } from '../../content/index.ts';
import type { Command } from '../command.ts';
import { clientGiven, requiredGiven, wordGiven } from '../given.ts';

const states = [
  'draft',
  'in-review',
  'at-client',
  'changes-asked',
  'rejected',
  'approved',
  'live',
  'failed',
  'removed',
] as const;
const PAGE = 500;

/** Lists a client's planned Pins by their moment, a JSON line each. */
export const pinsList: Command = {
  name: 'pins list',
  help: 'List planned Pins of a client by their moment, one JSON line each',
  options: [
    { flags: '--client <id>', help: 'of this client' },
    { flags: '--state <state>', help: states.join(', ') },
  ],
  run: ({ given, open, printLine }) =>
    open('job', async ({ ctx }) => {
      requiredGiven(given, 'client');
      const clientId = clientGiven(given);
      if (clientId === undefined) return;
      const state = wordGiven(given, 'state', states);
      for (let after: { dueAt: Date | null; pinId: string } | undefined; ; ) {
        const pins = await listPins(ctx, {
          clientIds: [clientId],
          states: state === undefined ? undefined : [state],
          after,
          limit: PAGE,
        });
        for (const { pinId, state: at, version, content, plannedFor, dueAt, livePinId, faultCode } of pins) {
          const { title, link, boardId, labels } = content;
          const line = { pin: pinId, state: at, version, title, link, board: boardId, labels, plannedFor, dueAt };
          await printLine(JSON.stringify({ ...line, livePin: livePinId, fault: faultCode }));
        }
        after = pins.at(-1);
        if (pins.length < PAGE) return;
      }
    }),
};
