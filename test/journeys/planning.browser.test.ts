import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { startHand } from '../../src/act/index.ts';
import type { PlannedPinList, PlannedPinPage, Publishing } from '../../src/api/contract.ts';
import { wallClockOf } from '../../src/content/index.ts';
import { openFileStore } from '../../src/foundation/files/index.ts';
import { startWorkers } from '../../src/foundation/jobs/index.ts';
import { addUser } from '../../src/identity/index.ts';
import { serve } from '../../src/main/serve.ts';
import { buildWebWhenChanged } from '../../src/main/web.ts';
import { handlersFor, subscriptions } from '../../src/main/wiring.ts';
import { impatient, type RealPin } from '../kit/acting.ts';
import { authenticatorCode } from '../kit/authenticator.ts';
import { testConnect } from '../kit/connected.ts';
import { complaintsOf, openBrowser, openWindow, until } from '../kit/pages.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const pictures = join(import.meta.dirname, '../../docs/pictures');

await buildWebWhenChanged();
const dataDir = await mkdtemp(join(tmpdir(), 'prikbord-planning-'));
after(() => rm(dataDir, { recursive: true }));
const kit = await testConnect({ after });
await kit.control('latency', { ms: 0 });
await kit.control('settings', { listLag: 0 });
const { config, keys, clock } = kit.database;
const ctx = kit.context({ kind: 'cli', name: 'journey' });
const account = kit.users.find((user) => user.accountType === 'BUSINESS');
const clientId = await kit.connectClient(account);
const person = async (role: 'manager' | 'approver', name: string) => {
  const email = `${name.split(' ')[0]?.toLowerCase()}@prikbord.example`;
  const made = await addUser({ ...ctx, keys }, { email, name, role, locale: 'nl', clientIds: [clientId] });
  return { ...made, email };
};
const [manager, approver] = [await person('manager', 'Eva de Wit'), await person('approver', 'Noor Bakker')];
// Who comes back after days; a code of an authenticator is good once.
const colleague = await person('manager', 'Sam Visser');

const serving = await serve({ config: { ...config, dataDir, port: 0 } });
kit.database.atEnd(() => serving.stop());
const workers = await startWorkers(ctx, { handlers: handlersFor(ctx), subscriptions, seats: 2 });
kit.database.atEnd(() => workers.stop());
const hand = startHand(kit.context(), { files: openFileStore({ dataDir }), settings: impatient });
kit.database.atEnd(() => hand.stop());
const browser = await openBrowser();
kit.database.atEnd(() => browser.close());

const window = async (who: typeof manager) => {
  const opened = await openWindow(browser, 'nl-NL');
  const { page } = opened;
  await page.goto(serving.url);
  await page.locator('input[name=email]').fill(who.email);
  await page.locator('input[name=password]').fill(who.password);
  await page.keyboard.press('Enter');
  if (who.totpSecret !== null) {
    await page.getByLabel('Code uit je authenticator-app').waitFor();
    await page.keyboard.insertText(authenticatorCode(who.totpSecret));
  }
  await page.getByRole('button', { name: 'Uitloggen' }).waitFor();
  return opened;
};
const { page, problems } = await window(manager);
const at = (path: string): string => `${serving.url}/clients/${clientId}/planning${path}`;
const ask = <Answer>(from: Page, path: string): Promise<Answer> =>
  from.evaluate(
    async (address) => (await fetch(address)).json(),
    `/api/v1/clients/${clientId}${path}`,
  ) as Promise<Answer>;
