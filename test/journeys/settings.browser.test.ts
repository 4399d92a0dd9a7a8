import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { ClientSettings } from '../../src/api/contract.ts';
import { boundAdAccounts } from '../../src/connect/index.ts';
import { deriveLanding } from '../../src/facts/index.ts';
import { addDays, dayOf, eachDay, monthOf } from '../../src/foundation/kit/index.ts';
import { addUser } from '../../src/identity/index.ts';
import { serve } from '../../src/main/serve.ts';
import { buildWebWhenChanged } from '../../src/main/web.ts';
import { authenticatorCode } from '../kit/authenticator.ts';
import { testConnect } from '../kit/connected.ts';
import { landingShelf } from '../kit/landings.ts';
import { complaintsOf, openBrowser, openWindow } from '../kit/pages.ts';

const pictures = join(import.meta.dirname, '../../docs/pictures');
const MICROS = 1_000_000;

await buildWebWhenChanged();
const kit = await testConnect({ after });
const { config, keys } = kit.database;
const ctx = kit.context({ kind: 'cli', name: 'journey' });
const clientId = await kit.connectClient(kit.users.find((user) => user.accountType === 'BUSINESS'));
const account = (await boundAdAccounts(ctx, { clientId }))[0]?.adAccountId ?? '';

// Thirty days up to yesterday: 100 a day, 4,000 paid impressions, 25 paid clicks; of four orders two after a click.
const today = dayOf(ctx.clock.now());
const from = addDays(today, -30);
const to = addDays(today, -1);
const shelf = landingShelf();
const landingId = shelf.addReport(
  { account, level: 'account', from, to, pulledAt: ctx.clock.now() },
  eachDay(from, to).map((day) => ({
    id: account,
    day,
    SPEND_IN_MICRO_DOLLAR: 100 * MICROS,
    IMPRESSION_1: 4000,
    CLICKTHROUGH_1: 25,
    TOTAL_CHECKOUT: 4,
    TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR: 240 * MICROS,
    TOTAL_CLICK_CHECKOUT: 2,
    TOTAL_CLICK_CHECKOUT_VALUE_IN_MICRO_DOLLAR: 130 * MICROS,
    TOTAL_VIEW_CHECKOUT: 1,
    TOTAL_VIEW_CHECKOUT_VALUE_IN_MICRO_DOLLAR: 60 * MICROS,
    TOTAL_ENGAGEMENT_CHECKOUT: 1,
    TOTAL_ENGAGEMENT_CHECKOUT_VALUE_IN_MICRO_DOLLAR: 50 * MICROS,
  })),
);
await deriveLanding(ctx, { clientId, landingId }, shelf.reader);

const person = (email: string, role: 'manager' | 'marketer') =>
  addUser({ ...ctx, keys }, { email, name: 'Eva de Wit', role, locale: 'nl', clientIds: [clientId] });
const manager = await person('eva@prikbord.example', 'manager');
const marketer = await person('mark@prikbord.example', 'marketer');
const serving = await serve({ config: { ...config, port: 0 } });
kit.database.atEnd(() => serving.stop());
const browser = await openBrowser();
kit.database.atEnd(() => browser.close());
const { page, problems } = await openWindow(browser, 'nl-NL');

type SignedIn = { readonly password: string; readonly totpSecret: string | null };

const signIn = async (on: typeof page, email: string, { password, totpSecret }: SignedIn): Promise<void> => {
  await on.goto(serving.url);
  await on.locator('input[name=email]').fill(email);
  await on.locator('input[name=password]').fill(password);
  await on.keyboard.press('Enter');
  await on.getByLabel('Code uit je authenticator-app').waitFor();
  await on.keyboard.insertText(authenticatorCode(totpSecret ?? ''));
  await on.getByRole('button', { name: 'Uitloggen' }).waitFor();
};

const settingsNow = (): Promise<ClientSettings> =>
  page.evaluate(
    async (id) => (await (await fetch(`/api/v1/clients/${id}/settings`)).json()) as ClientSettings,
    clientId,
  );

const picture = async (name: string): Promise<void> => {
  if (process.env.PRIKBORD_PICTURES !== '1') return;
  await mkdir(pictures, { recursive: true });
  await page.evaluate('window.scrollTo(0, 0)');
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
};

const form = (name: string) => page.getByRole('form', { name });
const savedIn = (name: string) => form(name).getByText('Opgeslagen.').waitFor();

