export type { Fetch, FetchInit } from './create-fetch.ts';
export { createFetch } from './create-fetch.ts';
export type { GuardedAnswer, GuardedFetch } from './guarded-fetch.ts';
export { createGuardedFetch } from './guarded-fetch.ts';
export type { Picture, PictureFetch, PictureType } from './picture-fetch.ts';
export { createPictureFetch } from './picture-fetch.ts';
