export { buildApp } from './app.ts';
export { apiFaults } from './errors.ts';
export { mayReadMetrics } from './middleware/metrics-access.ts';
export { describeApi } from './routes/description.ts';
export { routes } from './routes.ts';
export type { Surroundings } from './surroundings.ts';
