import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import type { Locator, Page } from 'playwright-core';
import type { EntityPage, ThingFigures } from '../../src/api/contract.ts';
import { addClient } from '../../src/clients/index.ts';
import { finishConnect, startConnect } from '../../src/connect/index.ts';
import { startWorkers } from '../../src/foundation/jobs/index.ts';
import { addDays, dayOf } from '../../src/foundation/kit/index.ts';
import { addUser } from '../../src/identity/index.ts';
import { serve } from '../../src/main/serve.ts';
import { buildWebWhenChanged } from '../../src/main/web.ts';
import { handlersFor, subscriptions } from '../../src/main/wiring.ts';
import { listWorldClients } from '../../src/sandbox/index.ts';
import { authenticatorCode } from '../kit/authenticator.ts';
import { untilCollected } from '../kit/collection.ts';
import { testConnect } from '../kit/connected.ts';
import { complaintsOf, openBrowser, openWindow, until } from '../kit/pages.ts';
import { skipHistory } from '../kit/place.ts';

const EMAIL = 'eva@prikbord.example';
const pictures = join(import.meta.dirname, '../../docs/pictures');

await buildWebWhenChanged();
const kit = await testConnect({ after });
await kit.control('latency', { ms: 0 });
const { config, keys, admin } = kit.database;
const ctx = kit.context({ kind: 'cli', name: 'journey' });

const [world] = listWorldClients({ name: 'small', seed: 7 });
assert.ok(world !== undefined);
const clientId = await addClient(ctx, {
  name: world.name,
  kind: 'legal_person',
  locale: 'nl',
  zone: 'Europe/Amsterdam',
});
const asker = { kind: 'run', id: randomUUID() } as const;
const { url: consentUrl } = await startConnect(ctx, { clientId, asker });
const { code, state } = await kit.consent(consentUrl, world.user);
await finishConnect(ctx, { state, code, asker });
await skipHistory({ admin });
const workers = await startWorkers(ctx, { handlers: handlersFor(ctx), subscriptions, seats: 8 });
assert.deepEqual(await untilCollected(ctx, [clientId]), { failed: 0 });
await workers.stop();

const eva = await addUser({ ...ctx, keys }, { email: EMAIL, name: 'Eva de Wit', role: 'admin', locale: 'nl' });
const serving = await serve({ config: { ...config, port: 0 } });
kit.database.atEnd(() => serving.stop());
const browser = await openBrowser();
kit.database.atEnd(() => browser.close());
const { context, page, problems } = await openWindow(browser, 'nl-NL');

const rows = (): Locator => page.locator('.entities tbody tr:has(th)');
const texts = async (found: Locator): Promise<string[]> => (await found.allTextContents()).map((text) => text.trim());
const names = (): Promise<string[]> => texts(page.locator('.entities tbody .client-link'));
const column = (place: number): Promise<string[]> =>
  texts(page.locator(`.entities tbody td:nth-of-type(${place}) .figure-value`));
const settled = (): Promise<void> =>
  until('the page goes on asking', async () => (await page.locator('[aria-busy="true"]').count()) === 0);

/** What a script that reads the ledger gets: the lines of `bin/prikbord facts`, added up by thing. */
const ledger = async (level: string, from: string, to: string): Promise<Map<string, Map<string, bigint>>> => {
  const command = spawn(
    process.execPath,
    [
      join(import.meta.dirname, '../../src/main/index.ts'),
      ...['facts', '--json', '--client', String(clientId), '--level', level, '--from', from, '--to', to],
    ],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        PATH: '/usr/bin:/bin',
        PRIKBORD_DATABASE_URL: config.databaseUrl?.reveal(),
        PRIKBORD_DATA_DIR: config.dataDir,
        PRIKBORD_KEY_FILE: config.keyFile,
        PRIKBORD_CLOCK_FILE: config.clockFile,
        PRIKBORD_PINTEREST_API_URL: config.pinterest.apiUrl,
        PRIKBORD_PINTEREST_OAUTH_URL: config.pinterest.oauthUrl,
      },
    },
  );
  const pieces: Buffer[] = [];
  for await (const piece of command.stdout) pieces.push(piece);
  const sums = new Map<string, Map<string, bigint>>();
  for (const text of Buffer.concat(pieces).toString().split('\n').filter(Boolean)) {
    const line = JSON.parse(text) as { entity: string; metric: string; value: string; reportTime: string | null };
    if (line.reportTime === 'TIME_OF_CONVERSION') continue;
    const own = sums.get(line.entity) ?? new Map<string, bigint>();
    own.set(line.metric, (own.get(line.metric) ?? 0n) + BigInt(line.value));
    sums.set(line.entity, own);
  }
  return sums;
};

