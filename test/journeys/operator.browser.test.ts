import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Page } from 'playwright-core';
import { findBrowser } from '../../scripts/test/find-browser.ts';
import { addClient } from '../../src/clients/index.ts';
import { connectCheckConsent, finishConnect, pauseConnection, startConnect } from '../../src/connect/index.ts';
import { startSequencer } from '../../src/foundation/audit/index.ts';
import { withoutClient } from '../../src/foundation/db/index.ts';
import { enqueue, handle, startWorkers } from '../../src/foundation/jobs/index.ts';
import { type ClientId, Fault } from '../../src/foundation/kit/index.ts';
import { addUser } from '../../src/identity/index.ts';
import { serve } from '../../src/main/serve.ts';
import { buildWebWhenChanged } from '../../src/main/web.ts';
import { authenticatorCode } from '../kit/authenticator.ts';
import { testConnect } from '../kit/connected.ts';

// The day of who runs the place: what was done and by whom, whether that can be believed, and whether the work gets done.

const EMAIL = 'olga@prikbord.example';
const PATIENCE_MS = 30_000;
const pictures = join(import.meta.dirname, '../../docs/pictures');

await buildWebWhenChanged();
const kit = await testConnect({ after });
await kit.control('latency', { ms: 0 });
const { keys, admin } = kit.database;
// A folder of its own: the trail's checkpoint stands in it.
const modeDir = await mkdtemp(join(tmpdir(), 'prikbord-operator-'));
after(() => rm(modeDir, { recursive: true, force: true }));
const config = { ...kit.database.config, modeDir };
const ctx = { ...kit.context({ kind: 'cli', name: 'journey' }), keys };
const clientNamed = (name: string) =>
  addClient(ctx, { name, kind: 'legal_person', locale: 'nl', zone: 'Europe/Amsterdam' });
await clientNamed('Fietsfabriek');
await clientNamed('Atelier Noord');
const olga = await addUser(ctx, { email: EMAIL, name: 'Olga Bos', role: 'owner', locale: 'nl' });

const business = kit.users.filter((each) => each.accountType === 'BUSINESS');

/** A client that is connected as the nth business account of the sandbox. */
const connectedAs = async (name: string, nth: number): Promise<ClientId> => {
  const clientId = await clientNamed(name);
  const asker = { kind: 'run', id: randomUUID() } as const;
  const { url } = await startConnect(ctx, { clientId, asker });
  const { code, state } = await kit.consent(url, business[nth]?.id ?? '');
  await finishConnect(ctx, { state, code, asker });
  return clientId;
};

/** A job for a client that stops for good, as it does when nobody can help it but a person. */
const stopOne = async (clientId: ClientId): Promise<void> => {
  let hasRun = false;
  const workers = await startWorkers(ctx, {
    handlers: [
      handle(connectCheckConsent, () => {
        hasRun = true;
        return Promise.reject(new Fault('CONNECT_NOT_CONNECTED', 'missing', 'This client is not connected.'));
      }),
    ],
  });
  await withoutClient(ctx.db, { actor: ctx.actor }, (tx) => enqueue(tx, connectCheckConsent, { clientId }));
  await until('the job does not run', async () => hasRun);
  await workers.stop();
};

/** A port that is free now: Pinterest's page leads back to it, so it must be known before the server starts. */
const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
};
const serving = await serve({ config: { ...config, port: await freePort() } });
kit.database.atEnd(() => serving.stop());
const browser = await chromium.launch({
  executablePath: findBrowser(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
});
kit.database.atEnd(() => browser.close());
const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'nl-NL' });
context.setDefaultTimeout(PATIENCE_MS);
const page = await context.newPage();
const problems: string[] = [];
page.on('pageerror', (error) => problems.push(error.message));

const until = async (what: string, isTrue: () => Promise<boolean>): Promise<void> => {
  const end = performance.now() + PATIENCE_MS;
  while (!(await isTrue())) {
    assert.ok(performance.now() < end, what);
    await pause(50);
  }
};

