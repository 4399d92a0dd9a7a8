import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { findBrowser } from '../../scripts/test/find-browser.ts';
import { addClient } from '../../src/clients/index.ts';
import { boundAdAccounts, finishConnect, startConnect } from '../../src/connect/index.ts';
import { listFacts } from '../../src/facts/index.ts';
import { startWorkers } from '../../src/foundation/jobs/index.ts';
import { addDays, type ClientId, dayOf } from '../../src/foundation/kit/index.ts';
import { type AddedUser, addUser } from '../../src/identity/index.ts';
import { serve } from '../../src/main/serve.ts';
import { buildWebWhenChanged } from '../../src/main/web.ts';
import { handlersFor, subscriptions } from '../../src/main/wiring.ts';
import { listWorldClients } from '../../src/sandbox/index.ts';
import { authenticatorCode } from '../kit/authenticator.ts';
import { untilCollected } from '../kit/collection.ts';
import { testConnect } from '../kit/connected.ts';
import { skipHistory } from '../kit/place.ts';

const PLANT = `planted${process.pid}page`;
const EMAIL = 'eva@prikbord.example';
// A machine that does other things too takes long over a page; a page that is broken takes for ever.
const PATIENCE_MS = 30_000;
const pictures = join(import.meta.dirname, '../../docs/pictures');

const executablePath = findBrowser();
await buildWebWhenChanged();
const kit = await testConnect({ after }, { plant: PLANT });
await kit.control('latency', { ms: 0 });
const { config, keys, admin } = kit.database;
const ctx = kit.context({ kind: 'cli', name: 'journey' });

const connectNamed = async (client: { user: string; name: string }): Promise<ClientId> => {
  const clientId = await addClient(ctx, {
    name: client.name,
    kind: 'legal_person',
    locale: 'nl',
    zone: 'Europe/Amsterdam',
  });
  const asker = { kind: 'run', id: randomUUID() } as const;
  const { url } = await startConnect(ctx, { clientId, asker });
  const { code, state } = await kit.consent(url, client.user);
  await finishConnect(ctx, { state, code, asker });
  return clientId;
};

const clients = new Map<string, ClientId>();
for (const client of listWorldClients({ name: 'small', seed: 7 })) clients.set(client.name, await connectNamed(client));
await skipHistory({ admin });
const eva = await addUser({ ...ctx, keys }, { email: EMAIL, name: 'Eva de Wit', role: 'admin', locale: 'nl' });

let serving = await serve({ config: { ...config, port: 0 } });
kit.database.atEnd(() => serving.stop());
const port = Number(new URL(serving.url).port);
const browser: Browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
});
kit.database.atEnd(() => browser.close());

const openPage = async (): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'nl-NL' });
  context.setDefaultTimeout(PATIENCE_MS);
  return context.newPage();
};

const codeFor = (user: AddedUser, off = 0): string => authenticatorCode(user.totpSecret ?? '', off);

const giveProofs = async (page: Page, code: string): Promise<void> => {
  await page.locator('input[name=email]').fill(EMAIL);
  await page.locator('input[name=password]').fill(eva.password);
  await page.keyboard.press('Enter');
  // As a person copies it from an app: with a space in the middle. The last digit sends it.
  await page.getByLabel('Code uit je authenticator-app').waitFor();
  await page.keyboard.insertText(`${code.slice(0, 3)} ${code.slice(3)}`);
};

// The page's own policy lets nobody evaluate a condition in it, so it is looked at from here.
const untilCount = async (found: Locator, wanted: number): Promise<void> => {
  const end = performance.now() + PATIENCE_MS;
  for (let count = await found.count(); count !== wanted; count = await found.count()) {
    if (performance.now() > end) assert.equal(count, wanted, String(found));
    await pause(200);
  }
};

const rowOf = (page: Page, name: string) => page.locator('.wide tbody tr', { hasText: name });

const looks = (['light', 'dark'] as const).flatMap((theme) =>
  (['nl', 'en'] as const).map((locale) => ({ theme, locale })),
);

