import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import type { Locator, Page } from 'playwright-core';
import type { BreakdownPage } from '../../src/api/contract.ts';
import { addClient } from '../../src/clients/index.ts';
import { finishConnect, startConnect } from '../../src/connect/index.ts';
import { startWorkers } from '../../src/foundation/jobs/index.ts';
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

const EMAIL = 'bas@prikbord.example';
const pictures = join(import.meta.dirname, '../../docs/pictures');

await buildWebWhenChanged();
const kit = await testConnect({ after });
await kit.control('latency', { ms: 0 });
const { config, keys, admin } = kit.database;
const ctx = kit.context({ kind: 'cli', name: 'journey' });
const [, world] = listWorldClients({ name: 'small', seed: 7 });
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
// Marked as landed by hand, all lines would wait for their day of the week.
await admin("delete from ingest_coverage where breakdown <> ''");
const workers = await startWorkers(ctx, { handlers: handlersFor(ctx), subscriptions, seats: 8 });
assert.deepEqual(await untilCollected(ctx, [clientId]), { failed: 0 });
await workers.stop();

const bas = await addUser({ ...ctx, keys }, { email: EMAIL, name: 'Bas Bakker', role: 'admin', locale: 'nl' });
const serving = await serve({ config: { ...config, port: 0 } });
kit.database.atEnd(() => serving.stop());
const browser = await openBrowser();
kit.database.atEnd(() => browser.close());
const { page, problems } = await openWindow(browser, 'nl-NL');

const panel = (): Locator => page.getByRole('region', { name: /^(Verdeling|Breakdown)$/ });
const rows = (): Locator => panel().locator('tbody tr');
const settled = (): Promise<void> =>
  until('the page goes on asking', async () => (await page.locator('[aria-busy="true"]').count()) === 0);
const texts = async (found: Locator): Promise<string[]> => (await found.allTextContents()).map((text) => text.trim());
const firstColumn = (): Promise<string[]> => texts(rows().locator('th'));
const spends = (kind: string): Promise<string[]> =>
  texts(panel().locator(`tr.part-${kind} td:nth-of-type(2) .figure-value`));
const choose = async (name: string): Promise<void> => {
  await panel().getByRole('radio', { name }).check();
  await settled();
};
const ask = (query: string): Promise<BreakdownPage> =>
  page.evaluate(
    async (address) => (await fetch(address)).json(),
    `/api/v1/clients/${clientId}/breakdowns?${query}`,
  ) as Promise<BreakdownPage>;
// The second client of the world is Swedish.
const money = new Intl.NumberFormat('nl-NL', { style: 'currency', currency: 'SEK', maximumFractionDigits: 0 });

const picture = async (of: Page, name: string): Promise<void> => {
  if (process.env.PRIKBORD_PICTURES !== '1') return;
  await mkdir(pictures, { recursive: true });
  await of.screenshot({ path: join(pictures, `${name}.png`) });
};

test('the workspace divides the account by country, with names in the reader’s language, what is in no part, and the whole', async () => {
  await page.goto(`${serving.url}/clients/${clientId}`);
  await page.locator('input[name=email]').fill(EMAIL);
  await page.locator('input[name=password]').fill(bas.password);
  await page.keyboard.press('Enter');
  await page.getByLabel('Code uit je authenticator-app').waitFor();
  await page.keyboard.insertText(authenticatorCode(bas.totpSecret ?? ''));
  await page.getByRole('heading', { level: 1, name: world.name }).waitFor();
  await rows().first().waitFor();
  await settled();
  const names = await firstColumn();
  assert.ok(names.includes('Zweden') && names.includes('Noorwegen') && names.includes('Denemarken'), names.join());
  assert.deepEqual(names.slice(-2), ['In geen enkel deel', 'Geheel']);
  const answer = await ask('by=country');
  const whole = Number(answer.whole.spend?.value) / 1e6;
  assert.ok(whole > 0);
  assert.equal((await spends('whole'))[0]?.replaceAll(/\s/g, ' '), money.format(whole).replaceAll(/\s/g, ' '));
  assert.match((await panel().locator('.part-notes').textContent()) ?? '', /tellen niet altijd op.*Opgehaald van/s);
});

