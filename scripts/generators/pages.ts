import { cliPage } from './cli-page.ts';
import { configPage, envExample } from './config-pages.ts';
import { errorsPage } from './errors-page.ts';
import { eventsPage } from './events-page.ts';
import { houseDrawing } from './house-drawing.ts';
import { completeLock } from './lock-file.ts';
import { metricsPage } from './metrics-page.ts';
import type { Page } from './page.ts';
import { rightsPage } from './rights-page.ts';

/** Everything that is made from code: `npm run generate` writes it, `check:docs` compares it. */
export const pages: readonly Page[] = [
  envExample,
  configPage,
  cliPage,
  errorsPage,
  eventsPage,
  metricsPage,
  rightsPage,
  houseDrawing,
  { file: 'package-lock.json', make: async (before) => completeLock(before) },
];