const ask = <Answer>(path: string): Promise<Answer> =>
  page.evaluate(
    async (address) => (await fetch(address)).json(),
    `/api/v1/clients/${clientId}${path}`,
  ) as Promise<Answer>;

const today = dayOf(ctx.clock.now());
const to = addDays(today, -1);
const money = new Intl.NumberFormat('nl-NL', { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 });
const count = new Intl.NumberFormat('nl-NL');

const picture = async (of: Page, name: string): Promise<void> => {
  if (process.env.PRIKBORD_PICTURES !== '1') return;
  await mkdir(pictures, { recursive: true });
  await of.screenshot({ path: join(pictures, `${name}.png`) });
};

test('a client opens as its last 30 days against the 30 before, with what it is made of below', async () => {
  await page.goto(`${serving.url}/clients/${clientId}`);
  await page.locator('input[name=email]').fill(EMAIL);
  await page.locator('input[name=password]').fill(eva.password);
  await page.keyboard.press('Enter');
  await page.getByLabel('Code uit je authenticator-app').waitFor();
  await page.keyboard.insertText(authenticatorCode(eva.totpSecret ?? ''));
  await page.getByRole('heading', { level: 1, name: world.name }).waitFor();
  await page.locator('.chart svg').waitFor();
  await rows().first().waitFor();
  assert.equal(await page.locator('.months').count(), 7);
  await picture(page, 'workspace');
});

test('from the client down to one ad and up again, each step an address of its own', async () => {
  const campaign = (await names())[0] ?? '';
  await page.getByRole('link', { name: campaign, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: campaign, exact: true }).waitFor();
  await page.getByRole('heading', { level: 2, name: `Advertentiegroepen van ${campaign}` }).waitFor();
  await rows().first().waitFor();
  const group = (await names())[0] ?? '';
  await page.getByRole('link', { name: group, exact: true }).click();
  await page.getByRole('heading', { level: 2, name: `Advertenties van ${group}` }).waitFor();
  await rows().first().waitFor();
  const [ad = ''] = await names();
  const [spent = ''] = await column(1);
  await page.getByRole('link', { name: ad, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: ad, exact: true }).waitFor();
  await settled();
  assert.match(page.url(), /of=ad-\d+/);
  assert.deepEqual(await texts(page.locator('.trail li')), ['Alle klanten', world.name, campaign, group]);
  assert.equal(await page.locator('.key-figure .figure-value').first().textContent(), spent);
  assert.equal(await page.locator('.entities').count(), 0, 'nothing lies below an ad');
  assert.match(
    (await page.getByRole('link', { name: 'De Pin op Pinterest' }).getAttribute('href')) ?? '',
    /\/pin\/\d+\/$/,
  );
  await page.locator('.trail').getByRole('link', { name: campaign, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: campaign, exact: true }).waitFor();
  await page.locator('.trail').getByRole('link', { name: world.name, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: world.name, exact: true }).waitFor();
  assert.deepEqual(problems, []);
});

test('page, API, export and command line say the same of the same question', async () => {
  await page.getByLabel('Periode', { exact: true }).selectOption('last-7');
  await page.locator('.entities').getByText('Totaal van').waitFor();
  await page.getByText('Advertenties', { exact: true }).click();
  await until('the ads are shown', async () => (await names())[0]?.startsWith('advertentie') ?? false);
  await settled();
  const from = addDays(today, -7);
  const truth = await ledger('ad', from, to);
  const answer = await ask<EntityPage>(
    '/entities?period=last-7&level=ad&metrics=spend,impressions,conversions&limit=1000',
  );
  assert.ok(answer.count > 5);
  const spend = (id: string) => truth.get(id)?.get('SPEND_IN_MICRO_DOLLAR') ?? 0n;
  const seen = (id: string) => (truth.get(id)?.get('IMPRESSION_1') ?? 0n) + (truth.get(id)?.get('IMPRESSION_2') ?? 0n);
  for (const row of answer.rows) {
    assert.equal(row.figures.spend?.value, String(spend(row.id)));
    assert.equal(row.figures.impressions?.value, String(seen(row.id)));
    assert.equal(row.figures.conversions?.value, String(truth.get(row.id)?.get('TOTAL_CONVERSIONS') ?? 0n));
  }
  assert.equal(new Set(truth.keys()).symmetricDifference(new Set(answer.rows.map((row) => row.id))).size, 0);
  const shown = (await column(1)).length;
  assert.ok(shown > 5);
  assert.deepEqual(
    await column(1),
    answer.rows.slice(0, shown).map((row) => money.format(Number(row.figures.spend?.value) / 1e6)),
  );
  assert.deepEqual(
    await column(2),
    answer.rows.slice(0, shown).map((row) => count.format(Number(row.figures.impressions?.value))),
  );
  const whole = answer.rows.reduce((sum, row) => sum + spend(row.id), 0n);
  assert.equal(answer.total.spend?.value, String(whole));
  assert.equal(await page.locator('.totals .figure-value').first().textContent(), money.format(Number(whole) / 1e6));

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByTitle('Deze tabel als CSV-bestand').click(),
  ]);
  assert.match(download.suggestedFilename(), new RegExp(`^prikbord-${clientId}-ad-${from}-${to}\\.csv$`));
  const file = await readFile(await download.path(), 'utf8');
  const lines = parse(file, { columns: true, record_delimiter: '\r\n' }) as Record<string, string>[];
  assert.deepEqual(
    lines.map((line) => [line.id, Math.round(Number(line.spend) * 1e6), line.impressions]),
    answer.rows.map((row) => [row.id, Number(row.figures.spend?.value), row.figures.impressions?.value]),
  );
});

