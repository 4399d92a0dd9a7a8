export type { DailyChart, DailyPoint } from './daily-chart.ts';
export { dailyChart } from './daily-chart.ts';
export type { LensChart, LensPoint } from './lens-chart.ts';
export { lensChart } from './lens-chart.ts';
export type { PaceChart, PacePoint } from './pace-chart.ts';
export { paceChart } from './pace-chart.ts';