const picture = async (of: Page, name: string): Promise<void> => {
  if (process.env.PRIKBORD_PICTURES !== '1') return;
  await mkdir(pictures, { recursive: true });
  await of.screenshot({ path: join(pictures, `${name}.png`) });
};
/** A photo as a creator would bring it: a room in layers of colour. */
const photo = (
  width: number,
  height: number,
  [wall, floor, chair]: readonly [string, string, string],
): Promise<Buffer> =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${wall}"/>
       <rect y="72%" width="100%" height="28%" fill="${floor}"/><circle cx="72%" cy="26%" r="11%" fill="#f7e7b4"/>
       <rect x="24%" y="46%" width="34%" height="30%" rx="18" fill="${chair}"/><rect x="20%" y="62%" width="42%" height="10%" rx="12" fill="${chair}"/></svg>`,
    ),
  )
    .jpeg()
    .toBuffer();
const [wide, tall] = [
  await photo(1600, 1200, ['#d9c7b0', '#8a6d4f', '#1f6f43']),
  await photo(1000, 1500, ['#cfd8d3', '#6d5a48', '#b5482f']),
];
const wall = (days: number, time: string): string =>
  `${new Date(ctx.clock.now().getTime() + days * DAY_MS).toISOString().slice(0, 10)}T${time}`;
const shots = process.env.SHOTS;
const shot = async (of: Page, name: string): Promise<void> => {
  if (shots === undefined) return;
  for (const width of [1440, 390]) {
    await of.setViewportSize({ width, height: 900 });
    await of.screenshot({ path: join(shots, `${name}-${width}.png`), fullPage: true });
  }
  await of.setViewportSize({ width: 1440, height: 900 });
};

test('pictures come into the library, and one is cut to 2:3', async () => {
  await page.goto(at('/library'));
  await page.getByRole('heading', { name: 'Nog geen beelden' }).waitFor();
  await page.locator('input[type=file]').setInputFiles([
    { name: 'woonkamer.jpg', mimeType: 'image/jpeg', buffer: wide },
    { name: 'stoel.jpg', mimeType: 'image/jpeg', buffer: tall },
    { name: 'notitie.txt', mimeType: 'image/png', buffer: Buffer.from('geen beeld') },
  ]);
  await page.getByText('2 toegevoegd.').waitFor();
  await page.getByText(/^notitie\.txt: /).waitFor();
  await until('they are not listed', async () => (await page.locator('.library-item').count()) === 2);
  await page.getByRole('button', { name: /woonkamer\.jpg/ }).click();
  await page.getByLabel('Van links naar rechts').fill('300');
  await shot(page, 'asset');
  await page.getByRole('button', { name: 'Snijd bij op 2:3' }).click();
  await page.getByText('Het bijgesneden beeld staat in de bibliotheek.').waitFor();
  await page.getByRole('button', { name: 'Sluit' }).click();
  await until('the cut is not shown', async () => (await page.locator('.library-item').count()) === 3);
  await page.getByText('800 × 1200').waitFor();
  await shot(page, 'library');
});

let pinId = '';

test('a Pin is composed: what is missing is told at once, and approval can be asked when nothing stops it', async () => {
  await page.goto(at(''));
  await page.getByRole('heading', { name: 'Nog geen Pins gepland' }).waitFor();
  await shot(page, 'plan-empty');
  await page.getByRole('link', { name: 'Nieuwe Pin' }).click();
  await page.getByLabel('Titel').fill('Een groene stoel in een lichte kamer');
  await page.getByRole('button', { name: 'Bewaar' }).click();
  await page.getByText('Er is nog geen beeld.').waitFor();
  await page.getByText('Er is nog geen bord gekozen.').waitFor();
  assert.ok(await page.getByRole('button', { name: 'Vraag goedkeuring' }).isDisabled());
  pinId = page.url().split('/').at(-1) ?? '';
  await page.getByRole('button', { name: 'Kies beeld' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /woonkamer\.jpg 800/ })
    .click();
  await shot(page, 'picker');
  await page.getByRole('button', { name: 'Gebruik', exact: true }).click();
  await page.getByLabel('Bord', { exact: true }).selectOption({ index: 1 });
  await page.getByLabel('Moment').fill(wall(3, '09:00'));
  await page.getByLabel('Beschrijving').fill('Warm hout, een lichte wand en één stoel die opvalt.');
  await page.getByLabel('Alternatieve tekst').fill('Lichte kamer met een groene stoel');
  await page.getByLabel('Link', { exact: true }).fill('https://shop.example/stoelen/groen');
  await page.getByRole('button', { name: 'Bewaar' }).click();
  await page.getByText('Alles klopt.').waitFor();
  await page.getByText('utm_source=').waitFor();
  await shot(page, 'composer');
  await picture(page, 'composer');
  await page.getByRole('button', { name: 'Vraag goedkeuring' }).click();
  await page.getByText('Bij het bureau').first().waitFor();
});

test('the agency says yes, and the client’s own approver says so on a phone', async () => {
  await page.getByRole('button', { name: 'Keur goed' }).click();
  await page.getByText('Bij de klant').first().waitFor();
  const theirs = await window(approver);
  await theirs.page.setViewportSize({ width: 390, height: 844 });
  await theirs.page.getByRole('link', { name: 'Pins goedkeuren' }).click();
  await theirs.page.getByRole('heading', { name: 'Eén Pin wacht op u' }).waitFor();
  await theirs.page.getByRole('img', { name: 'Lichte kamer met een groene stoel' }).waitFor();
  await shot(theirs.page, 'portal-review');
  await theirs.page.setViewportSize({ width: 390, height: 844 });
  await picture(theirs.page, 'approve-390');
  assert.deepEqual(await complaintsOf(theirs.page, 'portal'), []);
  await theirs.page.getByRole('button', { name: 'Keur goed' }).click();
  await theirs.page.getByText('Goedgekeurd').first().waitFor();
  assert.deepEqual(theirs.problems, []);
  await theirs.context.close();
  const told = await ask<PlannedPinPage>(page, `/planned-pins/${pinId}`);
  assert.equal(told.pin.state, 'approved');
  assert.deepEqual(
    told.decisions.map(({ stage, say, saidBy }) => [stage, say, saidBy.name]),
    [
      ['agency', 'approve', 'Eva de Wit'],
      ['client', 'approve', 'Noor Bakker'],
    ],
  );
});

test('in the calendar it is moved by keys alone, and moved back', async () => {
  await page.goto(at(`?view=month&month=${wall(3, '09:00').slice(0, 7)}`));
  const item = page.locator(`#pin-${pinId}`);
  await item.focus();
  const plannedFor = async () => (await ask<PlannedPinPage>(page, `/planned-pins/${pinId}`)).pin.plannedFor;
  await page.keyboard.press('ArrowLeft');
  await until('it did not move', async () => (await plannedFor()) === wall(2, '09:00'));
  await page.getByText(/staat nu op/).waitFor();
  await until('the key was lost', async () => await item.evaluate((each) => each.matches(':focus')));
  await page.keyboard.press('Control+z');
  await until('it did not move back', async () => (await plannedFor()) === wall(3, '09:00'));
  await page.keyboard.press('m');
  await page.getByLabel('Moment').fill(wall(3, '10:30'));
  await page.keyboard.press('Enter');
  await until('it was not moved by the dialog', async () => (await plannedFor()) === wall(3, '10:30'));
  const { pin } = await ask<PlannedPinPage>(page, `/planned-pins/${pinId}`);
  assert.equal(pin.state, 'approved', 'a yes covers the days around its moment');
  await shot(page, 'month');
  await picture(page, 'calendar');
});

