import { routes } from '../../src/api/index.ts';
import { rights } from '../../src/identity/policy.ts';
import { allActions, allRoles, keyScopes } from '../../src/identity/rights.ts';
import { notice, type Page, tableOf } from './page.ts';

const sees = { all: 'every client', 'all-or-given': 'every client or those given', one: 'one client' } as const;

/** Who may do what, and what each route asks for. */
export const rightsPage: Page = {
  file: 'docs/reference/rights.md',
  make: async () => {
    const roles = allRoles.map((role) => {
      const { staff, sees: reach } = rights[role];
      return [`\`${role}\``, staff ? 'the agency' : 'a client', sees[reach], staff ? 'always' : 'when they have one'];
    });
    const actions = allActions.map((action) => [
      `\`${action}\``,
      ...allRoles.map((role) => (rights[role].may.includes(action) ? 'yes' : '')),
      keyScopes.includes(action) ? 'yes' : '',
    ]);
    const served = routes.map((each) => [
      `\`${each.method} /api/v1${each.path}\``,
      `\`${each.action}\`${each.isFresh === true ? ', fresh second factor' : ''}`,
      each.summary,
    ]);
    return `${[
      notice('src/identity/policy.ts and src/api/routes.ts'),
      '# Rights',
      'Nobody signed in, or a user who was removed: 401. A client that is not yours: 404, as for one that does not exist. Yours, but not your right: 403.',
      '## Roles',
      tableOf(['Role', 'Of', 'Sees', 'Second factor'], roles),
      '## Actions',
      tableOf(['Action', ...allRoles, 'key'], actions),
      '## Routes',
      '`public` asks for nothing, `signed-in` for any person, never a key.',
      tableOf(['Route', 'Asks for', 'What it does'], served),
    ].join('\n\n')}\n`;
  },
};
