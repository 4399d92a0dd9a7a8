import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Locator } from 'playwright-core';
import { addUser } from '../../src/identity/index.ts';
import { serve } from '../../src/main/serve.ts';
import { buildWebWhenChanged } from '../../src/main/web.ts';
import { plantAgency, situations } from '../kit/agency.ts';
import { authenticatorCode } from '../kit/authenticator.ts';
import { testDatabase } from '../kit/index.ts';
import { complaintsOf, openBrowser, openWindow, until } from '../kit/pages.ts';

const EMAIL = 'eva@prikbord.example';
const pictures = join(import.meta.dirname, '../../docs/pictures');

await buildWebWhenChanged();
const database = await testDatabase({ after });
const { config, keys, admin } = database;
const ctx = { ...database.context({ kind: 'cli', name: 'journey' }), keys };
const clients = await plantAgency(ctx, { admin, situations });
const eva = await addUser(ctx, { email: EMAIL, name: 'Eva de Wit', role: 'admin', locale: 'nl' });
const serving = await serve({ config: { ...config, port: 0 } });
database.atEnd(() => serving.stop());
const browser = await openBrowser();
database.atEnd(() => browser.close());
const { page, problems } = await openWindow(browser, 'nl-NL');

const texts = async (found: Locator): Promise<string[]> =>
  (await found.allTextContents()).map((text) => text.replaceAll('\u00a0', ' ').trim());
const needy = (): Promise<string[]> => texts(page.locator('.needy > .client-link'));
const names = (): Promise<string[]> => texts(page.locator('.rows .client-link'));
const reasonOf = (name: string): Locator => page.locator('.needy', { hasText: name }).locator('.reason-text');
const untilNames = (what: string, wanted: readonly string[]): Promise<void> =>
  until(what, async () => (await names()).join() === wanted.join());

const picture = async (name: string, width: number): Promise<void> => {
  if (process.env.PRIKBORD_PICTURES !== '1') return;
  await mkdir(pictures, { recursive: true });
  await page.setViewportSize({ width, height: 900 });
  await page.evaluate('window.scrollTo(0, 0)');
  await page.screenshot({ path: join(pictures, `${name}.png`) });
  await page.setViewportSize({ width: 1440, height: 900 });
};

const byWeight = [
  'Herverbinden BV',
  'Kosten Lopen',
  'Eeuwig Stil',
  'Dagen Kwijt',
  'Gulle Gever',
  'Fietsen van Dam',
  'Conversie & Co',
  'Achterblijver',
  'Juist Gekozen',
  'IJssalon Nieuw',
];

test('the page opens with who needs somebody, why, and where to act; the rows follow in the same order', async () => {
  await page.goto(serving.url);
  await page.locator('input[name=email]').fill(EMAIL);
  await page.locator('input[name=password]').fill(eva.password);
  await page.keyboard.press('Enter');
  await page.getByLabel('Code uit je authenticator-app').waitFor();
  await page.keyboard.insertText(authenticatorCode(eva.totpSecret ?? ''));
  await page.getByRole('heading', { level: 2, name: '10 klanten vragen aandacht' }).waitFor();
  await picture('overview', 1440);
  assert.deepEqual(await needy(), byWeight.slice(0, 6));
  await page.getByRole('button', { name: 'Toon alle 10' }).click();
  assert.deepEqual(await needy(), byWeight);
  assert.deepEqual(await names(), [...byWeight, 'Bakkerij Rust']);
  assert.match(
    (await texts(reasonOf('Gulle Gever')))[0] ?? '',
    /^Budget loopt 30% voor op plan: in dit tempo is het op /,
  );
  assert.match(
    (await texts(reasonOf('Herverbinden BV')))[0] ?? '',
    /^Opnieuw verbinden nodig sinds \d+ \w+\. Pinterest/,
  );
  assert.match((await texts(reasonOf('Dagen Kwijt')))[0] ?? '', /^3 dagen ontbreken sinds \d+ \w+\. \w/);
  const row = page.locator('.rows tbody tr', { hasText: 'Gulle Gever' });
  await row.getByText('€ 1.560 van € 3.000').waitFor();
  await row.getByText('30% voor op plan', { exact: true }).waitFor();
  await page
    .locator('.rows tbody tr', { hasText: 'Fietsen van Dam' })
    .locator('.standing', { hasText: 'doel ten minste 2,00' })
    .waitFor();
  assert.deepEqual(problems, []);
});

