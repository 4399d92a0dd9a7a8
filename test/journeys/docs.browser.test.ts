import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { serve } from '../../src/main/serve.ts';
import { buildWebWhenChanged } from '../../src/main/web.ts';
import { testDatabase } from '../kit/index.ts';
import { complaintsOf, openBrowser, openWindow, until } from '../kit/pages.ts';

const pictures = join(import.meta.dirname, '../../docs/pictures');

await buildWebWhenChanged();
const database = await testDatabase({ after });
const serving = await serve({ config: { ...database.config, port: 0 } });
database.atEnd(() => serving.stop());
const browser = await openBrowser();
database.atEnd(() => browser.close());
const { page, problems } = await openWindow(browser, 'en-GB');

const outside: string[] = [];
page.on('request', (request) => {
  if (!request.url().startsWith(serving.url) && !request.url().startsWith('data:')) outside.push(request.url());
});

test('a developer finds a call by a word, opens it by keyboard and reads what it takes, answers and refuses', async () => {
  await page.goto(`${serving.url}/api/docs`);
  await page.getByLabel('Search').fill('annotations post');
  await until('one call is left', async () => (await page.locator('.docs-operation').count()) === 1);
  const call = page.locator('.docs-operation');
  await call.locator('summary').focus();
  await page.keyboard.press('Enter');
  await call.getByText('Right: notes.write').waitFor();
  const told = (await call.textContent()) ?? '';
  for (const word of [
    'audience',
    'Idempotency-Key',
    'API_TOO_MANY',
    `${serving.url}/api/v1/clients/{clientId}/annotations`,
  ]) {
    assert.ok(told.includes(word), word);
  }
  if (process.env.PRIKBORD_PICTURES === '1') {
    await mkdir(pictures, { recursive: true });
    await page.screenshot({ path: join(pictures, 'api-docs.png'), fullPage: true });
  }
});

test('what is not there is said so, and the whole is there when nothing is looked for', async () => {
  await page.getByLabel('Search').fill('no such thing');
  await page.getByText('Nothing found.').waitFor();
  await page.getByLabel('Search').fill('');
  await page.getByRole('heading', { name: 'Goals and notes' }).waitFor();
});

test('the page has no accessibility fault, fits, and asks nothing of anybody else', async () => {
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
      await page.goto(`${serving.url}/api/docs#getClientsClientIdGoals`);
      await page.reload();
      await page.locator('.docs-operation[open] .docs-code').waitFor();
      // All of it once; then what has been found for a word, which is drawn alike.
      if (theme !== 'light' || locale !== 'nl') await page.locator('input[type=search]').fill('goals');
      await page.locator('.docs-operation[open] .docs-code').waitFor();
      found.push(...(await complaintsOf(page, `${theme} ${locale}`)));
    }
  }
  assert.deepEqual(found, []);
  assert.deepEqual(outside, []);
  assert.deepEqual(problems, []);
});
