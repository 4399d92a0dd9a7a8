import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { boundAdAccounts } from '../../src/connect/index.ts';
import { startWorkers } from '../../src/foundation/jobs/index.ts';
import { addDays, dayOf } from '../../src/foundation/kit/index.ts';
import { addUser } from '../../src/identity/index.ts';
import { serve } from '../../src/main/serve.ts';
import { buildWebWhenChanged } from '../../src/main/web.ts';
import { handlersFor, subscriptions } from '../../src/main/wiring.ts';
import { authenticatorCode } from '../kit/authenticator.ts';
import { testConnect } from '../kit/connected.ts';
import { complaintsOf, openBrowser, openWindow, until } from '../kit/pages.ts';

const pictures = join(import.meta.dirname, '../../docs/pictures');
const EMAIL = 'noor@prikbord.example';

await buildWebWhenChanged();
const kit = await testConnect({ after });
const { config, keys } = kit.database;
const ctx = kit.context({ kind: 'cli', name: 'journey' });
const clientId = await kit.connectClient(kit.users.find((user) => user.accountType === 'BUSINESS'));
const account = (await boundAdAccounts(ctx, { clientId }))[0]?.adAccountId ?? '';
const today = dayOf(ctx.clock.now());

const noor = await addUser(
  { ...ctx, keys },
  { email: EMAIL, name: 'Noor Smit', role: 'marketer', locale: 'nl', clientIds: [clientId] },
);
// Only what this story is about: nothing is asked of Pinterest meanwhile.
const handlers = handlersFor(ctx).filter(({ job }) => /import|derive-landing/.test(job.name));
const workers = await startWorkers(ctx, { handlers, subscriptions });
kit.database.atEnd(() => workers.stop());
const serving = await serve({ config: { ...config, port: 0 } });
kit.database.atEnd(() => serving.stop());
const browser = await openBrowser();
kit.database.atEnd(() => browser.close());
const { page, problems } = await openWindow(browser, 'nl-NL');
const folder = await mkdtemp(join(tmpdir(), 'prikbord-import-'));
after(() => rm(folder, { recursive: true, force: true }));

const exportFile = async (name: string, lines: readonly string[]): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, `\ufeff${lines.join('\r\n')}\r\n`);
  return path;
};

const panel = page.getByRole('region', { name: 'Geschiedenis inlezen' });
const send = async (path: string): Promise<void> => {
  await panel.getByLabel('Bestand', { exact: true }).setInputFiles(path);
  await panel.getByRole('button', { name: 'Bestand nakijken' }).click();
};

const dutchDay = (back: number): string => addDays(today, -back).split('-').reverse().join('-');
const head = 'Datum;Advertentie-id;Advertentienaam;Uitgaven in accountvaluta;Betaalde vertoningen;CTR;Kliks van ons';

const show = async (theme: 'light' | 'dark', locale: 'nl' | 'en'): Promise<void> => {
  await page.evaluate(
    ([scheme, language]) => {
      localStorage.setItem('mantine-color-scheme-value', scheme);
      localStorage.setItem('prikbord-locale', language);
    },
    [theme, locale] as const,
  );
  await page.reload();
};

const picture = async (name: string): Promise<void> => {
  if (process.env.PRIKBORD_PICTURES !== '1') return;
  await mkdir(pictures, { recursive: true });
  // High enough for all of it: the frame's bar stays at the top of what one sees, and would else lie over the picture.
  await page.setViewportSize({ width: 1440, height: 3200 });
  await panel.screenshot({ path: join(pictures, `${name}.png`) });
  await page.setViewportSize({ width: 1440, height: 900 });
};

test('a marketer finds where history is brought in; without a file the form says so', async () => {
  await page.goto(serving.url);
  await page.locator('input[name=email]').fill(EMAIL);
  await page.locator('input[name=password]').fill(noor.password);
  await page.keyboard.press('Enter');
  await page.getByLabel('Code uit je authenticator-app').waitFor();
  await page.keyboard.insertText(authenticatorCode(noor.totpSecret ?? ''));
  await page.getByRole('button', { name: 'Uitloggen' }).waitFor();
  await page.goto(`${serving.url}/clients/${clientId}/data`);
  await panel.getByText('Er is nog geen bestand aangeleverd.').waitFor();
  await panel.getByRole('button', { name: 'Bestand nakijken' }).press('Enter');
  await panel.getByText('Kies een bestand.').waitFor();
  assert.deepEqual(await complaintsOf(page, 'no import'), []);
});