test('search, choices and order stand in the address, and the way back finds them again', async () => {
  await page.getByRole('button', { name: 'Klant', exact: true }).click();
  await untilNames(
    'by name',
    [...clients.keys()].toSorted((one, other) => one.localeCompare(other, 'nl')),
  );
  await page.getByText('Aandacht nodig (10)').click();
  await page.getByLabel('Verbinding', { exact: true }).selectOption('reconnect');
  await untilNames('the broken connection', ['Herverbinden BV']);
  assert.deepEqual(Object.fromEntries(new URL(page.url()).searchParams), {
    sort: 'client',
    order: 'up',
    show: 'attention',
    connection: 'reconnect',
  });
  await page.getByLabel('Zoek een klant').fill('niemand');
  await page.getByText('Geen klant die hieraan voldoet.').waitFor();
  await page.getByRole('button', { name: 'Toon alle klanten' }).click();
  await until('all are back', async () => (await names()).length === 11);
  assert.equal(new URL(page.url()).search, '');
  await page.goto(`${serving.url}/?q=ijssalon`);
  await untilNames('found by the address', ['IJssalon Nieuw']);
  assert.equal(await page.getByLabel('Zoek een klant').inputValue(), 'ijssalon');
});

test('by key alone: a slash to search, arrows through the clients, Enter to open one', async () => {
  await page.goto(serving.url);
  await page.locator('.rows .client-link').first().waitFor();
  await page.keyboard.press('/');
  const focused = () => page.evaluate('document.activeElement.textContent');
  assert.equal(await page.evaluate('document.activeElement.type'), 'search');
  await page.keyboard.type('en');
  const found = ['Dagen Kwijt', 'Fietsen van Dam', 'Kosten Lopen'];
  await until('what matches', async () => (await names()).every((name) => /en/i.test(name)));
  assert.ok((await names()).length >= found.length);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  assert.equal(await focused(), (await names())[1]);
  await page.keyboard.press('ArrowUp');
  assert.equal(await focused(), (await names())[0]);
  const [first = ''] = await names();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: first }).waitFor();
  await page.goBack();
  await untilNames('the way back finds the search', await names());
  assert.match(page.url(), /q=en/);
});

test('a reason leads to where it is solved, and the client’s own page says the same at its top', async () => {
  await page.goto(serving.url);
  await page
    .locator('.needy', { hasText: 'Gulle Gever' })
    .getByRole('link', { name: /^Naar doelen en budget/ })
    .click();
  await page.waitForURL(`**/clients/${clients.get('Gulle Gever')}/goals`);
  await page.goto(`${serving.url}/clients/${clients.get('Gulle Gever')}`);
  const own = page.getByRole('region', { name: 'Vraagt aandacht' });
  await own.getByText('Budget loopt 30% voor op plan').waitFor();
  await page.goto(`${serving.url}/clients/${clients.get('Bakkerij Rust')}`);
  await page.locator('.chart svg').waitFor();
  assert.equal(await own.count(), 0);
});

test('the page has no accessibility fault and fits, in both themes, languages and widths', async () => {
  const found: string[] = [];
  for (const theme of ['light', 'dark']) {
    for (const locale of ['nl', 'en']) {
      await page.evaluate(
        ([scheme = '', language = '']) => {
          localStorage.setItem('mantine-color-scheme-value', scheme);
          localStorage.setItem('prikbord-locale', language);
        },
        [theme, locale],
      );
      await page.goto(serving.url);
      await page.locator('.rows .client-link').first().waitFor();
      found.push(...(await complaintsOf(page, `${theme} ${locale}`)));
      if (theme === 'light' && locale === 'nl') await picture('overview-phone', 390);
    }
  }
  assert.deepEqual(found, []);
  await page.getByRole('heading', { level: 2, name: '10 clients need attention' }).waitFor();
  await reasonOf('Gulle Gever').getByText('Budget runs 30% ahead of plan').waitFor();
  assert.deepEqual(problems, []);
});
