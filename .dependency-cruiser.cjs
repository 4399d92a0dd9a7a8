'use strict';
// The import rule (docs/decisions, ARCHITECTURE.md), derived from floors.cjs. Every comment says what to do instead.

const floors = require('./floors.cjs');

const rooms = floors.flat();
const either = (names) => `(?:${names.join('|')})`;
const inRoom = (room) => `^src/${room}/`;
const isTest = '\\.test\\.tsx?$';
// `foundation/db` is one room; `src/foundation/db/x.ts` must not match as room `foundation`.
const anyRoom = '^src/((?:foundation/)?[^/]+)/';

const floorRules = floors
  .flatMap((floor, height) => {
    const notBelow = floors.slice(height).flat();
    return floor.flatMap((room) => {
      const others = notBelow.filter((name) => name !== room);
      return [
        {
          name: `floor:${room}`,
          severity: 'error',
          comment: `${room} may use only lower floors. Announce an event, declare a port, or move the shared thing to a lower room.`,
          from: { path: inRoom(room), pathNot: isTest },
          to: { path: others.map(inRoom) },
        },
        {
          // A test may use the sandbox, whatever its floor: it stands in for the outside world.
          name: `floor-of-tests:${room}`,
          severity: 'error',
          comment: `A test of ${room} stands on the floor of ${room}. A story over several rooms belongs in test/journeys.`,
          from: { path: `${inRoom(room)}.*${isTest}` },
          to: { path: others.filter((name) => name !== 'sandbox').map(inRoom) },
        },
      ];
    });
  })
  .filter((rule) => rule.to.path.length > 0);

const doorRules = rooms.map((room) => ({
  name: `door:${room}`,
  severity: 'error',
  comment: `Only files directly in src/${room}/ are public. Use a door, or ask ${room} to offer what you need there.`,
  from: { pathNot: inRoom(room) },
  to: { path: `${inRoom(room)}[^/]+/` },
}));

const houseRules = [
  {
    name: 'every-room-has-a-floor',
    severity: 'error',
    comment: 'A room that floors.cjs does not name has no place in the order. Add it there, with a decision record.',
    from: {},
    to: { path: '^src/', pathNot: `^src/${either(rooms)}/` },
  },
  {
    name: 'own-door-is-for-others',
    severity: 'error',
    comment: 'Inside a room import the file itself, not the room’s index.ts: that makes circles.',
    from: { path: anyRoom },
    to: { path: '^src/$1/index\\.ts$' },
  },
  {
    name: 'only-act-writes',
    severity: 'error',
    comment:
      'Only act changes things at Pinterest: request an effect from it, so that approval, ledger and witness apply.',
    from: { pathNot: ['^src/(?:act|pinterest)/', '^test/'] },
    to: { path: '^src/pinterest/write\\.ts$' },
  },
  {
    name: 'sandbox-only-from-main',
    severity: 'error',
    comment: 'The sandbox is for the demo and for tests. The product must not know whether it talks to it.',
    from: { pathNot: ['^src/(?:main|sandbox)/', '^(?:test|bench|scripts)/', isTest] },
    to: { path: '^src/sandbox/' },
  },
  {
    name: 'pinterest-stands-alone',
    severity: 'error',
    comment:
      'The client knows nothing of Prikbord but the kit. Declare a port in pinterest and let connect implement it.',
    from: { path: '^src/pinterest/', pathNot: isTest },
    to: { path: '^src/', pathNot: '^src/(?:pinterest|foundation/kit)/' },
  },
  {
    name: 'web-knows-only-the-contract',
    severity: 'error',
    comment: 'The browser sees api/contract.ts, charts and the kit. What a page needs, a REST route gives.',
    from: { path: '^src/web/', pathNot: isTest },
    to: { path: '^src/', pathNot: ['^src/(?:web|charts|foundation/kit)/', '^src/api/contract\\.ts$'] },
  },
  {
    name: 'sql-lives-in-rooms-not-faces',
    severity: 'error',
    comment: 'No SQL in api, cli and web. Ask the room that owns the table for a function.',
    from: { path: '^src/(?:api|cli|web)/', pathNot: isTest },
    to: { path: 'node_modules/(?:kysely|pg|pg-copy-streams|pg-boss)/' },
  },
  {
    name: 'tables-are-private',
    severity: 'error',
    comment:
      'A room queries its own tables only; main gathers them for privacy. Ask the owner for a function or a view.',
    from: { path: anyRoom, pathNot: '^src/main/' },
    to: { path: '^src/.+/tables\\.ts$', pathNot: '^src/$1/' },
  },
  {
    name: 'tables-are-private-outside',
    severity: 'error',
    comment: 'Tests, benches and scripts reach tables through the rooms’ doors, or plain SQL as the superuser.',
    from: { path: '^(?:test|bench|scripts)/' },
    to: { path: '^src/.+/tables\\.ts$' },
  },
  {
    name: 'tests-stay-outside',
    severity: 'error',
    comment: 'Source never imports a test, test/ or bench/. What both need belongs in a room.',
    from: { path: '^src/', pathNot: isTest },
    to: { path: ['^test/', '^bench/', isTest] },
  },
  {
    name: 'no-cycles',
    severity: 'error',
    comment: 'A circle of imports. Move what both need into a third file, or announce an event.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'not-to-unresolvable',
    severity: 'error',
    comment: 'The imported file or package does not exist; check the path and its extension, or install the package.',
    from: {},
    to: { couldNotResolve: true },
  },
];

module.exports = {
  forbidden: [...floorRules, ...doorRules, ...houseRules],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['/generated/'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
