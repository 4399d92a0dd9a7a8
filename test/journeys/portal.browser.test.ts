import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import sharp from 'sharp';
import { boundAdAccounts } from '../../src/connect/index.ts';
import { deriveLanding } from '../../src/facts/index.ts';
import { addDays, type ClientId, dayOf, eachDay } from '../../src/foundation/kit/index.ts';
import { addUser } from '../../src/identity/index.ts';
import { serve } from '../../src/main/serve.ts';
import { buildWebWhenChanged } from '../../src/main/web.ts';
import { authenticatorCode } from '../kit/authenticator.ts';
import { testConnect } from '../kit/connected.ts';
import { landingShelf } from '../kit/landings.ts';
import { complaintsOf, openBrowser, openWindow } from '../kit/pages.ts';

const pictures = join(import.meta.dirname, '../../docs/pictures');

await buildWebWhenChanged();
const dataDir = await mkdtemp(join(tmpdir(), 'prikbord-portal-'));
after(() => rm(dataDir, { recursive: true }));
const kit = await testConnect({ after });
const { config, keys } = kit.database;
const ctx = kit.context({ kind: 'cli', name: 'journey' });
const today = dayOf(ctx.clock.now());
const [from, to] = [addDays(today, -60), addDays(today, -1)];

/** A connected client with two months of figures. */
const collected = async (nth: number): Promise<ClientId> => {
  const clientId = await kit.connectClient(kit.users.filter((user) => user.accountType === 'BUSINESS')[nth]);
  const [bound] = await boundAdAccounts(ctx, { clientId });
  const account = bound?.adAccountId ?? '';
  const shelf = landingShelf();
  const rows = eachDay(from, to).map((day, index) => ({
    id: account,
    day,
    SPEND_IN_MICRO_DOLLAR: 50_000_000 + index * 1_000_000 * (nth + 1),
    IMPRESSION_1: 9000 + index,
    CLICKTHROUGH_1: 90,
    REPIN_1: 12,
    TOTAL_CONVERSIONS: 4,
    TOTAL_CHECKOUT: 2,
    TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR: 180_000_000,
  }));
  const head = { account, level: 'account' as const, from, to, pulledAt: ctx.clock.now() };
  await deriveLanding(ctx, { clientId, landingId: shelf.addReport(head, rows) }, shelf.reader);
  return clientId;
};

const [ours, theirs] = [await collected(0), await collected(1)];
const [oursName, theirsName] = (
  await kit.database.admin<{ name: string }>('select name from clients order by added_at')
).map((row) => row.name);
assert.ok(oursName !== undefined && theirsName !== undefined);
const person = (role: 'manager' | 'viewer', email: string, clientId: ClientId) =>
  addUser({ ...ctx, keys }, { email, name: 'Noor Bakker', role, locale: 'nl', clientIds: [clientId] });
const manager = await person('manager', 'manager@prikbord.example', ours);
const viewer = await person('viewer', 'noor@client.example', ours);
const other = await person('viewer', 'noor@elders.example', theirs);

const serving = await serve({ config: { ...config, dataDir, port: 0 } });
kit.database.atEnd(() => serving.stop());
const browser = await openBrowser();
kit.database.atEnd(() => browser.close());

const signIn = async (who: { email: string; password: string; totpSecret: string | null }) => {
  const window = await openWindow(browser, 'nl-NL');
  const { page } = window;
  await page.goto(serving.url);
  await page.locator('input[name=email]').fill(who.email);
  await page.locator('input[name=password]').fill(who.password);
  await page.keyboard.press('Enter');
  if (who.totpSecret !== null) {
    await page.getByLabel('Code uit je authenticator-app').waitFor();
    await page.keyboard.insertText(authenticatorCode(who.totpSecret));
  }
  await page.getByRole('button', { name: 'Uitloggen' }).waitFor();
  return window;
};

