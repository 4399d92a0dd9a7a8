import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { PinList, PinStory } from '../../src/api/contract.ts';
import { addClient } from '../../src/clients/index.ts';
import { finishConnect, startConnect } from '../../src/connect/index.ts';
import { startWorkers } from '../../src/foundation/jobs/index.ts';
import type { ClientId } from '../../src/foundation/kit/index.ts';
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
const dataDir = await mkdtemp(join(tmpdir(), 'prikbord-gallery-'));
after(() => rm(dataDir, { recursive: true }));
const kit = await testConnect({ after });
await kit.control('latency', { ms: 0 });
const { config, keys, admin } = kit.database;
const ctx = kit.context({ kind: 'cli', name: 'journey' });

const worlds = listWorldClients({ name: 'small', seed: 7 });

const connected = async (nth: number): Promise<ClientId> => {
  const world = worlds[nth];
  assert.ok(world !== undefined);
  const clientId = await addClient(ctx, {
    name: world.name,
    kind: 'legal_person',
    locale: 'nl',
    zone: 'Europe/Amsterdam',
  });
  const asker = { kind: 'run', id: randomUUID() } as const;
  const { url } = await startConnect(ctx, { clientId, asker });
  await finishConnect(ctx, { ...(await kit.consent(url, world.user)), asker });
  return clientId;
};
const [ours, theirs] = [await connected(0), await connected(1)];
await skipHistory({ admin });
const workers = await startWorkers(ctx, { handlers: handlersFor(ctx), subscriptions, seats: 8 });
assert.deepEqual(await untilCollected(ctx, [ours]), { failed: 0 });
await workers.stop();

const eva = await addUser({ ...ctx, keys }, { email: EMAIL, name: 'Eva de Wit', role: 'admin', locale: 'nl' });
const viewer = await addUser(
  { ...ctx, keys },
  { email: 'noor@client.example', name: 'Noor Bakker', role: 'viewer', locale: 'nl', clientIds: [ours] },
);
const serving = await serve({ config: { ...config, dataDir, port: 0 } });
kit.database.atEnd(() => serving.stop());
const browser = await openBrowser();
kit.database.atEnd(() => browser.close());
const { context, page, problems } = await openWindow(browser, 'nl-NL');

const ask = <Answer>(from: Page, path: string): Promise<Answer> =>
  from.evaluate(async (address) => (await fetch(address)).json(), `/api/v1${path}`) as Promise<Answer>;
const cards = (of: Page = page) => of.locator('.pin-card');
const settled = (of: Page = page): Promise<void> =>
  until('the page goes on asking', async () => (await of.locator('[aria-busy="true"]').count()) === 0);
const shownPictures = async (of: Page = page): Promise<boolean> =>
  (await of.evaluate(
    `[...document.querySelectorAll('.pin-picture img')].every(
       (each) => each.getBoundingClientRect().top > innerHeight || each.naturalWidth > 0)`,
  )) === true;
const picture = async (of: Page, name: string): Promise<void> => {
  if (process.env.PRIKBORD_PICTURES !== '1') return;
  await mkdir(pictures, { recursive: true });
  await of.screenshot({ path: join(pictures, `${name}.png`) });
};
const signIn = async (to: Page, who: { email: string; password: string; totpSecret: string | null }): Promise<void> => {
  await to.goto(serving.url);
  await to.locator('input[name=email]').fill(who.email);
  await to.locator('input[name=password]').fill(who.password);
  await to.keyboard.press('Enter');
  if (who.totpSecret !== null) {
    await to.getByLabel('Code uit je authenticator-app').waitFor();
    await to.keyboard.insertText(authenticatorCode(who.totpSecret));
  }
  await to.getByRole('button', { name: 'Uitloggen' }).waitFor();
};

