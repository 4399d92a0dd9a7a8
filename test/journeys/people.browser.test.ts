import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Page } from 'playwright-core';
import { findBrowser } from '../../scripts/test/find-browser.ts';
import { addClient } from '../../src/clients/index.ts';
import { serve } from '../../src/main/serve.ts';
import { buildWebWhenChanged } from '../../src/main/web.ts';
import { authenticatorCode } from '../kit/authenticator.ts';
import { testDatabase } from '../kit/index.ts';

// From an empty installation on: the owner is set up, invites, is obeyed; the invited person enrols and leaves everywhere.

const PATIENCE_MS = 30_000;
const PASSWORD = 'een paar losse woorden';
const pictures = join(import.meta.dirname, '../../docs/pictures');

const executablePath = findBrowser();
await buildWebWhenChanged();
const database = await testDatabase({ after });
const job = { ...database.context({ kind: 'cli', name: 'journey' }), keys: database.keys };
for (const name of ['Atelier Noord', 'De Kaasmaker', 'Fietsfabriek']) {
  await addClient(job, { name, kind: 'legal_person', locale: 'nl', zone: 'Europe/Amsterdam' });
}
// A demo brings its own people; only a real installation begins empty.
await database.admin("update db_installation set mode = 'real'");
const serving = await serve({ config: { ...database.config, mode: 'real', port: 0 } });
database.atEnd(() => serving.stop());
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
});
database.atEnd(() => browser.close());

const problems: string[] = [];

const openPage = async (width: number, locale: string): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  page.on('pageerror', (error) => problems.push(error.message));
  return page;
};

const looks = (['light', 'dark'] as const).flatMap((theme) =>
  (['nl', 'en'] as const).map((locale) => ({ theme, locale })),
);

/** What axe has to say about a page in both themes, languages and widths. */
const complaints = async (page: Page, address: string, drawn: string): Promise<string[]> => {
  const found: string[] = [];
  const size = page.viewportSize() ?? { width: 1440, height: 900 };
  await page.goto(serving.url);
  for (const { theme, locale } of looks) {
    await page.evaluate(
      ([scheme, language]) => {
        localStorage.setItem('mantine-color-scheme-value', scheme);
        localStorage.setItem('prikbord-locale', language);
      },
      [theme, locale] as const,
    );
    await page.goto('about:blank');
    await page.goto(address);
    await page.locator(drawn).first().waitFor();
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
      const wide = Number(await page.evaluate('document.documentElement.scrollWidth'));
      const place = `${new URL(address).pathname} ${theme} ${locale} ${width}`;
      if (wide > width) found.push(`${place}: the page is ${wide} wide`);
      for (const { id, nodes } of violations) found.push(`${place}: ${id} ${nodes[0]?.html.slice(0, 160)}`);
    }
  }
  await page.evaluate(() => localStorage.clear());
  // The next address may differ behind the hash only, which would not load the page anew.
  await page.goto('about:blank');
  await page.setViewportSize(size);
  return found;
};

const picture = async (page: Page, name: string): Promise<void> => {
  if (process.env.PRIKBORD_PICTURES !== '1') return;
  await mkdir(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`) });
};

/** What stands beside the square code, as a person types it over into an app. */
const secretOn = async (page: Page): Promise<string> => {
  await page.locator('svg.square-code').waitFor();
  return ((await page.locator('.enrol-secret').textContent()) ?? '').replaceAll(' ', '');
};

const enrol = async (page: Page): Promise<{ secret: string; codes: string[] }> => {
  const secret = await secretOn(page);
  await page.locator('input[name=code]').waitFor();
  await page.keyboard.insertText(authenticatorCode(secret));
  const shown = page.locator('.shown-once');
  await shown.waitFor();
  return { secret, codes: (await shown.inputValue()).split('\n') };
};

const owner = await openPage(1440, 'nl-NL');
let ownerSecret = '';

test('an empty installation says how to begin, and no page of the set-up has an accessibility fault', async () => {
  await owner.goto(serving.url);
  await owner.getByText('Er is nog niemand die kan inloggen').waitFor();
  assert.ok(serving.setUpLink?.startsWith(`${serving.url}/set-up#pri_`));
  assert.deepEqual(await complaints(owner, serving.setUpLink ?? '', 'input[name=name]'), []);
});

