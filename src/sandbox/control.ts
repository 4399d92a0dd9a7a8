import type { ControlRoute } from './control-route.ts';
import { organicControl } from './organic/truth.ts';
import { truthControl } from './reports/truth.ts';
import { editControl } from './structure/edit.ts';

/** What can be read of and done to the content of the world, besides clock, faults, latency and journal. */
export const controlRoutes: readonly ControlRoute[] = [...organicControl, ...truthControl, ...editControl];
