import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { boundAdAccounts } from '../../src/connect/index.ts';
import { deriveLanding } from '../../src/facts/index.ts';
import { addDays, dayOf, eachDay } from '../../src/foundation/kit/index.ts';
import { addUser } from '../../src/identity/index.ts';
import { buildWebWhenChanged } from '../../src/main/web.ts';
import { authenticatorCode } from '../kit/authenticator.ts';
import { testConnect } from '../kit/connected.ts';
import { landingShelf } from '../kit/landings.ts';
import { complaintsOf, openBrowser, openWindow } from '../kit/pages.ts';
import { serveProcess } from '../kit/serve-process.ts';

const EMAIL = 'noor@prikbord.example';
const MICROS = 1_000_000;
const AWAY = 'Niet verstuurd: de server antwoordt niet';

await buildWebWhenChanged();
const kit = await testConnect({ after });
const { keys, admin } = kit.database;
const ctx = kit.context({ kind: 'cli', name: 'journey' });
const clientId = await kit.connectClient(kit.users.find((user) => user.accountType === 'BUSINESS'));
const account = (await boundAdAccounts(ctx, { clientId }))[0]?.adAccountId ?? '';
const today = dayOf(ctx.clock.now());

const spend = async (micros: number): Promise<void> => {
  const shelf = landingShelf();
  const [from, to] = [addDays(today, -40), addDays(today, -1)];
  const head = { account, level: 'account' as const, from, to, pulledAt: ctx.clock.now() };
  const rows = eachDay(from, to).map((day) => ({ id: account, day, SPEND_IN_MICRO_DOLLAR: micros }));
  await deriveLanding(ctx, { clientId, landingId: shelf.addReport(head, rows) }, shelf.reader);
};

await spend(10 * MICROS);
const noor = await addUser({ ...ctx, keys }, { email: EMAIL, name: 'Noor Bakker', role: 'admin', locale: 'nl' });
const server = await serveProcess(kit.database);
await server.start();
const browser = await openBrowser();
kit.database.atEnd(() => browser.close());
const { page } = await openWindow(browser, 'nl-NL');

const stale = (of: Page) => of.getByText('Geen verbinding met de server.');

const back = async (): Promise<void> => {
  await server.start();
  await stale(page).waitFor({ state: 'detached' });
};

const count = async (sql: string, values: readonly unknown[]): Promise<number> => {
  const [row] = await admin<{ count: number }>(sql, values);
  return row?.count ?? -1;
};

const notesSaying = (text: string): Promise<number> =>
  count('select count(*)::int4 as count from client_annotations where text = $1', [text]);

test('a person signs in and opens the goals of a client', async () => {
  await page.goto(server.url);
  await page.locator('input[name=email]').fill(EMAIL);
  await page.locator('input[name=password]').fill(noor.password);
  await page.keyboard.press('Enter');
  await page.getByLabel('Code uit je authenticator-app').waitFor();
  await page.keyboard.insertText(authenticatorCode(noor.totpSecret ?? ''));
  await page.getByRole('button', { name: 'Uitloggen' }).waitFor();
  await page.goto(`${server.url}/clients/${clientId}/goals`);
  await page.getByText('Nog geen doelen').waitFor();
});

test('a note that is being written stays while the server is stopped, and is saved once it is back', async () => {
  await page.getByRole('button', { name: 'Notitie toevoegen' }).click();
  const dialog = page.getByRole('dialog', { name: 'Nieuwe notitie' });
  const field = dialog.getByLabel('Notitie', { exact: true });
  await field.fill('Actie begint, de winkels zijn vol');
  await server.stop();
  await stale(page).waitFor();
  await dialog.getByRole('button', { name: 'Opslaan' }).click();
  await dialog.getByRole('alert').getByText(AWAY).waitFor();
  assert.equal(await field.inputValue(), 'Actie begint, de winkels zijn vol');
  assert.deepEqual(await complaintsOf(page, 'a form while the server is away'), []);
  await back();
  assert.equal(await field.inputValue(), 'Actie begint, de winkels zijn vol');
  await dialog.getByRole('button', { name: 'Opslaan' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.locator('.note', { hasText: 'de winkels zijn vol' }).waitFor();
  assert.equal(await notesSaying('Actie begint, de winkels zijn vol'), 1);
});

test('a note whose answer was lost with the server is written once, however often it is sent', async () => {
  await page.getByRole('button', { name: 'Notitie toevoegen' }).click();
  const dialog = page.getByRole('dialog', { name: 'Nieuwe notitie' });
  await dialog.getByLabel('Notitie', { exact: true }).fill('Voorraad op');
  // It arrives and is done; the process ends before its answer reaches the page.
  await page.route('**/annotations', async (route) => {
    await route.fetch();
    await server.kill();
    await route.abort('connectionreset');
  });
  await dialog.getByRole('button', { name: 'Opslaan' }).click();
  await dialog.getByRole('alert').getByText(AWAY).waitFor();
  await page.unroute('**/annotations');
  assert.equal(await notesSaying('Voorraad op'), 1);
  await back();
  await dialog.getByRole('button', { name: 'Opslaan' }).click();
  await dialog.waitFor({ state: 'detached' });
  assert.equal(await notesSaying('Voorraad op'), 1);
  // Written on purpose a second time, it is a second note.
  await page.getByRole('button', { name: 'Notitie toevoegen' }).click();
  await dialog.getByLabel('Notitie', { exact: true }).fill('Voorraad op');
  await dialog.getByRole('button', { name: 'Opslaan' }).click();
  await dialog.waitFor({ state: 'detached' });
  assert.equal(await notesSaying('Voorraad op'), 2);
});

test('an invitation that is being filled in survives the loss of the server', async () => {
  await page.getByRole('link', { name: 'Mensen', exact: true }).click();
  await page.getByRole('button', { name: 'Iemand uitnodigen' }).click();
  await page.getByLabel('Naam').fill('Sanne Visser');
  await page.locator('input[name=email]').fill('sanne@prikbord.example');
  await server.kill();
  await stale(page).waitFor();
  await page.getByRole('button', { name: 'Link maken' }).click();
  await page.getByRole('alert').getByText(AWAY).waitFor();
  await back();
  assert.equal(await page.getByLabel('Naam').inputValue(), 'Sanne Visser');
  await page.getByRole('button', { name: 'Link maken' }).click();
  await page.getByRole('button', { name: 'Klaar' }).waitFor();
  const invited = 'select count(*)::int4 as count from identity_invitations where email = $1';
  assert.equal(await count(invited, ['sanne@prikbord.example']), 1);
  await page.getByRole('button', { name: 'Klaar' }).click();
});

test('the workspace keeps its figures while the server is away, and tells the new ones by itself once it is back', async () => {
  await page.goto(`${server.url}/clients/${clientId}`);
  const spent = page.locator('.key-figures > div').first();
  await spent.getByText('300', { exact: false }).first().waitFor();
  await server.stop();
  await stale(page).waitFor();
  assert.match((await spent.textContent()) ?? '', /€\s300/);
  await spend(20 * MICROS);
  await back();
  await spent.getByText('600', { exact: false }).first().waitFor();
});

test('a page that was not loaded yet comes by itself once the server is back; nobody signs in again', async () => {
  await server.kill();
  await stale(page).waitFor();
  await page.getByRole('link', { name: 'Logboek' }).click();
  // The page one was on stays where it is; the browser's own error page never comes.
  await stale(page).waitFor();
  await back();
  await page.getByRole('heading', { level: 1, name: 'Logboek' }).waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Uitloggen' }).waitFor();
});