// In words as the page writes them.
const written = (day: string): string =>
  new Intl.DateTimeFormat('nl-NL', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
const euro = (amount: number): string => {
  const formatted = new Intl.NumberFormat('nl-NL', { style: 'currency', currency: 'EUR' }).format(amount);
  return formatted.replaceAll(/\s/g, ' ');
};

test('a manager renames the client, and what is wrong stands beside its field', async () => {
  await signIn(page, 'eva@prikbord.example', manager);
  await page.goto(`${serving.url}/clients/${clientId}`);
  await page.getByRole('link', { name: 'Instellingen' }).click();
  const details = form('Klant');
  await details.getByLabel('Naam').fill('');
  await details.getByRole('button', { name: 'Opslaan' }).click();
  await details.getByText('Geef een naam van 1 tot 120 tekens.').waitFor();
  await details.getByLabel('Naam').fill('Bloemen & Zo');
  await details.getByLabel('Tijdzone').selectOption('Europe/Brussels');
  await page.keyboard.press('Enter');
  await savedIn('Klant');
  const { name, zone } = await settingsNow();
  assert.deepEqual([name, zone], ['Bloemen & Zo', 'Europe/Brussels']);
  await page.locator('.client-tabs-name', { hasText: 'Bloemen & Zo' }).waitFor();
});

test('a shorter term says from which day figures stay and what goes, and waits for a yes', async () => {
  const term = form('Bewaartermijn');
  const { keptFrom: before } = await settingsNow();
  await term.getByText(`Cijfers worden nu bewaard vanaf ${written(before)}.`).waitFor();
  await term.getByLabel('Maanden').fill('12');
  const first = monthOf(addDays(monthOf(today), -1));
  const year = Number(monthOf(today).slice(0, 4)) - 1;
  const stays = `${year}${monthOf(today).slice(4)}`;
  assert.ok(stays < first);
  await term.getByText(`Cijfers van vóór ${written(stays)} zijn meteen niet meer te zien`).waitFor();
  await term.getByRole('button', { name: 'Opslaan' }).click();
  await term.getByText('Bevestig eerst dat deze cijfers gewist mogen worden.').waitFor();
  assert.equal((await settingsNow()).keepMonths, 31);
  assert.deepEqual(await complaintsOf(page, 'shorter term', [390]), []);
  await term.getByLabel(`Ja, wis alle cijfers van vóór ${written(stays)}`).check();
  await term.getByRole('button', { name: 'Opslaan' }).click();
  await savedIn('Bewaartermijn');
  assert.deepEqual(await settingsNow().then(({ keepMonths, keptFrom }) => [keepMonths, keptFrom]), [12, stays]);
});

test('storing organic figures asks for a ground; another window is collected beside the first', async () => {
  const organic = form('Organische cijfers');
  await organic.getByLabel('Bewaren').last().check();
  await organic.getByRole('button', { name: 'Opslaan' }).click();
  await organic.getByText('Noem een kenmerk van letters').waitFor();
  await organic.getByLabel('Kenmerk').fill('2026-014');
  await organic.getByRole('button', { name: 'Opslaan' }).click();
  await savedIn('Organische cijfers');
  const counting = form('Conversies');
  await counting.getByRole('button', { name: 'Venster toevoegen' }).click();
  await counting.getByLabel('Venster 2', { exact: true }).selectOption('7/7/1');
  await counting.getByLabel('De dag van de aankoop').uncheck();
  await counting.getByRole('button', { name: 'Opslaan' }).click();
  await savedIn('Conversies');
  const { organicGround, windows, reportTimes } = await settingsNow();
  assert.deepEqual(
    [organicGround, windows, reportTimes],
    ['contract:2026-014', ['30/30/1', '7/7/1'], ['TIME_OF_AD_ACTION']],
  );
});

test('an agency fee is agreed on and stands beside media cost, and in no other figure', async () => {
  await page.getByText('Er zijn geen bureaukosten afgesproken.').waitFor();
  await page.getByRole('button', { name: 'Afspraak toevoegen' }).click();
  const dialog = page.getByRole('dialog', { name: 'Nieuwe afspraak' });
  await dialog.getByLabel('Vanaf').fill('2026-01');
  await dialog.getByLabel('Percentage van de mediakosten').fill('twaalf');
  await page.keyboard.press('Enter');
  await dialog.getByText('Geef een percentage van 0 tot 100.').waitFor();
  await dialog.getByLabel('Percentage van de mediakosten').fill('12,5');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('row', { name: /12,5%/ }).waitFor();
  await picture('settings');
  await page.getByRole('link', { name: 'Resultaten' }).click();
  const costs = page.getByRole('table', { name: 'Kosten' });
  await costs.waitFor();
  const cells = (await costs.locator('tbody td').allTextContents()).map((each) => each.replaceAll(/\s/g, ' '));
  // 30 × 100 over 120,000 impressions and 750 clicks; 12.5 % of it is 375.
  const shown = [3000, 375, 25, 3.13, 4, 0.5].map(euro);
  assert.deepEqual(cells, shown);
});

test('orders after a click, an engagement and a view stand as large as all of them', async () => {
  const credited = page.getByRole('region', { name: 'Waaraan aankopen worden toegerekend' });
  await credited.locator('.credit-tile .figure-value').first().waitFor();
  const orders = await credited.locator('.credit-tile div:first-child > dd .figure-value').allTextContents();
  assert.deepEqual(orders, ['120', '60', '30', '30']);
  await credited.getByText('Een cijfer op laatste klik geeft Pinterest niet').waitFor();
  const boxes = await Promise.all((await credited.locator('.credit-tile').all()).map((each) => each.boundingBox()));
  assert.equal(new Set(boxes.map((box) => `${Math.round(box?.width ?? 0)}×${Math.round(box?.height ?? 0)}`)).size, 1);
});

test('the account’s organic figures are a view of their own, apart from the ads', async () => {
  await page.getByText('Organisch', { exact: true }).click();
  const organic = page.getByRole('region', { name: 'Organisch', exact: true });
  // Stored from now on, and no night has been yet: unknown, and not zero.
  await organic.getByText('0 van 30 dagen bekend.').waitFor();
  assert.equal(await organic.locator('.organic-sum dd').first().textContent(), 'onbekend');
  assert.equal(await page.locator('.credit-tile, .costs').count(), 0);
  const off = await page.evaluate(async (id) => {
    const answer = await fetch(`/api/v1/clients/${id}/settings`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ organicHistory: false }),
    });
    return answer.status;
  }, clientId);
  assert.equal(off, 200);
  await page.reload();
  await organic.getByText('30 van 30 dagen bekend.').waitFor();
  await organic.getByText('Ze worden niet bewaard').waitFor();
  assert.equal(await organic.locator('tbody tr').count(), 30);
  assert.match((await organic.locator('.organic-sum dd').first().textContent()) ?? '', /^[\d.]+$/);
  assert.deepEqual(await complaintsOf(page, 'organic'), []);
  await page.getByText('Samen', { exact: true }).click();
  await page.locator('.credit-tile').first().waitFor();
});