test('a reader without an account says by a link that it should be different', async () => {
  await page.goto(at('/new'));
  await page.getByLabel('Titel').fill('Vijf manieren om licht te spelen');
  await page.getByRole('button', { name: 'Kies beeld' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /stoel\.jpg/ })
    .click();
  await page.getByRole('button', { name: 'Gebruik', exact: true }).click();
  await page.getByLabel('Bord', { exact: true }).selectOption({ index: 1 });
  await page.getByLabel('Moment').fill(wall(5, '19:30'));
  await page.getByRole('button', { name: 'Bewaar' }).click();
  await page.getByRole('button', { name: 'Vraag goedkeuring' }).click();
  await page.getByRole('button', { name: 'Keur goed' }).click();
  await page.getByText('Bij de klant').first().waitFor();
  await page.goto(at(''));
  await page.getByLabel('Kies Vijf manieren om licht te spelen').check();
  await page.getByRole('button', { name: 'Maak een link' }).click();
  await page.getByLabel('Naam van de lezer').fill('Kees');
  await page.getByRole('button', { name: 'Maak de link' }).click();
  const address = await page.locator('textarea.shown-once').inputValue();
  await page.getByRole('button', { name: 'Klaar' }).click();
  await shot(page, 'plan');
  const reader = await openWindow(browser, 'nl-NL');
  await reader.page.setViewportSize({ width: 390, height: 844 });
  await reader.page.goto(address.replace(/^https?:\/\/[^/]+/, serving.url));
  await reader.page.getByText(/^Dag Kees\./).waitFor();
  await until(
    'the picture does not come',
    async () =>
      reader.page.evaluate(
        `[...document.querySelectorAll('.preview-picture img')].some((each) => each.naturalWidth > 0)`,
      ) as Promise<boolean>,
  );
  await shot(reader.page, 'link');
  assert.deepEqual(await complaintsOf(reader.page, 'link'), []);
  await reader.page.setViewportSize({ width: 390, height: 844 });
  await reader.page.getByRole('button', { name: 'Vraag aanpassing' }).click();
  await reader.page.getByLabel('Wat moet er anders?').fill('Graag een lichtere foto.');
  await reader.page.getByRole('button', { name: 'Verstuur' }).click();
  await reader.page.getByText('Doorgegeven. Dank u.').waitFor();
  assert.deepEqual(reader.problems, []);
  await reader.context.close();
  await page.goto(at('?state=changes-asked'));
  await page.getByRole('link', { name: 'Vijf manieren om licht te spelen' }).click();
  await page.getByText('Graag een lichtere foto.').waitFor();
});

