export type { Fetch, FetchInit } from './create-fetch.ts';
export { createFetch } from './create-fetch.ts';