const show = async (theme: 'light' | 'dark', locale: 'nl' | 'en'): Promise<void> => {
  await page.evaluate(
    ([scheme, language]) => {
      localStorage.setItem('mantine-color-scheme-value', scheme);
      localStorage.setItem('prikbord-locale', language);
    },
    [theme, locale] as const,
  );
};

/** What axe has to say about a page: each language in one theme, at both widths. */
const complaints = async (page: Page, path: string, drawn: string): Promise<string[]> => {
  const found: string[] = [];
  for (const { theme, locale } of [
    { theme: 'dark', locale: 'en' },
    { theme: 'light', locale: 'nl' },
  ] as const) {
    await show(theme, locale);
    await page.goto(`${serving.url}${path}`);
    await page.locator(drawn).first().waitFor();
    assert.equal(await page.locator('html').getAttribute('lang'), locale);
    for (const width of [390, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
      const wide = Number(await page.evaluate('document.documentElement.scrollWidth'));
      if (wide > width) found.push(`${path} ${width}: the page is ${wide} wide`);
      found.push(
        ...violations.map(({ id, nodes }) => `${path} ${theme} ${width}: ${id} ${nodes[0]?.html.slice(0, 160)}`),
      );
    }
  }
  return found;
};

const picture = async (name: string): Promise<void> => {
  if (process.env.PRIKBORD_PICTURES !== '1') return;
  await mkdir(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`) });
};

test('the owner reads who did what, narrows it by keyboard and address, and has the trail verified', async () => {
  await page.goto(serving.url);
  await page.locator('input[name=email]').fill(EMAIL);
  await page.locator('input[name=password]').fill(olga.password);
  await page.keyboard.press('Enter');
  await page.getByLabel('Code uit je authenticator-app').waitFor();
  await page.keyboard.insertText(authenticatorCode(olga.totpSecret ?? ''));
  await page.getByRole('link', { name: 'Logboek' }).click();
  // What links what waits, as a worker does within a second.
  await startSequencer(ctx, { keys, config }).stop();
  await page.reload();
  const rows = page.locator('table tbody tr');
  await rows.first().waitFor();
  assert.match((await rows.first().textContent()) ?? '', /Olga Bos\s*Ingelogd/);

  await page.getByLabel('Klant', { exact: true }).selectOption({ label: 'Fietsfabriek' });
  await until('the selection is not obeyed', async () => (await rows.count()) === 1);
  assert.match((await rows.textContent()) ?? '', /Opdrachtregel \(journey\)\s*Klant toegevoegd\s*Fietsfabriek/);
  assert.match(page.url(), /client=/);
  await page.reload();
  await rows.first().waitFor();
  assert.equal(await rows.count(), 1);
  await page.getByLabel('Van', { exact: true }).fill('2199-01-01');
  await page.getByText('Hier is niets over vastgelegd.').waitFor();
  await page.getByRole('button', { name: 'Alles tonen' }).press('Enter');
  await page.getByRole('button', { name: 'Olga Bos' }).first().press('Enter');
  await page.getByText('Alleen wat Olga Bos deed').waitFor();
  await until('another’s entries are left', async () =>
    (await rows.allTextContents()).every((row) => row.includes('Olga Bos')),
  );

  await page.getByRole('button', { name: 'Controleer nu' }).press('Enter');
  await page.getByText('Het logboek is heel.').waitFor();
  await admin(`alter table audit_entries disable trigger all;
    update audit_entries set action = 'clients.terms-accepted' where seq = 1`);
  await page.getByRole('button', { name: 'Controleer nu' }).click();
  await page.getByText('Er is aan het logboek geknoeid.').waitFor();
  await page.getByText('Een regel is veranderd, verplaatst of ertussen gezet (regel 1)').waitFor();
  await admin(`update audit_entries set action = 'clients.added' where seq = 1`);
  assert.deepEqual(await complaints(page, '/audit', 'table tbody tr'), []);
  await picture('audit');
});

test('the operator sees what stopped, whom it concerns and what to do, and which connection needs a person', async () => {
  await connectedAs('Bakkerij Bloem', 0);
  const lost = await connectedAs('Zeilmakerij', 1);
  await stopOne(lost);
  await pauseConnection(ctx, { clientId: lost, code: 'CONNECT_RECONNECT_NEEDED' });
  await show('light', 'nl');
  await page.goto(serving.url);
  await page.getByRole('link', { name: 'Werking' }).click();
  const stopped = page.getByRole('region', { name: 'Gestopt werk' });
  const row = stopped.locator('tbody tr', { hasText: 'Zeilmakerij' });
  await row.waitFor();
  assert.match((await row.textContent()) ?? '', /Nagaan of een toestemming nog geldt.*CONNECT_NOT_CONNECTED/);
  const connections = page.getByRole('region', { name: 'Verbindingen met Pinterest' });
  assert.match((await connections.textContent()) ?? '', /Eén werkt zonder bijzonderheden/);
  assert.match(
    (await connections.locator('tbody tr', { hasText: 'Zeilmakerij' }).textContent()) ?? '',
    /Toestemming nodig/,
  );
  await page.getByText('dingen vragen aandacht').waitFor();
  assert.deepEqual(await complaints(page, '/operate', 'table tbody tr'), []);
  await picture('operations');
});

test('the owner connects a client at Pinterest’s page: a denial is explained, a consent leads back and shows what it allows', async () => {
  await page.getByRole('link', { name: 'Fietsfabriek' }).click();
  await page.getByRole('heading', { name: 'Verbinding en gegevens van Fietsfabriek' }).waitFor();
  await page.getByText('Er is nog geen nacht geweest.').waitFor();
  await page.getByRole('button', { name: 'Verbinden met Pinterest' }).press('Enter');
  await page.locator('[data-user]').first().waitFor();
  const consent = new URL(page.url());
  consent.searchParams.set('deny', '1');
  await page.goto(String(consent));
  await page.getByText('Verbinden is niet gelukt').waitFor();
  await page.getByText('CONNECT_DENIED').waitFor();

  await page.getByRole('button', { name: 'Verbinden met Pinterest' }).click();
  await page.locator(`[data-user="${business[2]?.id}"]`).click();
  // The account's own ad accounts are ticked; what is not chosen is stored nowhere.
  await page.getByRole('heading', { name: 'Kies de advertentieaccounts van deze klant' }).waitFor();
  await page.getByRole('button', { name: /^Verbind \d+ account/ }).click();
  await page.getByText('Verbonden. De laatste dagen komen als eerste binnen.').waitFor();
  const connection = page.getByRole('region', { name: 'Verbinding met Pinterest', exact: true });
  await connection.getByText('Werkt', { exact: true }).waitFor();
  await page.getByText('campagnes en hun cijfers zien').waitFor();

  const [client] = await admin<{ id: number }>(`select client_id as id from clients where name = 'Fietsfabriek'`);
  await admin(
    `insert into ingest_chunks (client_id, chunk_id, account, kind, level, from_day, to_day, night_on, priority, state,
                                rows, fault_code, changed_at)
     select $1, gen_random_uuid(), '549', 'report', level, current_date - 65, current_date - 1, current_date, 5, state,
            rows, code, clock_now()
       from (values ('account', 'landed', 65, null), ('campaign', 'landed', 260, null),
                    ('ad', 'failed', 0, 'INGEST_REPORT_MALFORMED')) as given(level, state, rows, code)`,
    [client?.id],
  );
  await page.reload();
  const night = page.getByRole('region', { name: 'Nacht voor nacht' }).locator('tbody tr');
  await night.waitFor();
  assert.match((await night.textContent()) ?? '', /2 van 3.*325.*1 niet gelukt/);
  assert.deepEqual(await complaints(page, `/clients/${client?.id}/data`, 'table tbody tr'), []);
  await picture('connection');
});

test('no page of the journey had a fault of its own', () => {
  assert.deepEqual(problems, []);
});