test('what changed after it was looked at stands beside what it was, and has to be approved again', async () => {
  await page.getByLabel('Titel').fill('Zes manieren om licht te spelen');
  await page.getByRole('button', { name: 'Bewaar' }).click();
  const changes = page.getByRole('region', { name: 'Veranderd sinds er iets over is gezegd' });
  await changes.getByText('Vijf manieren om licht te spelen').waitFor();
  await changes.getByText('Zes manieren om licht te spelen').waitFor();
  await page.getByText('Concept').first().waitFor();
  await shot(page, 'changed');
});

test('the same Pin is drafted for another board, three days later', async () => {
  await page.getByLabel('Moment').fill(wall(5, '19:30'));
  await page.getByRole('button', { name: 'Ook op andere borden' }).click();
  await page.getByRole('dialog').getByRole('checkbox').first().check();
  await page.getByLabel('Dagen ertussen').fill('3');
  await shot(page, 'repeat');
  await page.getByRole('button', { name: 'Maak de Pins' }).click();
  await until('it is not drafted', async () => {
    const { items } = await ask<PlannedPinList>(page, '/planned-pins?origin=interval');
    return items.length === 1 && items[0]?.plannedFor === wall(8, '19:30');
  });
});

test('terms are read and changed', async () => {
  await page.goto(at('/terms'));
  await page.getByLabel('Een ja geldt zoveel dagen voor en na het moment').fill('10');
  await page.getByRole('button', { name: 'Bewaar', exact: true }).click();
  await page.getByText('Bewaard').waitFor();
  await page.getByLabel('di', { exact: true }).fill('9:00, 19.30');
  await page.getByRole('button', { name: 'Bewaar momenten' }).click();
  await page.getByText(/^Eerste vrije moment: di /).waitFor();
  assert.equal(await page.getByLabel('di', { exact: true }).inputValue(), '09:00, 19:30');
  await shot(page, 'terms');
});