test('the chosen kind stands in the address, and the table, the file and the API say the same', async () => {
  for (const [name, by] of [
    ['Leeftijd', 'age'],
    ['Apparaat', 'device'],
    ['Zoekwoord', 'keyword'],
  ] as const) {
    await choose(name);
    assert.equal(new URL(page.url()).searchParams.get('by'), by);
    const answer = await ask(`by=${by}`);
    const shown = await spends('part');
    assert.deepEqual(
      shown.map((text) => text.replaceAll(/\s/g, ' ')),
      answer.parts.map(({ figures }) => money.format(Number(figures.spend?.value) / 1e6).replaceAll(/\s/g, ' ')),
    );
    const file = (await panel().getByRole('link', { name: 'CSV' }).getAttribute('href')) ?? '';
    assert.match(file, new RegExp(`breakdowns\\.csv\\?.*by=${by}`));
    const text = await page.evaluate(async (address) => (await fetch(address)).text(), file);
    const lines = parse(text, { columns: true, bom: true }) as Record<string, string>[];
    assert.deepEqual(
      lines.filter(({ row }) => row === 'part').map(({ spend }) => Math.round(Number(spend) * 100)),
      answer.parts.map(({ figures }) => Math.round(Number(figures.spend?.value) / 1e4)),
    );
  }
  // As Pinterest counts keywords, so it is said: under more than one, or none.
  assert.match((await panel().locator('.part-notes').textContent()) ?? '', /meer dan één zoekwoord/);
});

test('parts are sorted by another figure, whose share is then told, by key too', async () => {
  await choose('Apparaat');
  const button = panel().getByRole('button', { name: 'Klikken' });
  await button.focus();
  await page.keyboard.press('Enter');
  await settled();
  assert.equal(new URL(page.url()).searchParams.get('bySort'), 'clicks');
  const answer = await ask('by=device&sort=clicks&metrics=clicks');
  const clicks = answer.parts.map(({ figures }) => Number(figures.clicks?.value));
  assert.deepEqual(
    clicks,
    clicks.toSorted((one, other) => other - one),
  );
  const shares = await texts(panel().locator('tr.part-part .part-percent'));
  const percent = new Intl.NumberFormat('nl', { style: 'percent', maximumFractionDigits: 1 });
  assert.deepEqual(
    shares,
    answer.parts.map(({ share }) => percent.format(share ?? Number.NaN)),
  );
  await page.reload();
  await rows().first().waitFor();
  assert.equal(await panel().getByRole('radio', { name: 'Apparaat' }).isChecked(), true);
});

test('a campaign is divided by itself, and below it nothing is', async () => {
  await page.locator('.entities tbody .client-link').first().click();
  await rows().first().waitFor();
  await settled();
  const of = new URL(page.url()).searchParams.get('of') ?? '';
  const answer = await ask(`by=device&of=${of}&sort=clicks`);
  assert.equal((await rows().count()) - 2, answer.parts.length);
  await page.locator('.entities tbody .client-link').first().click();
  await page.getByRole('heading', { level: 2, name: /^Advertenties van / }).waitFor();
  assert.equal(await panel().count(), 0);
  await page.goBack();
  await rows().first().waitFor();
});

test('days of which no parts are collected are unknown, and it says so', async () => {
  await page.goto(`${serving.url}/clients/${clientId}?from=2025-03-01&to=2025-03-10`);
  await panel().locator('.empty').waitFor();
  assert.match((await panel().textContent()) ?? '', /Van deze dagen is geen verdeling opgehaald/);
});

test('without faults of access in both languages and themes, at a desk and on a phone', async () => {
  const complaints: string[] = [];
  await page.goto(`${serving.url}/clients/${clientId}?by=device`);
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await rows().first().waitFor();
    await settled();
    complaints.push(...(await complaintsOf(page, `breakdown ${scheme}`)));
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page
    .getByRole('button', { name: 'EN', exact: true })
    .or(page.getByText('EN', { exact: true }))
    .first()
    .click();
  await page.getByRole('heading', { name: 'Breakdown' }).waitFor();
  await panel().scrollIntoViewIfNeeded();
  await picture(page, 'breakdown');
  complaints.push(...(await complaintsOf(page, 'breakdown en')));
  assert.deepEqual(complaints, []);
  assert.deepEqual(problems, []);
});
