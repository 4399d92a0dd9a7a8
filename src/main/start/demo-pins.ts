import { listClients } from '../../clients/index.ts';
import { askReview, draftPin, emptyContent, listPins, receiveAsset, wallClockOf } from '../../content/index.ts';
import { type FileStore, openFileStore } from '../../foundation/files/index.ts';
import type { ClientId } from '../../foundation/kit/index.ts';
import { listBoards } from '../../ingest/index.ts';
import { listWorldClients } from '../../sandbox/index.ts';
import type { Process } from '../process.ts';
import { demoWorld } from './demo.ts';

/** A Pin a creator of the demo agency has written; `days` from today and the hour on the client's wall. */
type Written = {
  readonly title: string;
  readonly description: string;
  readonly altText: string;
  readonly days: number | null;
  readonly at: string;
  readonly isFinished: boolean;
};

// A fortnight as a creator leaves it on an ordinary afternoon: some finished, some half written, one without a moment.
const fortnight: readonly Written[] = [
  {
    title: 'Zo combineer je eikenhout met wit',
    description: 'Drie kamers, één idee: warm hout, lichte wanden en veel licht van opzij.',
    altText: 'Lichte kamer met eikenhouten tafel en witte stoelen',
    days: 1,
    at: '09:00',
    isFinished: true,
  },
  {
    title: 'Vijf planten die weinig vragen',
    description: 'Voor wie vaak weg is: ze redden het ook op een noordkant en zonder water op zondag.',
    altText: 'Vijf kamerplanten op een vensterbank',
    days: 1,
    at: '19:30',
    isFinished: true,
  },
  {
    title: 'Zelf een plank ophangen in tien minuten',
    description: 'Waterpas, twee pluggen en een potlood. De maten staan op de pagina.',
    altText: 'Handen hangen een houten plank aan de muur',
    days: 2,
    at: '12:00',
    isFinished: true,
  },
  {
    title: 'Het kleurenpalet voor deze winter',
    description: 'Bosgroen, zand en een streep oker. Zo maak je er een geheel van.',
    altText: 'Kleurstalen in groen, zand en oker',
    days: 3,
    at: '20:00',
    isFinished: true,
  },
  { title: 'Cadeaus onder de dertig euro', description: '', altText: '', days: 5, at: '10:00', isFinished: false },
  {
    title: 'Een werkplek in de woonkamer',
    description: 'Klein, netjes en na vijven weg.',
    altText: '',
    days: 8,
    at: '09:00',
    isFinished: false,
  },
  { title: 'Tafel dekken voor acht', description: '', altText: '', days: 12, at: '17:00', isFinished: false },
  { title: 'Idee: opbergen onder de trap', description: '', altText: '', days: null, at: '', isFinished: false },
];

const DAY_MS = 86_400_000;
const ZONE = 'Europe/Amsterdam';
// A few clients with a plan are enough to look at; the rest show what it is like without one.
const CLIENTS = 3;

type Place = { readonly running: Process; readonly files: FileStore; readonly sandboxUrl: string };

/** The creator's own picture; the sandbox draws one for every name. */
const pictureOf = async ({ running, files, sandboxUrl }: Place, clientId: ClientId, at: number): Promise<string> => {
  const answer = await fetch(`${sandboxUrl}/assets/1000x1500/demo-${clientId}-${at}.png`);
  const source = [new Uint8Array(await answer.arrayBuffer())];
  const name = `ontwerp-${at + 1}.png`;
  return (await receiveAsset(running.ctx, files, { clientId, name, source })).assetId;
};

/** Half of what a creator fills in comes last: the board, and for some the picture. */
const contentFor = async (
  place: Place,
  clientId: ClientId,
  about: { at: number; boards: readonly string[]; site: string },
) => {
  const { at, boards, site } = about;
  const { title, description, altText, days, isFinished } = fortnight[at] as Written;
  const hasPicture = isFinished || days !== null;
  return {
    ...emptyContent,
    title,
    description,
    altText,
    boardId: isFinished ? (boards[at % Math.max(1, boards.length)] ?? null) : null,
    link: `${site}/${at + 1}`,
    media: hasPicture ? { kind: 'picture' as const, assetId: await pictureOf(place, clientId, at) } : null,
    labels: at % 2 === 0 ? ['winter'] : ['wonen'],
    utmCampaign: 'winter',
  };
};

const draftFortnight = async (
  place: Place,
  { clientId, site }: { clientId: ClientId; site: string },
): Promise<void> => {
  const { ctx } = place.running;
  if ((await listPins(ctx, { clientIds: [clientId], limit: 1 })).length > 0) return;
  const boards = (await listBoards(ctx, { clientId, most: 8 })).items.map(({ id }) => id);
  const finished: string[] = [];
  for (const [at, { days, at: hour, isFinished }] of fortnight.entries()) {
    const day = days === null ? null : new Date(ctx.clock.now().getTime() + days * DAY_MS);
    const plannedFor = day === null ? null : `${wallClockOf(ZONE, day).slice(0, 10)}T${hour}`;
    const pin = await draftPin(ctx, {
      clientId,
      content: await contentFor(place, clientId, { at, boards, site }),
      plannedFor,
    });
    if (isFinished) finished.push(pin.pinId);
  }
  // Nobody approves in the demo but who signs in: approving is a person's.
  await askReview(ctx, { clientId, pinIds: finished });
};

/** Plans a fortnight of Pins for the demo's first clients; who has any keeps what is there. */
export const draftDemoPins = async (running: Process, sandboxUrl: string): Promise<void> => {
  const files = openFileStore({ dataDir: running.config.dataDir });
  const clients = (await listClients(running.ctx)).slice(0, CLIENTS);
  const names = new Map(
    listWorldClients({ name: demoWorld.world, seed: demoWorld.seed }).map((each) => [each.name, each]),
  );
  for (const { clientId, name } of clients) {
    const site = `${sandboxUrl}/sites/${names.get(name)?.username}`;
    await draftFortnight({ running, files, sandboxUrl }, { clientId, site });
  }
};