test('every page is without accessibility faults at both widths, in Dutch and English, light and dark', async () => {
  const { items } = await ask<PlannedPinList>(page, '/planned-pins');
  const draft = items.find(({ state }) => state === 'draft')?.id ?? assert.fail('a draft is left');
  const found: string[] = [];
  for (const locale of ['nl', 'en'] as const) {
    await page.evaluate(`localStorage.setItem('prikbord-locale', '${locale}')`);
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      for (const path of ['', '?view=month', '/library', '/terms', '/new', `/${draft}`, `/${pinId}`]) {
        await page.goto(at(path));
        await page.getByRole('heading', { level: 1 }).waitFor();
        await until('it goes on loading', async () => (await page.locator('[aria-busy="true"]').count()) === 0);
        found.push(...(await complaintsOf(page, `${locale} ${scheme} ${path}`)));
        if (locale === 'en' && scheme === 'dark')
          await shot(page, `en-dark-${path.replaceAll(/[^a-z]/g, '').slice(0, 8)}`);
      }
    }
  }
  assert.deepEqual(found, []);
  assert.deepEqual(
    problems.filter((each) => !each.includes('422')),
    [],
  );
});

let later: Page;

test('at its moment it goes out, once, and the page leads to the result', async () => {
  await clock.advance(3 * DAY_MS + 6 * 3_600_000);
  // Nobody was at the screen for three days: the session has ended, which also says that the server knows what time it is.
  await until('the session goes on', async () => {
    const status = await page.evaluate(async (address) => (await fetch(address)).status, '/api/v1/clients');
    return status === 401;
  });
  later = (await window(colleague)).page;
  await until('it did not go out', async () => {
    const { pin } = await ask<PlannedPinPage>(later, `/planned-pins/${pinId}`);
    return pin.state === 'live';
  });
  const real = (await kit.control<RealPin[]>(`pins?account=${account?.id}`)).filter(
    (each) => each.title === 'Een groene stoel in een lichte kamer',
  );
  assert.equal(real.length, 1);
  await later.goto(at(`/${pinId}`));
  await later.getByText(/^Geplaatst op/).waitFor();
  const result = later.getByRole('link', { name: 'Bekijk het resultaat' });
  assert.equal(await result.getAttribute('href'), `/clients/${clientId}/pins/${real[0]?.id}`);
  await shot(later, 'live');
});

test('a Pin that Pinterest refuses says why, and goes out when somebody says so', async () => {
  await kit.control('faults', [{ op: 'pins/create', kind: 'spam', times: 1 }]);
  await later.goto(at('/new'));
  await later.getByLabel('Titel').fill('Een plank in tien minuten');
  await later.getByRole('button', { name: 'Kies beeld' }).click();
  await later
    .getByRole('dialog')
    .getByRole('button', { name: /stoel\.jpg/ })
    .click();
  await later.getByRole('button', { name: 'Gebruik', exact: true }).click();
  await later.getByLabel('Bord', { exact: true }).selectOption({ index: 1 });
  await later
    .getByLabel('Moment')
    .fill(wallClockOf('Europe/Amsterdam', new Date(ctx.clock.now().getTime() + 10 * MINUTE_MS)));
  await later.getByRole('button', { name: 'Bewaar' }).click();
  await later.getByRole('button', { name: 'Vraag goedkeuring' }).click();
  await later.getByRole('button', { name: 'Keur goed' }).click();
  await later.getByText('Bij de klant').first().waitFor();
  const theirs = await window(approver);
  await theirs.page.goto(at(''));
  await theirs.page.getByRole('button', { name: 'Keur goed' }).last().click();
  await theirs.page.getByRole('heading', { name: 'Er wacht niets op u' }).waitFor();
  await theirs.context.close();
  await clock.advance(11 * MINUTE_MS);
  await until('it does not stand still', async () => {
    const { paused } = await ask<Publishing>(later, '/publishing');
    return paused?.code === 'PINTEREST_SPAM_BLOCK';
  });
  await later.goto(at(''));
  await later.getByText('Plaatsen staat stil').waitFor();
  await shot(later, 'paused');
  assert.deepEqual(await complaintsOf(later, 'paused'), []);
  await kit.control('faults', []);
  await later.getByRole('button', { name: 'Ik heb gekeken: ga door' }).click();
  await until('it does not go out', async () =>
    (await kit.control<RealPin[]>(`pins?account=${account?.id}`)).some(
      (each) => each.title === 'Een plank in tien minuten',
    ),
  );
});
