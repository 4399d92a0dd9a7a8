import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { GoalList } from '../../src/api/contract.ts';
import { boundAdAccounts } from '../../src/connect/index.ts';
import { deriveLanding } from '../../src/facts/index.ts';
import { addDays, dayOf, eachDay } from '../../src/foundation/kit/index.ts';
import { addUser } from '../../src/identity/index.ts';
import { serve } from '../../src/main/serve.ts';
import { buildWebWhenChanged } from '../../src/main/web.ts';
import { authenticatorCode } from '../kit/authenticator.ts';
import { testConnect } from '../kit/connected.ts';
import { landingShelf } from '../kit/landings.ts';
import { complaintsOf, openBrowser, openWindow, until } from '../kit/pages.ts';

const pictures = join(import.meta.dirname, '../../docs/pictures');
const EMAIL = 'mark@prikbord.example';
const MICROS = 1_000_000;

await buildWebWhenChanged();
const kit = await testConnect({ after });
const { config, keys } = kit.database;
const ctx = kit.context({ kind: 'cli', name: 'journey' });
const clientId = await kit.connectClient(kit.users.find((user) => user.accountType === 'BUSINESS'));
const account = (await boundAdAccounts(ctx, { clientId }))[0]?.adAccountId ?? '';

// Twelve days of a period of thirty, 1300 spent of 3000; before it ten even weeks, so that every weekday weighs alike.
const today = dayOf(ctx.clock.now());
const from = addDays(today, -12);
const to = addDays(from, 29);
const spent = [110, 90, 120, 100, 105, 95, 130, 100, 110, 115, 110, 115];
const shelf = landingShelf();
const earlier = Array.from({ length: 70 }, () => 100);
const head = {
  account,
  level: 'account' as const,
  from: addDays(from, -earlier.length),
  to: addDays(today, -1),
  pulledAt: ctx.clock.now(),
};
const rows = eachDay(head.from, head.to).map((day, index) => ({
  id: account,
  day,
  SPEND_IN_MICRO_DOLLAR: ([...earlier, ...spent][index] ?? 0) * MICROS,
  TOTAL_CHECKOUT: 3,
  TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR: 325 * MICROS,
}));
await deriveLanding(ctx, { clientId, landingId: shelf.addReport(head, rows) }, shelf.reader);

const mark = await addUser(
  { ...ctx, keys },
  { email: EMAIL, name: 'Mark Jansen', role: 'marketer', locale: 'nl', clientIds: [clientId] },
);
const serving = await serve({ config: { ...config, port: 0 } });
kit.database.atEnd(() => serving.stop());
const browser = await openBrowser();
kit.database.atEnd(() => browser.close());
const { page, problems } = await openWindow(browser, 'nl-NL');

const goalsNow = (): Promise<GoalList> =>
  page.evaluate(async (id) => {
    const answer = await fetch(`/api/v1/clients/${id}/goals`);
    return (await answer.json()) as GoalList;
  }, clientId);

const picture = async (name: string): Promise<void> => {
  if (process.env.PRIKBORD_PICTURES !== '1') return;
  await mkdir(pictures, { recursive: true });
  await page.evaluate('window.scrollTo(0, 0)');
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
};

test('a marketer goes from the client to its goals, and is told what to do where there are none', async () => {
  await page.goto(serving.url);
  await page.locator('input[name=email]').fill(EMAIL);
  await page.locator('input[name=password]').fill(mark.password);
  await page.keyboard.press('Enter');
  await page.getByLabel('Code uit je authenticator-app').waitFor();
  await page.keyboard.insertText(authenticatorCode(mark.totpSecret ?? ''));
  await page.getByRole('button', { name: 'Uitloggen' }).waitFor();
  await page.goto(`${serving.url}/clients/${clientId}`);
  await page.getByRole('link', { name: 'Doelen en budget' }).click();
  await page.getByText('Nog geen doelen').waitFor();
  assert.deepEqual(await complaintsOf(page, 'no goals'), []);
});