test('the owner is set up by keyboard alone, and the link is worth nothing afterwards', async () => {
  await owner.goto(`${serving.url}/set-up#pri_of-a-stranger`);
  const fill = async () => {
    await owner.locator('input[name=name]').focus();
    for (const said of ['Eva de Wit', 'eva@agency.example', PASSWORD]) {
      await owner.keyboard.insertText(said);
      await owner.keyboard.press('Tab');
    }
    await owner.locator('input[name=new-password]').press('Enter');
  };
  await fill();
  await owner.getByText('Deze link werkt niet (meer)').waitFor();
  await owner.goto('about:blank');
  await owner.goto(serving.setUpLink ?? '');
  await fill();
  const enrolled = await enrol(owner);
  ownerSecret = enrolled.secret;
  assert.equal(enrolled.codes.length, 10);
  await owner.getByRole('button', { name: 'Ik heb ze bewaard' }).focus();
  await owner.keyboard.press('Enter');
  await owner.getByRole('heading', { level: 1, name: 'Klanten' }).waitFor();
  const stranger = await openPage(390, 'en-GB');
  await stranger.goto(serving.setUpLink ?? '');
  await stranger.getByText('Prikbord has been set up already.').waitFor();
  await stranger.context().close();
});

let link = '';

test('the owner invites a marketer for one client and hands the link over', async () => {
  await owner.getByRole('link', { name: 'Mensen' }).click();
  await owner.getByRole('button', { name: 'Iemand uitnodigen' }).click();
  await owner.locator('input[name=name]').fill('Sam Visser');
  await owner.locator('input[name=email]').fill('sam@agency.example');
  await owner.getByLabel('Rol').selectOption('marketer');
  await owner.getByLabel('Taal').last().selectOption('en');
  await owner.getByLabel('De Kaasmaker').check();
  await picture(owner, 'people');
  await owner.getByRole('button', { name: 'Link maken' }).click();
  link = await owner.locator('.shown-once').inputValue();
  assert.ok(link.startsWith(`${serving.url}/invitation#pri_`));
  await owner.getByRole('button', { name: 'Klaar' }).click();
  await owner.getByRole('button', { name: 'Uitnodiging van Sam Visser intrekken' }).waitFor();
});

const sam = await openPage(390, 'en-GB');
let samsCodes: string[] = [];

test('the invited person accepts on a phone with a second factor, and sees what they were given and no more', async () => {
  const stranger = await openPage(1440, 'nl-NL');
  assert.deepEqual(await complaints(stranger, link, 'input[name=new-password]'), []);
  await stranger.context().close();

  await sam.goto(link);
  await sam.getByRole('heading', { name: 'Welcome, Sam Visser' }).waitFor();
  await sam.locator('input[name=new-password]').fill('short');
  await sam.getByText('At least 12 characters.', { exact: true }).waitFor();
  await sam.locator('input[name=new-password]').fill(PASSWORD);
  await sam.keyboard.press('Enter');
  await secretOn(sam);
  // A wrong code is refused and asks again; the factor stays the one that was scanned.
  await sam.keyboard.insertText('000000');
  await sam.getByText('That code is not right').waitFor();
  const { violations } = await new AxeBuilder({ page: sam }).setLegacyMode(true).analyze();
  assert.deepEqual(
    violations.map((each) => each.id),
    [],
  );
  await sam.locator('input[name=code]').fill('');
  await sam.locator('input[name=code]').focus();
  samsCodes = (await enrol(sam)).codes;
  await sam.getByRole('button', { name: 'I have kept them' }).click();
  await sam.locator('.narrow').getByText('De Kaasmaker').first().waitFor();
  assert.equal(await sam.getByText('Fietsfabriek').count(), 0);
  assert.equal(await sam.getByRole('link', { name: 'People' }).count(), 0);
  await sam.goto(link);
  await sam.getByText('This link does not work (any more)').waitFor();
});

test('what gives access asks for a fresh code once the last one is old, and goes on with it', async () => {
  await database.admin("update identity_sessions set second_factor_at = second_factor_at - interval '16 minutes'");
  await owner.goto(`${serving.url}/people`);
  await owner.getByRole('button', { name: 'Sam Visser wijzigen' }).click();
  await owner.getByLabel('Rol').selectOption('creator');
  await owner.getByRole('button', { name: 'Opslaan' }).click();
  const dialog = owner.getByRole('dialog', { name: 'Nog één keer je code' });
  await dialog.waitFor();
  const { violations } = await new AxeBuilder({ page: owner }).setLegacyMode(true).analyze();
  assert.deepEqual(
    violations.map((each) => each.id),
    [],
  );
  await owner.keyboard.press('Escape');
  await owner.getByText('Hiervoor is een verse code nodig').waitFor();
  await owner.getByRole('button', { name: 'Opslaan' }).click();
  await dialog.waitFor();
  await owner.keyboard.insertText(authenticatorCode(ownerSecret, 1));
  await dialog.waitFor({ state: 'detached' });
  await owner.locator('.person-line', { hasText: 'Sam Visser' }).getByText('Contentmaker').waitFor();
});

