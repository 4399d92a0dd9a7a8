export { buildWebWhenChanged } from './start/web-build.ts';