test('a budget is set by keyboard; what is wrong stands beside its field; then its pace is told as the API tells it', async () => {
  await page.getByRole('button', { name: 'Doel toevoegen' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Nieuw doel' });
  await dialog.waitFor();
  await dialog.getByLabel('Eerste dag').fill(to);
  await dialog.getByLabel('Laatste dag').fill(from);
  await dialog.getByLabel(/^Bedrag in/).fill('drie');
  await page.keyboard.press('Enter');
  await dialog.getByText('Schrijf een getal boven nul').waitFor();
  assert.deepEqual(await complaintsOf(page, 'dialog', [390]), []);
  await dialog.getByLabel(/^Bedrag in/).fill('3.000');
  await page.keyboard.press('Enter');
  await dialog.getByText('De laatste dag ligt voor de eerste').waitFor();
  await dialog.getByLabel('Eerste dag').fill(from);
  await dialog.getByLabel('Laatste dag').fill(to);
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });

  await page.locator('.pace-headline', { hasText: '8% voor op plan' }).waitFor();
  const { items } = await goalsNow();
  const { progress } = items[0] ?? assert.fail('the goal is there');
  assert.equal(progress.index?.toFixed(4), '1.0833');
  assert.deepEqual(
    [progress.value, progress.forecast, progress.neededPerDay],
    ['1300000000', '3250000000', '94444444'],
  );
  const euro = (micros: number) =>
    new Intl.NumberFormat('nl-NL', { style: 'currency', currency: items[0]?.currency ?? '' }).format(micros / MICROS);
  const tiles = await page.locator('.pace-tile dd').allTextContents();
  assert.deepEqual(tiles, [
    `${euro(1_300_000_000)} van ${euro(3_000_000_000)}`,
    euro(1_200_000_000),
    euro(3_250_000_000),
    euro(94_444_444),
  ]);
  await page.locator('.chart svg').waitFor();
  await page.getByText('Als tabel').click();
  await until(
    'every day of the period is in the table',
    async () => (await page.locator('.days tbody tr').count()) === 30,
  );
  await page.getByText('Als grafiek').click();
});

test('a second budget for the same days is refused beside the field, and a result is judged by sum over sum', async () => {
  await page.getByRole('button', { name: 'Doel toevoegen' }).click();
  const dialog = page.getByRole('dialog', { name: 'Nieuw doel' });
  await dialog.getByLabel('Eerste dag').fill(addDays(from, 5));
  await dialog.getByLabel('Laatste dag').fill(addDays(to, 5));
  await dialog.getByLabel(/^Bedrag in/).fill('500');
  await page.keyboard.press('Enter');
  await dialog.getByText('loopt in deze dagen al een budget').waitFor();
  await dialog.getByLabel('Soort doel').selectOption('at-least');
  await dialog.getByLabel('Cijfer').selectOption('roas');
  await dialog.getByLabel('Eerste dag').fill(from);
  await dialog.getByLabel('Laatste dag').fill(to);
  await dialog.getByLabel('Doel, als getal').fill('4');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  // Twelve times 325 over 1300.
  const row = page.locator('.goals tbody tr', { hasText: 'ROAS' });
  await row.getByText('3,00', { exact: true }).waitFor();
  await row.getByText('Blijft achter').waitFor();
  await row.getByText('0 van 12 dagen definitief').waitFor();
  await row.getByRole('button', { name: /^Wijzig ROAS/ }).click();
  const change = page.getByRole('dialog', { name: 'Doel wijzigen' });
  await change.getByLabel('Doel, als getal').fill('2,5');
  await page.keyboard.press('Enter');
  await row.getByText('Op schema').waitFor();
});

test('a note is written beside a day, for the client too, and taken away again', async () => {
  await page.getByRole('button', { name: 'Notitie toevoegen' }).click();
  const dialog = page.getByRole('dialog', { name: 'Nieuwe notitie' });
  await dialog.getByRole('button', { name: 'Opslaan' }).click();
  await dialog.getByText('De notitie is leeg of te lang.').waitFor();
  await dialog.getByLabel('Eerste dag').fill(addDays(from, 6));
  await dialog.getByLabel('Notitie', { exact: true }).fill('Zomeruitverkoop: prijzen < € 20');
  await dialog.getByLabel('Voor wie').selectOption('client');
  await dialog.getByRole('button', { name: 'Opslaan' }).click();
  const note = page.locator('.note', { hasText: 'Zomeruitverkoop: prijzen < € 20' });
  await note.getByText('Ook voor de klant · door Mark Jansen').waitFor();
  await picture('goals');
  await page.getByRole('navigation', { name: 'Waar u bent' }).getByRole('link').last().click();
  await page.locator('.chart svg').waitFor();
  // The mark stands above the day, and the day's row says what was written.
  await until(
    'the day has its mark',
    async () => (await page.locator('.chart svg path[fill="#b45309"]').count()) === 1,
  );
  await page.getByText('Als tabel').click();
  await page.locator('.days tbody tr', { hasText: 'Zomeruitverkoop: prijzen < € 20' }).waitFor();
  await page.goBack();
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
      await page.reload();
      await page.locator('.chart svg').waitFor();
      await page.locator('.note').waitFor();
      found.push(...(await complaintsOf(page, `${theme} ${locale}`)));
    }
  }
  assert.deepEqual(found, []);
  await page.getByText('8% ahead of plan').first().waitFor();
  await page
    .locator('.note')
    .getByRole('button', { name: /^Remove/ })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByText('No notes yet.').waitFor();
  // Refusals that were asked for.
  assert.deepEqual(
    problems.filter((each) => !each.includes('422')),
    [],
  );
});