test('signing out everywhere ends every session, this one and the others', async () => {
  const other = await openPage(1440, 'en-GB');
  await other.goto(serving.url);
  await other.locator('input[name=email]').fill('sam@agency.example');
  await other.locator('input[name=password]').fill(PASSWORD);
  await other.keyboard.press('Enter');
  await other.getByRole('button', { name: 'No phone at hand? Use a recovery code' }).click();
  await other.locator('input[name=recovery-code]').fill((samsCodes[0] ?? '').toLowerCase());
  await other.keyboard.press('Enter');
  await other.getByRole('link', { name: 'My account' }).click();
  await other.getByText('9 recovery codes left.').waitFor();
  await other.getByText('Another device').waitFor();
  await picture(other, 'account');
  assert.deepEqual(await complaints(other, `${serving.url}/account`, '.person'), []);
  await other.goto(`${serving.url}/account`);
  await other.getByRole('button', { name: 'Sign out everywhere' }).click();
  await other.locator('input[name=password]').waitFor();
  await sam.goto(`${serving.url}/account`);
  await sam.locator('input[name=password]').waitFor();
  await other.context().close();
});

test('the owner makes a key, sees it once, revokes it and enrols another app; no page holds an accessibility fault', async () => {
  await owner.goto(`${serving.url}/account`);
  await owner.getByRole('button', { name: 'Sleutel maken' }).click();
  await owner.locator('input[name=label]').fill('Weekcijfers');
  await owner.getByRole('button', { name: 'Sleutel maken' }).click();
  const key = await owner.locator('.shown-once').inputValue();
  const asked = () => fetch(`${serving.url}/api/v1/clients/overview`, { headers: { authorization: `Bearer ${key}` } });
  assert.equal((await asked()).status, 200);
  await owner.getByRole('button', { name: 'Klaar' }).click();
  assert.equal(await owner.getByText(key).count(), 0);
  await owner.getByRole('button', { name: 'Sleutel Weekcijfers intrekken' }).click();
  await owner.getByText('ingetrokken').waitFor();
  assert.equal((await asked()).status, 401);
  await owner.getByRole('button', { name: 'Andere authenticator-app' }).click();
  await owner.getByLabel('Vierkante code').waitFor();
  const enrolling = await new AxeBuilder({ page: owner }).setLegacyMode(true).analyze();
  assert.deepEqual(
    enrolling.violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html.slice(0, 160)}`),
    [],
  );
  const another = await secretOn(owner);
  await owner.locator('input[name=code]').fill(authenticatorCode(another));
  await owner.getByText('De nieuwe app werkt').waitFor();
  const found = [
    ...(await complaints(owner, `${serving.url}/account`, '.person')),
    ...(await complaints(owner, `${serving.url}/people`, '.person')),
  ];
  await owner.goto(`${serving.url}/people`);
  await owner.getByRole('button', { name: 'Iemand uitnodigen' }).click();
  const { violations } = await new AxeBuilder({ page: owner }).setLegacyMode(true).analyze();
  found.push(...violations.map((each) => each.id));
  assert.deepEqual(found, []);
});

test('a removed person is out at once, wherever they were', async () => {
  await sam.locator('input[name=email]').fill('sam@agency.example');
  await sam.locator('input[name=password]').fill(PASSWORD);
  await sam.keyboard.press('Enter');
  await sam.getByRole('button', { name: 'No phone at hand? Use a recovery code' }).click();
  await sam.locator('input[name=recovery-code]').fill(samsCodes[1] ?? '');
  await sam.keyboard.press('Enter');
  await sam.getByRole('heading', { level: 1, name: 'My account' }).waitFor();
  await owner.goto(`${serving.url}/people`);
  await owner.getByRole('button', { name: 'Sam Visser verwijderen' }).click();
  await owner.getByRole('button', { name: 'Sam Visser verwijderen' }).click();
  await owner.locator('.person', { hasText: 'Sam Visser' }).waitFor({ state: 'detached' });
  await sam.reload();
  await sam.locator('input[name=password]').waitFor();
  assert.deepEqual(problems, []);
});