test('periods compare as asked, and the address alone shows the same to somebody else', async () => {
  await page.getByLabel('Vergelijken met').selectOption('year');
  await settled();
  const story = await ask<ThingFigures>('/figures?period=last-7&compare=year&metrics=spend');
  const { from, to: last } = story.about.comparison ?? { from: '', to: '' };
  const truth = await ledger('account', from, last);
  const before = [...truth.values()][0]?.get('SPEND_IN_MICRO_DOLLAR');
  assert.equal(story.figures.spend?.before, before === undefined ? null : String(before));
  await page.getByLabel('Periode', { exact: true }).selectOption('custom');
  await page.getByLabel('Van', { exact: true }).fill(addDays(today, -10));
  await page.getByText('Betaald', { exact: true }).click();
  await until('the lens is in the address', async () => /lens=paid/.test(page.url()));
  await settled();
  assert.match(page.url(), new RegExp(`from=${addDays(today, -10)}&to=${to}`));
  const other = await context.newPage();
  await other.goto(page.url());
  await other.locator('.entities tbody .client-link').first().waitFor();
  await until('both show the same', async () => {
    const [here, there] = await Promise.all(
      [page, other].map((each) => each.locator('.figure-value').allTextContents()),
    );
    return here?.join() === there?.join();
  });
  assert.ok((await other.locator('.key-figure dt').allTextContents()).includes('Vertoningen (betaald)'));
  await other.close();
  assert.deepEqual(problems, []);
});

test('days that cannot be asked say so, and the choice stays in reach', async () => {
  const from = page.getByLabel('Van', { exact: true });
  await from.fill('2020-01-01');
  await page.getByText('De gevraagde periode is te lang.').waitFor();
  await from.fill(addDays(today, -3));
  await page.locator('.chart svg').waitFor();
  await settled();
  assert.equal(problems.splice(0).filter((problem) => !problem.includes('422')).length, 0);
  await page.goto(`${serving.url}/clients/${clientId}?of=ad-1`);
  await page.getByRole('link', { name: 'Naar de laatste 30 dagen van het hele account' }).click();
  await page.getByRole('heading', { level: 1, name: world.name }).waitFor();
  assert.equal(problems.splice(0).filter((problem) => !problem.includes('404')).length, 0);
});

test('columns are chosen and sorted, by key alone as well', async () => {
  await page.goto(`${serving.url}/clients/${clientId}?level=ad`);
  await rows().first().waitFor();
  await page.getByRole('button', { name: 'Kolommen' }).press('Enter');
  await page.getByLabel('Kosten per klik', { exact: true }).press('Space');
  await page.getByLabel('ROAS', { exact: true }).press('Space');
  await page.keyboard.press('Escape');
  await until('the columns are in the address', async () => /columns=(?!.*roas).*cpc/.test(page.url()));
  await settled();
  const heads = (): Promise<string[]> => texts(page.locator('.entities thead .sort-label'));
  assert.deepEqual((await heads()).slice(-2), ['Aankoopwaarde', 'Kosten per klik']);
  const sort = page.locator('.entities').getByRole('button', { name: 'Kosten per klik', exact: true });
  await sort.press('Enter');
  await page.locator('th[aria-sort="descending"]', { hasText: 'Kosten per klik' }).waitFor();
  await sort.press('Enter');
  await page.locator('th[aria-sort="ascending"]', { hasText: 'Kosten per klik' }).waitFor();
  await settled();
  const costs = (await column(7))
    .filter((text) => text !== 'onbekend')
    .map((text) => Number(text.replace(/[^\d,]/g, '').replace(',', '.')));
  assert.deepEqual(
    costs,
    costs.toSorted((one, other) => one - other),
  );
  assert.ok(costs.length > 5);

  // From the name to its first figure, one down, and what that figure is made of.
  await page.locator('.entities tbody .client-link').first().focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByText('SPEND_IN_MICRO_DOLLAR').waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('SPEND_IN_MICRO_DOLLAR').waitFor({ state: 'detached' });
  assert.equal(await page.evaluate('document.activeElement.getAttribute("data-cell")'), '1 1');
  assert.deepEqual(problems, []);
});

