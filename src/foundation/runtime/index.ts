export type { Config, Mode } from './config.ts';
export { childEnvironment, loadConfig, testDatabaseUrl } from './config.ts';
export type { Keys } from './keys.ts';
export { hmac, loadKeys, open, rotateKeys, seal, sealedWith } from './keys.ts';
export type { Log, LogField, LogFields } from './log.ts';
export { createLog } from './log.ts';
export { exitCodeOf, refusal } from './refusal.ts';
