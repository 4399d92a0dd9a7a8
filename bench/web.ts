import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContext, Page, Response } from 'playwright-core';
import { buildWebWhenChanged } from '../src/main/web.ts';
import { complaintsOf, openBrowser } from '../test/kit/pages.ts';
import { fillAgency, fillLongTable, type Reader, signInReaders } from './kit/agency-world.ts';
import { judge, median, type Outcome, tell } from './kit/figures.ts';
import { startLineProcess } from './kit/line-process.ts';
import { openPlace, type Place } from './kit/place.ts';

const ADS = 10_000;
// Each time in a browser that has nothing of it yet; the middle one counts.
const OPENINGS = 7;
const SCROLLS = 5;
const KILO = 1000;

type Stage = { readonly browser: Browser; readonly url: string; readonly reader: Reader };

// The product counts requests by address; each of these browsers is somebody else's.
let browsers = 0;

const openAs = async ({ browser, url, reader }: Stage): Promise<{ context: BrowserContext; page: Page }> => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'nl-NL' });
  browsers += 1;
  await context.setExtraHTTPHeaders({ 'x-forwarded-for': `10.1.0.${browsers}` });
  const [name = '', value = ''] = reader.cookie.split('=');
  await context.addCookies([{ name, value, url }]);
  return { context, page: await context.newPage() };
};

/** How much came over the line; what the server does not press itself is counted as a proxy in front of it would send it. */
const weightOf = async (response: Response): Promise<number> => {
  const body = await response.body();
  const isPressed = (await response.headerValue('content-encoding')) !== null;
  return isPressed ? (await response.request().sizes()).responseBodySize : gzipSync(body, { level: 9 }).length;
};

const LARGEST_PAINT = `new Promise((resolve) => {
  new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime))
    .observe({ type: 'largest-contentful-paint', buffered: true });
})`;

type Opening = { readonly javascript: number; readonly paint: number; readonly rows: number };

const openOverview = async (stage: Stage): Promise<Opening> => {
  const { context, page } = await openAs(stage);
  const scripts: Response[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response);
  });
  await page.goto(stage.url);
  await page.locator('.rows .client-link').last().waitFor();
  const weights = await Promise.all(scripts.map(weightOf));
  const paint = Number(await page.evaluate(LARGEST_PAINT));
  const rows = await page.locator('.rows .client-link').count();
  await context.close();
  return { javascript: weights.reduce((sum, each) => sum + each, 0) / KILO, paint: paint / KILO, rows };
};

const faultsOf = async (stage: Stage): Promise<number> => {
  const { context, page } = await openAs(stage);
  const found: string[] = [];
  for (const theme of ['light', 'dark']) {
    await page.goto(stage.url);
    await page.evaluate(`localStorage.setItem('mantine-color-scheme-value', '${theme}')`);
    await page.reload();
    await page.locator('.rows .client-link').last().waitFor();
    found.push(...(await complaintsOf(page, theme)));
  }
  await context.close();
  for (const each of found) tell(each);
  return found.length;
};

// Two screens a second down, as a person turns a wheel; then jumps as one pulls the bar, each left alone for a while. A frame is the
// time between two paintings.
const SCROLL = `(async () => {
  const box = document.querySelector('.entities');
  const next = () => new Promise(requestAnimationFrame);
  const frames = [];
  let last = await next();
  const frame = async () => {
    const now = await next();
    frames.push(now - last);
    last = now;
  };
  box.scrollTop = 0;
  for (let step = 0; step < 120; step += 1) {
    box.scrollTop += 24;
    await frame();
  }
  for (let jump = 1; jump <= 20; jump += 1) {
    box.scrollTop = ((jump * 7919) % 10000) / 10000 * box.scrollHeight;
    for (let rest = 0; rest < 20; rest += 1) await frame();
  }
  return frames;
})()`;

const longestFrames = async (stage: Stage): Promise<number[]> => {
  const { context, page } = await openAs(stage);
  await page.goto(`${stage.url}/clients/${stage.reader.clientId}?level=ad`);
  await page.locator('.entities tbody .client-link').first().waitFor();
  await page.locator('.chart svg').waitFor();
  const longest: number[] = [];
  for (let run = 0; run < SCROLLS; run += 1) {
    const frames = (await page.evaluate(SCROLL)) as number[];
    const sorted = frames.toSorted((one, other) => other - one);
    tell(
      `longest frames ${sorted
        .slice(0, 5)
        .map((each) => each.toFixed(0))
        .join(' ')} ms of ${frames.length}`,
    );
    longest.push(sorted[0] ?? Number.NaN);
  }
  await context.close();
  return longest;
};

const countsOf = async ({ admin }: Place, rows: number): Promise<Record<string, number>> => {
  const { rows: counted } = await admin.query<Record<string, number>>(
    `select (select count(*) from clients)::int4 as clients,
            (select count(*) from facts_entities where level = 3)::int4 as ads,
            (select count(*) from facts_account_days where level = 0)::int4 as "account-days"`,
  );
  return { ...counted[0], 'rows-drawn': rows };
};

/** The console in Chromium, from nothing to the drawn overview, and the longest table while it scrolls. */
export const run = async (input: { stopping: AbortSignal }): Promise<Outcome> => {
  await buildWebWhenChanged();
  const place = await openPlace('web');
  const ends: (() => Promise<void>)[] = [place.close];
  try {
    const world = await fillAgency(place, input.stopping);
    const long = await fillLongTable(place, ADS, input.stopping);
    const [reader] = await signInReaders(place, world, 1);
    if (reader === undefined) throw new Error('Nobody reads.');
    const product = startLineProcess('bench/kit/http-server.ts', ['product'], {
      ...place.env,
      PRIKBORD_PUBLIC_URL: 'http://prikbord.example',
    });
    ends.unshift(() => product.end());
    const url = await product.line();
    const browser = await openBrowser();
    ends.unshift(() => browser.close());
    const stage = { browser, url, reader };
    // A server that serves is warm.
    await openOverview(stage);
    const openings: Opening[] = [];
    for (let turn = 0; turn < OPENINGS; turn += 1) openings.push(await openOverview(stage));
    const paints = openings.map(({ paint }) => paint);
    tell(`largest paint ${paints.map((each) => each.toFixed(2)).join(' ')} s`);
    const longest = await longestFrames({ ...stage, reader: { ...reader, clientId: long } });
    return judge(
      'web',
      [
        { name: 'javascript', value: openings[0]?.javascript ?? Number.NaN },
        { name: 'largest-paint', value: median(paints) },
        { name: 'axe', value: await faultsOf(stage) },
        { name: 'table-longest-frame', value: median(longest) },
      ],
      await countsOf(place, openings[0]?.rows ?? 0),
    );
  } finally {
    for (const end of ends) await end();
  }
};