/** What axe has to say about a page in both themes, languages and widths. */
const complaints = async (page: Page, path: string, drawn: string): Promise<string[]> => {
  const found: string[] = [];
  for (const { theme, locale } of looks) {
    await page.evaluate(
      ([scheme, language]) => {
        localStorage.setItem('mantine-color-scheme-value', scheme);
        localStorage.setItem('prikbord-locale', language);
      },
      [theme, locale] as const,
    );
    await page.goto(`${serving.url}${path}`);
    await page.locator(drawn).first().waitFor();
    assert.equal(await page.locator('html').getAttribute('lang'), locale);
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      // There are no frames: without looking for them axe needs no second page, which takes seconds each time.
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
      const wide = Number(await page.evaluate('document.documentElement.scrollWidth'));
      if (wide > width) found.push(`${path} ${width}: the page is ${wide} wide`);
      for (const { id, nodes } of violations) {
        found.push(`${path} ${theme} ${locale} ${width}: ${id} ${nodes[0]?.html.slice(0, 160)}`);
      }
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  }
  await page.evaluate(() => {
    localStorage.setItem('mantine-color-scheme-value', 'light');
    localStorage.setItem('prikbord-locale', 'nl');
  });
  return found;
};

const picture = async (page: Page, name: string): Promise<void> => {
  if (process.env.PRIKBORD_PICTURES !== '1') return;
  await mkdir(pictures, { recursive: true });
  // Down to the chart: below it stands the planted name.
  await page.screenshot({ path: join(pictures, `${name}.png`), clip: { x: 0, y: 0, width: 1440, height: 790 } });
};

const page = await openPage();
const problems: string[] = [];
page.on('pageerror', (error) => problems.push(error.message));
page.on('console', (message) => {
  if (message.type() === 'error') problems.push(message.text());
});

test('a person signs in with password and code, and only then sees anything', async () => {
  await page.goto(serving.url);
  await page.getByLabel('E-mailadres').waitFor();
  assert.deepEqual(problems, [], 'asking who is there is no error');
  await giveProofs(page, codeFor(eva));
  await rowOf(page, [...clients.keys()][0] ?? '').waitFor();
  assert.deepEqual(problems, []);
});

test('the state of each sync moves by itself while its days come in, and the numbers equal the ledger', async () => {
  const states = (): Promise<string[]> => page.locator('.wide .sync-state').allTextContents();
  for (const state of await states()) assert.match(state, /Wacht op zijn beurt|Nog niet opgehaald/);
  const workers = await startWorkers(ctx, { handlers: handlersFor(ctx), subscriptions, seats: 8 });
  try {
    assert.deepEqual(await untilCollected(ctx, [...clients.values()]), { failed: 0 });
  } finally {
    await workers.stop();
  }
  // Nobody reloads: the stream brings the states, and the figures follow a few seconds behind.
  const accounts = await Promise.all([...clients.values()].map((clientId) => boundAdAccounts(ctx, { clientId })));
  // A client's second account gets its own row as soon as the ledger knows it.
  const rows = accounts.flat().length;
  assert.ok(rows >= clients.size);
  await untilCount(page.locator('.wide tbody tr'), rows);
  await untilCount(page.locator('.wide .sync-complete'), rows);
  await untilCount(page.locator('.wide .figure-unknown, .wide .incomplete'), 0);

  const to = addDays(dayOf(ctx.clock.now()), -1);
  for (const [name, clientId] of clients) {
    for (const { adAccountId: account, currency } of await boundAdAccounts(ctx, { clientId })) {
      const sums = new Map<string, bigint>();
      for await (const line of listFacts(ctx, { clientId, account, level: 'account', from: addDays(to, -29), to })) {
        if (line.reportTime === 'TIME_OF_CONVERSION') continue;
        sums.set(line.metric, (sums.get(line.metric) ?? 0n) + BigInt(line.value));
      }
      const sum = (metric: string) => Number(sums.get(metric) ?? 0n);
      const count = new Intl.NumberFormat('nl-NL');
      const money = new Intl.NumberFormat('nl-NL', { style: 'currency', currency, maximumFractionDigits: 0 });
      const expected = [
        money.format(sum('SPEND_IN_MICRO_DOLLAR') / 1e6),
        count.format(sum('TOTAL_CONVERSIONS')),
        money.format(sum('TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR') / 1e6),
      ];
      assert.ok(sum('IMPRESSION_1') > 0);
      const row = rowOf(page, name).filter({ hasText: expected[0] ?? '' });
      const shown = await row.locator('.figure-value').allTextContents();
      assert.deepEqual(shown.slice(0, expected.length), expected, name);
    }
  }
  assert.deepEqual(problems, []);
});

