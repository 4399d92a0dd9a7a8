import { listClientIds } from '../../clients/index.ts';
import { listFacts } from '../../facts/index.ts';
import type { Command } from '../command.ts';
import { clientGiven, dayGiven, instantGiven, textGiven, wordGiven } from '../given.ts';

const levels = ['account', 'campaign', 'adGroup', 'ad'] as const;

/** Prints the ledger's lines, as of now or any moment; zero is not printed. */
export const facts: Command = {
  name: 'facts',
  help: 'Print the facts of one client or all, one JSON line per number, sorted',
  options: [
    { flags: '--client <id>', help: 'only this client' },
    { flags: '--account <id>', help: 'only this ad account' },
    { flags: '--level <level>', help: levels.join(', ') },
    { flags: '--from <day>', help: 'first day, UTC' },
    { flags: '--to <day>', help: 'last day, UTC' },
    { flags: '--as-of <instant>', help: 'as known at this moment' },
  ],
  run: ({ given, open, printLine }) =>
    open('job', async ({ ctx }) => {
      const client = clientGiven(given);
      const question = {
        account: textGiven(given, 'account'),
        level: wordGiven(given, 'level', levels),
        from: dayGiven(given, 'from'),
        to: dayGiven(given, 'to'),
        asOf: instantGiven(given, 'asOf'),
      };
      const clientIds = client === undefined ? (await listClientIds(ctx)).map(String).sort() : [String(client)];
      for (const text of clientIds) {
        const clientId = clientGiven({ client: text });
        if (clientId === undefined) continue;
        for await (const line of listFacts(ctx, { clientId, ...question })) {
          await printLine(JSON.stringify({ ...line, client: text }));
        }
      }
    }),
};