test('what is no CSV is refused in words, and what the file does not show is asked', async () => {
  const workbook = join(folder, 'export.xlsx');
  await writeFile(workbook, Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0]));
  await send(workbook);
  await panel.getByText('Dit is geen CSV').waitFor();
  await send(await exportFile('twijfel.csv', ['Datum;Advertentie-id;Uitgaven', `${dutchDay(800)};4477001;1.234`]));
  await panel.getByText('de punt of de komma het decimaalteken is').waitFor();
  assert.deepEqual(await complaintsOf(page, 'refused import'), []);
  await panel.getByLabel('Decimaalteken').selectOption(',');
  await panel.getByLabel('Datums').selectOption('day-month');
  await panel.getByRole('button', { name: 'Opnieuw nakijken' }).click();
  await panel.getByRole('heading', { name: 'Wacht op jouw keuze' }).waitFor();
  await panel.getByRole('button', { name: 'Weggooien' }).click();
  await panel.getByText('Er is nog geen bestand aangeleverd.').waitFor();
});

test('bad lines are told with column, value and rule; the good ones are imported by choice, and the days are there', async () => {
  const lines = Array.from({ length: 40 }, (_, index) =>
    [dutchDay(40 - index + 20), '4477001', 'Jan de Vries', '1.234,50', '10.000', '1,2%', '7'].join(';'),
  );
  await send(
    await exportFile('geschiedenis.csv', [
      head,
      ...lines,
      `31-02-2026;4477001;Jan;1,00;1;0;1`,
      `${dutchDay(25)};4477002;Jan;=1+1;1;0;1`,
      `${dutchDay(25)};5,497E+11;Jan;1,00;1;0;1`,
      'Totaal;;;49.380,00;400.000;;',
    ]),
  );
  await panel.getByRole('heading', { name: 'Wacht op jouw keuze' }).waitFor();
  const rows = panel.locator('.import-verdicts tbody tr');
  await until('three bad lines', async () => (await rows.count()) === 3);
  const told = (await rows.allTextContents()).join(' ');
  assert.match(told, /42.*Datum.*31-02-2026.*is geen dag/);
  assert.match(told, /43.*Uitgaven in accountvaluta.*=1\+1.*is een formule/);
  assert.match(told, /44.*Advertentie-id.*5,497E\+11.*Excel heeft afgekort/);
  await panel.getByText('De totaalregel van het bestand klopt met de regels').waitFor();
  await panel.getByText('Kolommen', { exact: true }).click();
  await panel.getByText('overgeslagen en niet bewaard: namen').waitFor();
  await panel.getByText('niet herkend, wordt overgeslagen').waitFor();
  assert.deepEqual(await complaintsOf(page, 'checked import'), []);
  await picture('import');

  await panel.getByRole('button', { name: 'Inlezen', exact: true }).click();
  await panel.getByText('Het bestand heeft foute regels').waitFor();
  await panel.getByLabel('Alleen de 40 goede regels').check();
  await panel.getByRole('button', { name: 'Inlezen', exact: true }).press('Enter');
  await panel.getByText('40 regels ingelezen over').waitFor();
  const [sum] = await kit.database.admin<{ spend: string; days: number }>(
    `select sum(spend_micros)::text as spend, count(*)::int4 as days from facts_ad_days where client_id = $1`,
    [clientId],
  );
  assert.deepEqual(sum, { spend: String(40 * 1_234_500_000), days: 40 });
  const kept = await kit.database.admin('select from ingest_import_pieces');
  assert.equal(kept.length, 0);
  await show('dark', 'en');
  const english = page.getByRole('region', { name: 'Import history' });
  await english.getByRole('button', { name: /\d{4}/ }).first().click();
  await english.getByText('40 lines imported over').waitFor();
  assert.deepEqual(await complaintsOf(page, 'imported, dark'), []);
  await show('light', 'nl');
});

test('another file for the same days says what differs, and a preview in English and dark has no faults of its own', async () => {
  await send(await exportFile('anders.csv', ['Datum;Advertentie-id;Uitgaven', `${dutchDay(30)};4477001;2.000,25`]));
  await panel.getByText('Voorbeelden van waarden die verschillen').click();
  await panel.getByRole('cell', { name: /2\.000,25/ }).waitFor();
  await show('dark', 'en');
  const english = page.getByRole('region', { name: 'Import history' });
  await english.getByRole('heading', { name: 'Waits for your choice' }).waitFor();
  assert.deepEqual(await complaintsOf(page, 'preview, dark'), []);
  await english.getByRole('button', { name: 'Throw away' }).click();
  await english.getByRole('heading', { name: 'Waits for your choice' }).waitFor({ state: 'detached' });
});

test('no page of the journey had a fault of its own', () => {
  // A refusal is an answer; the browser writes each down.
  assert.deepEqual(
    problems.filter((each) => !/status of 4(09|22)/.test(each)),
    [],
  );
  assert.ok(account.length > 0);
});
