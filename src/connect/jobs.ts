export { refreshTokensWhenDue } from './jobs/refresh-tokens.handler.ts';
export { connectRefreshTokens } from './jobs/refresh-tokens.ts';
export { tend } from './jobs/tend.handler.ts';
