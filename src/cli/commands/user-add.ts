import { addUser } from '../../identity/index.ts';
import { allRoles } from '../../identity/rights.ts';
import type { Command } from '../command.ts';
import { clientsGiven } from '../given.ts';

/** Adds a person who can sign in; the id is the result, password and second factor are told once, on stderr. */
export const userAdd: Command = {
  name: 'user add',
  help: 'Add a person who can sign in; prints the id, and tells password and second factor this once',
  arguments: [{ flags: '<email>', help: 'address to sign in with' }],
  options: [
    { flags: '--name <name>', help: 'the person’s name; the address when left out' },
    { flags: '--role <role>', help: allRoles.join(', '), default: 'manager' },
    {
      flags: '--clients <ids>',
      help: 'clients this person is given, ids with commas between; owner, admin and privacy see all',
    },
    { flags: '--locale <locale>', help: 'language: nl or en', default: 'nl' },
  ],
  run: ({ given, json, open, print, say }) =>
    open('job', async ({ ctx, keys }) => {
      const email = String(given.email);
      const { userId, password, totpSecret, otpauthUrl } = await addUser(
        { ...ctx, keys },
        {
          email,
          name: typeof given.name === 'string' ? given.name : email,
          role: String(given.role),
          locale: String(given.locale),
          clientIds: clientsGiven(given) ?? [],
        },
      );
      print({ user: userId, email, password, totpSecret, otpauthUrl }, [userId]);
      if (json) return;
      say(`password ${password}`);
      if (totpSecret !== null) say(`second factor ${totpSecret}\n${otpauthUrl}`);
    }),
};
