import {
  addClient,
  type ClientDetails,
  type ClientSettings as Collecting,
  changeClient,
  getClient,
  keptFrom,
} from '../../../clients/index.ts';
import type { Context } from '../../../foundation/db/index.ts';
import { type ClientId, dayOf, Fault, parseDay } from '../../../foundation/kit/index.ts';
import { joinClient } from '../../../identity/index.ts';
import { validWindows } from '../../../pinterest/contract.ts';
import {
  type ClientAdded,
  type ClientSettings,
  clientAdded,
  clientRequest,
  clientSettings,
  type SettingsChange,
  settingsChange,
} from '../../contract/settings.ts';
import { clientOf, type Route, route } from '../../route.ts';

const told = async (ctx: Context, clientId: ClientId): Promise<ClientSettings> => {
  const client = await getClient(ctx, { clientId });
  const today = dayOf(ctx.clock.now());
  const { windows, reportTimes, ...settings } = client.settings;
  return {
    id: String(clientId),
    name: client.name,
    kind: client.kind,
    locale: client.locale,
    zone: client.zone,
    ...settings,
    windows: [...windows],
    windowChoices: [...validWindows],
    reportTimes: [...reportTimes],
    today,
    keptFrom: keptFrom(settings.keepMonths, today),
    termsAcceptedAt: client.termsAcceptedAt?.toISOString() ?? null,
  };
};

const given = <Part extends object>(part: Part): Part | undefined =>
  Object.values(part).every((value) => value === undefined) ? undefined : part;

// What was not sent is not there at all: `undefined` in the place of a setting would take it away.
const sent = (part: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries(part).filter(([, value]) => value !== undefined));

const changeOf = ({ name, kind, locale, zone, keptFrom: stays, ...rest }: SettingsChange) => {
  const details: ClientDetails | undefined = given(sent({ name, kind, locale, zone }));
  const settings: Partial<Collecting> | undefined = given(sent(rest));
  return {
    ...(details === undefined ? {} : { details }),
    ...(settings === undefined ? {} : { settings }),
    ...(stays === undefined ? {} : { keptFrom: parseDay(stays) }),
  };
};

const read = route({
  method: 'GET',
  path: '/clients/:clientId/settings',
  summary: 'What the client is called, and what its contract decides about collecting and keeping',
  action: 'clients.read',
  answer: clientSettings,
  run: async ({ ctx }, asked): Promise<ClientSettings> => told(ctx, clientOf(asked)),
});

const change = route({
  method: 'PATCH',
  path: '/clients/:clientId/settings',
  summary: 'Change some of it; a shorter term goes together with `keptFrom`, the first day whose figures stay',
  action: 'clients.manage',
  body: settingsChange,
  answer: clientSettings,
  run: async ({ ctx }, asked): Promise<ClientSettings> => {
    const clientId = clientOf(asked);
    await changeClient(ctx, { clientId, ...changeOf(asked.body) });
    return told(ctx, clientId);
  },
});

const add = route({
  method: 'POST',
  path: '/clients',
  summary: 'Add a client with the usual settings; who adds one and sees some clients only, sees this one too',
  action: 'clients.manage',
  body: clientRequest,
  answer: clientAdded,
  run: async ({ ctx }, { person, body }): Promise<ClientAdded> => {
    // A key is made for clients by name: one that could add others would reach further than its maker said.
    if (person.kind === 'key' && person.clientIds !== 'all') {
      throw new Fault('IDENTITY_FORBIDDEN', 'forbidden', 'This key is for some clients only.');
    }
    const clientId = await addClient(ctx, body);
    if (person.kind === 'user') await joinClient(ctx, { userId: person.userId, clientId });
    return { id: String(clientId) };
  },
});

/** A client's settings, and adding a client. @personal the name of a client that is a natural person */
export const settingsRoutes: readonly Route[] = [read, change, add];