test('a view is kept under a name, opened again, and removed', async () => {
  const kept = new URL(page.url()).searchParams;
  await page.getByRole('button', { name: 'Weergaven' }).click();
  await page.getByText('Nog geen weergaven bewaard.').waitFor();
  await page.getByLabel('Naam van de weergave').fill('Kosten per klik');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Kosten per klik' }).waitFor();
  await page.goto(`${serving.url}/clients/${clientId}`);
  await page.getByRole('button', { name: 'Weergaven' }).click();
  await page.getByRole('link', { name: 'Kosten per klik' }).click();
  await until('the view is open', async () => new URL(page.url()).searchParams.get('columns') === kept.get('columns'));
  assert.equal(new URL(page.url()).searchParams.get('sort'), 'cpc');
  await page.getByRole('button', { name: 'Verwijder weergave Kosten per klik' }).click();
  await page.getByText('Nog geen weergaven bewaard.').waitFor();
  await page.keyboard.press('Escape');
  await rows().first().waitFor();
  assert.deepEqual(problems, []);
});

test('a word finds its ad, what lay still shows on request, and nothing found says so', async () => {
  const search = page.getByLabel('Zoek op naam of nummer');
  await search.fill((await names())[1] ?? '');
  await until('one is left', async () => (await rows().count()) === 1);
  await search.fill('bestaat niet');
  await page.getByText('Niets met die naam of dat nummer.').waitFor();
  await search.fill('');
  await page.getByLabel('Ook zonder cijfers').check();
  await until('more than in sight', async () =>
    /Totaal van \d{3}/.test((await page.locator('.totals').textContent()) ?? ''),
  );
  assert.ok((await rows().count()) < 60, 'only what is in sight is drawn');
  await page.locator('.entities').evaluate((table) => table.scrollTo({ top: table.scrollHeight }));
  const total = Number(/\d+/.exec((await page.locator('.totals th').textContent()) ?? '')?.[0]);
  const last = page.locator(`.entities tr[aria-rowindex="${total + 2}"]`);
  await last.locator('.client-link').waitFor();
  await last.locator('.cell').first().click();
  await page.getByText('SPEND_IN_MICRO_DOLLAR').waitFor();
  await page.keyboard.press('Escape');
  assert.deepEqual(problems, []);
});

const openAs = async (path: string, theme: string, locale: string): Promise<void> => {
  await page.evaluate(
    ([scheme, language]) => {
      localStorage.setItem('mantine-color-scheme-value', scheme);
      localStorage.setItem('prikbord-locale', language);
    },
    [theme, locale] as const,
  );
  await page.goto(`${serving.url}/clients/${clientId}${path}`);
  await page.locator('.chart svg').waitFor();
  await settled();
};

test('the workspace has no accessibility fault and is nowhere too wide, in any theme, language or width', async () => {
  const found: string[] = [];
  const adId = (await ask<EntityPage>('/entities?level=ad&limit=1')).rows[0]?.id;
  for (const [path, theme, locale, widths] of [
    ['', 'light', 'nl', [1440, 390]],
    [`?of=ad-${adId}&lens=earned`, 'light', 'en', [390]],
    ['?level=ad', 'dark', 'en', [1440]],
  ] as const) {
    await openAs(path, theme, locale);
    found.push(...(await complaintsOf(page, `${path} ${theme} ${locale}`, [...widths])));
  }
  // What opens has to be right too.
  await page.getByRole('button', { name: 'Columns' }).click();
  found.push(...(await complaintsOf(page, 'columns', [1440])));
  await page.keyboard.press('Escape');
  await page.locator('.cell').first().click();
  await page.getByText('SPEND_IN_MICRO_DOLLAR').waitFor();
  found.push(...(await complaintsOf(page, 'explanation', [390])));
  assert.deepEqual(found, []);
});
