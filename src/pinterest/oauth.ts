export { authorizeUrl } from './endpoints/oauth/authorize-url.ts';
export { exchangeCode } from './endpoints/oauth/exchange-code.ts';
export { refreshTokens } from './endpoints/oauth/refresh-tokens.ts';
export type { Tokens } from './endpoints/oauth/tokens.ts';