test('a manager gives a client’s window its name, colour and logo', async () => {
  const { page, problems, context } = await signIn({ email: 'manager@prikbord.example', ...manager });
  await page.goto(`${serving.url}/clients/${ours}/brand`);
  await page.getByLabel('Naam in het venster').fill('Bloemist De Vries');
  await page.getByLabel('Kleur', { exact: true }).fill('geel');
  await page.getByRole('button', { name: 'Opslaan' }).click();
  await page.getByRole('alert').getByText('#1f6f43').waitFor();
  await page.getByLabel('Kleur', { exact: true }).fill('#c2410c');
  await page.getByRole('button', { name: 'Opslaan' }).click();
  await page.getByText('Opgeslagen.').waitFor();
  const logo = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="360" height="90"><rect width="360" height="90" rx="18" fill="#c2410c"/><text x="180" y="60" font-size="44" font-family="sans-serif" fill="#fff" text-anchor="middle">De Vries</text></svg>',
  );
  await page.locator('input[type=file]').setInputFiles({ name: 'logo.svg', mimeType: 'image/png', buffer: logo });
  await page.getByText('Deze afbeelding kan niet worden gebruikt.').waitFor();
  const picture = await sharp(logo).png().toBuffer();
  await page.locator('input[type=file]').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: picture });
  await page.getByAltText('Logo van Bloemist De Vries').waitFor();
  assert.deepEqual(await complaintsOf(page, 'brand'), []);
  // The two refusals were asked for.
  assert.deepEqual(
    problems.filter((each) => !each.includes('422')),
    [],
  );
  await context.close();
});

test('people of a client land on their own results, under their own brand, and find nobody else’s', async () => {
  const { page, problems, context } = await signIn({ email: 'noor@client.example', ...viewer });
  await page.getByAltText('Logo van Bloemist De Vries').waitFor();
  await page.locator('.chart svg').waitFor();
  assert.match(page.url(), new RegExp(`/clients/${ours}$`));
  assert.equal(await page.getByText('Alle klanten').count(), 0);
  const shown = (await page.locator('body').textContent()) ?? '';
  for (const foreign of [theirsName, String(theirs)]) assert.ok(!shown.includes(foreign), foreign);
  if (process.env.PRIKBORD_PICTURES === '1') {
    await mkdir(pictures, { recursive: true });
    await page.screenshot({ path: join(pictures, 'portal.png') });
  }
  assert.deepEqual(await complaintsOf(page, 'results'), []);
  await page.getByRole('link', { name: 'Jouw gegevens' }).click();
  await page.getByRole('heading', { level: 1, name: 'Jouw gegevens' }).waitFor();
  await page.getByText('maanden. Cijfers van voor').waitFor();
  assert.deepEqual(await complaintsOf(page, 'data'), []);
  await page.emulateMedia({ colorScheme: 'dark' });
  assert.deepEqual(await complaintsOf(page, 'data dark'), []);
  assert.deepEqual(problems, []);
  await page.goto(`${serving.url}/clients/${theirs}`);
  await page.getByRole('alert').waitFor();
  const [foreign, unknown] = await Promise.all(
    [theirs, 7].map((id) => context.request.get(`${serving.url}/api/v1/clients/${id}/brand/logo`)),
  );
  assert.deepEqual([foreign?.status(), await foreign?.text()], [404, await unknown?.text()]);
  await context.close();
});

test('a client without a brand of its own sees its name, and not that of another', async () => {
  const { page, problems, context } = await signIn({ email: 'noor@elders.example', ...other });
  await page.locator('.chart svg').waitFor();
  await page.locator('.bar').getByText(theirsName).waitFor();
  const shown = (await page.locator('body').textContent()) ?? '';
  for (const foreign of [oursName, 'De Vries', String(ours)]) assert.ok(!shown.includes(foreign), foreign);
  assert.deepEqual(problems, []);
  await context.close();
});
