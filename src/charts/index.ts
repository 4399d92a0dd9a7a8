export type { DailyChart, DailyPoint } from './daily-chart.ts';
export { dailyChart } from './daily-chart.ts';