test('the gallery of a client shows each Pin once, with its picture through us and what came of it', async () => {
  await signIn(page, { email: EMAIL, ...eva });
  await page.goto(`${serving.url}/clients/${ours}`);
  await page.getByRole('link', { name: 'Pins', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Pins' }).waitFor();
  await cards().first().waitFor();
  await until('pictures do not come', shownPictures);
  const list = await ask<PinList>(page, `/clients/${ours}/pins`);
  assert.equal(list.content.state, 'known');
  assert.ok(list.count > 50 && list.pins.some((pin) => pin.ads > 1));
  const [first] = list.pins;
  const card = cards().first();
  assert.equal(await card.locator('.pin-link').textContent(), first?.title ?? first?.adName);
  const spend = Number(first?.figures.spend?.value) / 1e6;
  const money = new Intl.NumberFormat('nl-NL', { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 });
  assert.equal(await card.locator('.pin-money strong').textContent(), money.format(spend));
  const sources = await page
    .locator('.pin-picture img')
    .evaluateAll((all) => all.map((each) => each.getAttribute('src')));
  assert.ok(sources.every((source) => source?.startsWith(`/api/v1/clients/${ours}/pins/`)));
  const links = page.locator('.from-pinterest');
  assert.equal(await links.count(), await cards().count(), 'every Pin says that it is from Pinterest');
  assert.equal(await links.first().getAttribute('href'), `https://www.pinterest.com/pin/${first?.id}/`);
  await page.setViewportSize({ width: 1440, height: 1240 });
  await until('pictures do not come', shownPictures);
  await picture(page, 'gallery');
  await page.setViewportSize({ width: 1440, height: 900 });
});

test('sorting and choosing stand in the address, are kept by a reload, and can be cleared', async () => {
  await page.getByLabel('Sorteren op').selectOption('organic-impressions');
  await page.getByLabel('Advertenties').selectOption('none');
  await settled();
  await until('Pins with ads are still there', async () => (await page.getByText('Geen advertentie').count()) > 10);
  assert.match(page.url(), /sort=organic-impressions/);
  await page.reload();
  await cards().first().waitFor();
  const list = await ask<PinList>(page, `/clients/${ours}/pins?sort=organic-impressions&status=none`);
  const titles = await page.locator('.pin-link').allTextContents();
  assert.deepEqual(
    titles,
    list.pins.map((pin) => pin.title ?? `Pin ${pin.id}`),
  );
  await page.getByLabel('Zoeken').fill('bestaat hier niet');
  await page.getByText('Geen Pin past bij deze keuze').waitFor();
  await page.getByRole('button', { name: 'Wis de keuze' }).click();
  await cards().first().waitFor();
  assert.ok(!page.url().includes('status='));
  assert.equal(await page.getByLabel('Zoeken').inputValue(), '');
});

test('a keyboard goes from Pin to Pin, into one and back', async () => {
  await page.locator('.pin-link').first().focus();
  await page.keyboard.press('ArrowRight');
  assert.equal(
    await page
      .locator('.pin-link')
      .nth(1)
      .evaluate((link) => link.matches(':focus')),
    true,
  );
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  const title = (await page.locator('.pin-link').nth(1).textContent()) ?? '';
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await page.goBack();
  await cards().first().waitFor();
});

test('from a client down to one Pin, which tells paid, earned and organic side by side, and up again', async () => {
  await page.goto(`${serving.url}/clients/${ours}`);
  for (const heading of ['Advertentiegroepen van', 'Advertenties van']) {
    await page.locator('.entities tbody .client-link').first().click();
    await page.getByRole('heading', { level: 2, name: heading }).waitFor();
    await settled();
  }
  const ad = (await page.locator('.entities tbody .client-link').first().textContent()) ?? '';
  assert.equal(await page.locator('.entities tbody .row-pin').first().getAttribute('aria-label'), `De Pin van ${ad}`);
  await page.locator('.entities tbody .client-link').first().click();
  await page.getByRole('heading', { level: 1, name: ad, exact: true }).waitFor();
  await page.getByRole('link', { name: /^Pin \d+$/ }).click();
  await page.getByRole('heading', { level: 2, name: 'Betaald' }).waitFor();
  const pinId = /pins\/(\d+)/.exec(page.url())?.[1];
  const story = await ask<PinStory>(page, `/clients/${ours}/pins/${pinId}`);
  for (const [lens, value] of [
    ['paid', story.figures['paid-impressions']?.value],
    ['earned', story.figures['earned-impressions']?.value],
    ['organic', story.organic?.figures.impressions?.value],
  ] as const) {
    const shown = await page.locator(`.lens-of-${lens} .figure-value`).first().textContent();
    assert.equal(shown, new Intl.NumberFormat('nl-NL').format(Number(value)), lens);
  }
  await page.locator('.chart svg').waitFor();
  await until('the picture does not come', shownPictures);
  await picture(page, 'pin');
  await page.getByRole('button', { name: 'Vergroot de afbeelding' }).click();
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.getByText('Tabel', { exact: true }).click();
  await page.locator('.days tbody tr').first().waitFor();
  assert.equal(await page.locator('.days tbody tr').count(), 30);
  await page.getByRole('link', { name: ad, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: ad, exact: true }).waitFor();
});

test('gallery and Pin are without faults at both widths, in both languages and looks', async () => {
  const { page: other, problems: wrong, context: own } = await openWindow(browser, 'en-GB');
  await own.addCookies(await context.cookies());
  const found: string[] = [];
  const list = await ask<PinList>(page, `/clients/${ours}/pins`);
  // A card cuts off what does not fit into it: all three lenses have to.
  const cutOff = async (width: number): Promise<unknown> => {
    await other.setViewportSize({ width, height: 900 });
    return other.evaluate(
      `[...document.querySelectorAll('.lens-table')].filter(
         (each) => each.getBoundingClientRect().right > each.closest('.pin-card').getBoundingClientRect().right - 4).length`,
    );
  };
  for (const scheme of ['light', 'dark'] as const) {
    await other.emulateMedia({ colorScheme: scheme });
    if (scheme === 'dark') await other.evaluate(`localStorage.setItem('prikbord-locale', 'en')`);
    await other.goto(`${serving.url}/clients/${ours}/pins`);
    await cards(other).first().waitFor();
    for (const width of [390, 700, 1100, 1440]) {
      const count = await cutOff(width);
      if (count !== 0) found.push(`${count} cards cut off at ${width}`);
    }
    found.push(...(await complaintsOf(other, `gallery ${scheme}`)));
    await other.goto(`${serving.url}/clients/${ours}/pins/${list.pins[0]?.id}`);
    await other.locator('.chart svg').waitFor();
    found.push(...(await complaintsOf(other, `pin ${scheme}`)));
  }
  assert.deepEqual(found, []);
  assert.deepEqual(wrong, []);
  await own.close();
});

test('people of a client look through their own Pins, and find nobody else’s', async () => {
  const { page: own, context: portal } = await openWindow(browser, 'nl-NL');
  await signIn(own, { email: 'noor@client.example', ...viewer });
  await own.getByRole('link', { name: 'Pins', exact: true }).click();
  await cards(own).first().waitFor();
  await own.locator('.pin-link').first().click();
  await own.getByRole('heading', { level: 2, name: 'Organisch' }).waitFor();
  const foreign = await ask<PinList>(page, `/clients/${theirs}/pins?idle=yes`);
  const id = foreign.pins[0]?.id;
  assert.ok(id !== undefined);
  for (const path of [
    `/clients/${theirs}/pins`,
    `/clients/${theirs}/pins/${id}`,
    `/clients/${ours}/pins/${id}/picture`,
  ]) {
    const [found, unknown] = await Promise.all(
      [path, '/clients/7/pins'].map((each) => portal.request.get(`${serving.url}/api/v1${each}`)),
    );
    assert.deepEqual([found?.status(), await found?.text()], [404, await unknown?.text()], path);
  }
  await own.goto(`${serving.url}/clients/${ours}/pins/${id}`);
  await own.getByRole('alert').waitFor();
  await portal.close();
  assert.deepEqual(problems, []);
});

test('a picture that does not come leaves its place with the reason, and the figures as they are', async () => {
  const window = await openWindow(browser, 'nl-NL');
  await signIn(window.page, { email: 'noor@client.example', ...viewer });
  await kit.control('faults', [{ op: '*', kind: 'revoked' }]);
  await admin(`delete from ingest_live_reads where client_id = ${ours}`);
  await window.page.goto(`${serving.url}/clients/${ours}/pins`);
  await window.page.getByText('Titels en afbeeldingen ontbreken nu').waitFor();
  await cards(window.page).first().locator('.pin-no-picture').waitFor();
  const words = await cards(window.page).first().locator('.pin-no-picture').textContent();
  assert.ok((words ?? '').length > 10, words ?? '');
  assert.match((await cards(window.page).first().locator('.pin-money').textContent()) ?? '', /€/);
  assert.deepEqual(await complaintsOf(window.page, 'without Pinterest'), []);
  await window.context.close();
});
