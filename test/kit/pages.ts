import { setTimeout as pause } from 'node:timers/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { findBrowser } from '../../scripts/test/find-browser.ts';

const PATIENCE_MS = 30_000;

/** Starts the machine's Chromium. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: findBrowser(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });

/** A person's own browser window; what goes wrong on its pages is in `problems`. */
export const openWindow = async (
  browser: Browser,
  locale: 'nl-NL' | 'en-GB',
): Promise<{ context: BrowserContext; page: Page; problems: string[] }> => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  return { context, page, problems };
};

/** The pages' own policy lets nobody evaluate a condition in them, so they are looked at from here. */
export const until = async (what: string, isTrue: () => Promise<boolean>): Promise<void> => {
  const end = performance.now() + PATIENCE_MS;
  while (!(await isTrue())) {
    if (performance.now() > end) throw new Error(what);
    await pause(100);
  }
};

/** Accessibility faults of the page as it stands, and whether it is wider than its window, at both widths. */
export const complaintsOf = async (page: Page, what: string, widths = [1440, 390]): Promise<string[]> => {
  const found: string[] = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    // There are no frames: without looking for them axe needs no second page, which takes seconds each time.
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    const wide = Number(await page.evaluate('document.documentElement.scrollWidth'));
    if (wide > width) found.push(`${what} ${width}: the page is ${wide} wide`);
    found.push(...violations.map(({ id, nodes }) => `${what} ${width}: ${id} ${nodes[0]?.html.slice(0, 160)}`));
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  return found;
};