test('what the team wants to remember of the client is written on its page of goals', async () => {
  await page.getByRole('link', { name: 'Doelen en budget' }).click();
  await page.getByRole('button', { name: 'Notitie over de klant toevoegen' }).click();
  const dialog = page.getByRole('dialog', { name: 'Nieuwe notitie over de klant' });
  await dialog.getByLabel('Notitie', { exact: true }).fill('Rapport op de eerste maandag');
  await dialog.getByLabel('Voor wie').selectOption('client');
  await dialog.getByRole('button', { name: 'Opslaan' }).click();
  const note = page.locator('.note', { hasText: 'Rapport op de eerste maandag' });
  await note.getByText(/Ook voor de klant · door Eva de Wit/).waitFor();
  assert.deepEqual(await complaintsOf(page, 'client notes'), []);
  await note.getByRole('button', { name: /^Verwijder de notitie/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Verwijder' }).click();
  await page.getByText('Nog geen notities over de klant.').waitFor();
});

test('a manager adds a client and comes to where it is connected', async () => {
  await page.goto(serving.url);
  await page.getByRole('button', { name: 'Klant toevoegen' }).click();
  const dialog = page.getByRole('dialog', { name: 'Nieuwe klant' });
  await dialog.getByRole('button', { name: 'Toevoegen' }).click();
  await dialog.getByText('Geef een naam van 1 tot 120 tekens.').waitFor();
  assert.deepEqual(await complaintsOf(page, 'new client', [390]), []);
  await dialog.getByLabel('Naam').fill('Tuincentrum West');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /Tuincentrum West/ }).waitFor();
  await page.getByRole('button', { name: 'Verbinden met Pinterest' }).waitFor();
});

test('a colleague without the right reads the settings and changes nothing', async () => {
  const colleague = await openWindow(browser, 'nl-NL');
  await signIn(colleague.page, 'mark@prikbord.example', marketer);
  await colleague.page.goto(`${serving.url}/clients/${clientId}/settings`);
  await colleague.page.getByText('Alleen wie klanten beheert kan hier iets wijzigen.').waitFor();
  assert.ok(await colleague.page.getByLabel('Naam').isDisabled());
  assert.equal(await colleague.page.getByRole('button', { name: 'Opslaan' }).count(), 0);
  assert.deepEqual(colleague.problems, []);
  await colleague.context.close();
});

test('the pages have no accessibility fault and fit, in both themes, languages and widths', async () => {
  const found: string[] = [];
  for (const theme of ['light', 'dark']) {
    for (const locale of ['nl', 'en']) {
      await page.goto(`${serving.url}/clients/${clientId}/settings`);
      await page.evaluate(
        ([scheme = '', language = '']) => {
          localStorage.setItem('mantine-color-scheme-value', scheme);
          localStorage.setItem('prikbord-locale', language);
        },
        [theme, locale],
      );
      await page.reload();
      await page.locator('.stacking tbody tr').first().waitFor();
      found.push(...(await complaintsOf(page, `settings ${theme} ${locale}`)));
      await page.goto(`${serving.url}/clients/${clientId}`);
      await page.locator('.costs').waitFor();
      await page.locator('.credit-tile').first().waitFor();
      found.push(...(await complaintsOf(page, `workspace ${theme} ${locale}`)));
    }
  }
  assert.deepEqual(found, []);
  // Refusals that were asked for.
  assert.deepEqual(
    problems.filter((each) => !each.includes('422')),
    [],
  );
});