test('columns sort by mouse and keyboard, and the address keeps it', async () => {
  await page.getByRole('button', { name: 'Conversies' }).click();
  const conversions = async (): Promise<number[]> => {
    const cells = await page.locator('.wide tbody td:nth-of-type(4) .figure-value').allTextContents();
    return cells.map((text) => Number(text.replaceAll('.', '')));
  };
  const falling = await conversions();
  assert.deepEqual(
    falling,
    [...falling].sort((one, other) => other - one),
  );
  await page.keyboard.press('Enter');
  await page.locator('th[aria-sort="ascending"]', { hasText: 'Conversies' }).waitFor();
  assert.deepEqual(await conversions(), [...falling].reverse());
  assert.match(page.url(), /sort=conversions/);
});

const [firstName = '', firstId] = [...clients][0] ?? [];

test('a client’s page hatches provisional days, explains each figure and names who consented, live', async () => {
  await rowOf(page, firstName).first().locator('.client-link').click();
  await page.locator('.chart svg').waitFor();
  const daily = await page.evaluate(async (id) => {
    const answer = await fetch(`/api/v1/clients/${id}/daily`);
    return (await answer.json()) as { days: { conversions: string }[] };
  }, firstId);
  const provisional = daily.days.filter((day) => day.conversions === 'provisional').length;
  assert.ok(provisional > 0 && provisional < 30);
  await page.getByLabel('Welk cijfer').selectOption('conversions');
  await untilCount(page.locator('.chart svg path[fill^="url(#"]'), provisional);
  await picture(page, 'client');
  await page.getByText('Als tabel').click();
  await page.locator('.days tbody tr').first().waitFor();
  assert.equal(await page.locator('.days tbody td', { hasText: 'voorlopig' }).count(), provisional);

  await page.locator('.key-figure').getByRole('button', { name: 'Hoe wordt Aankoopwaarde gemeten?' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR').waitFor();
  await page.keyboard.press('Escape');
  await page.getByText(PLANT).first().waitFor();
  assert.deepEqual(problems, []);
});

test('what the page showed of a person stands nowhere in the database', async () => {
  const tables = await admin<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'jobs', 'auth')`,
  );
  assert.ok(tables.length > 20);
  for (const { name } of tables) {
    const rows = await admin(`select 1 from ${name} t where t::text like $1 limit 1`, [`%${PLANT}%`]);
    assert.equal(rows.length, 0, name);
  }
});

test('no page has an accessibility fault or is too wide, in any theme, language or width', async () => {
  const found = [
    ...(await complaints(page, '/', '.client-link')),
    ...(await complaints(page, `/clients/${firstId}`, '.chart svg')),
  ];
  const stranger = await openPage();
  await stranger.goto(serving.url);
  found.push(...(await complaints(stranger, '/sign-in', 'input[name=email]')));
  await stranger.context().close();
  assert.deepEqual(found, []);
});

test('a page stays readable while the server starts again, and recovers by itself', async () => {
  await page.goto(serving.url);
  await rowOf(page, firstName).first().waitFor();
  await serving.stop();
  await page.getByText('Geen verbinding met de server').waitFor();
  assert.ok((await page.locator('.wide tbody tr').count()) > 0);
  serving = await serve({ config: { ...config, port } });
  await page.getByText('Geen verbinding met de server').waitFor({ state: 'detached' });
});

test('a session that ends leads to the sign-in page and back to where the person was; then they sign out', async () => {
  await page.goto(`${serving.url}/clients/${firstId}`);
  await page.locator('.chart svg').waitFor();
  await admin('delete from identity_sessions');
  await page.getByText('Je bent uitgelogd').waitFor();
  await giveProofs(page, codeFor(eva, 1));
  await page.waitForURL(`**/clients/${firstId}`);
  await page.getByRole('heading', { level: 1, name: firstName }).waitFor();
  await page.getByRole('button', { name: 'Uitloggen' }).click();
  await page.getByLabel('E-mailadres').waitFor();
  assert.equal(await page.evaluate(async () => (await fetch('/api/v1/clients/overview')).status), 401);
});
