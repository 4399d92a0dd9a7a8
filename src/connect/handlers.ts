import { type Handler, handle } from '../foundation/jobs/index.ts';
import type { Gate } from './gate/open-gate.ts';
import { checkConsent } from './jobs/check-consent.handler.ts';
import { connectCheckConsent } from './jobs/check-consent.ts';
import { refreshTokensWhenDue } from './jobs/refresh-tokens.handler.ts';
import { connectRefreshTokens } from './jobs/refresh-tokens.ts';
import { tend } from './jobs/tend.handler.ts';
import { connectTend } from './jobs/tend.ts';

/** The handlers of this room's jobs, speaking with Pinterest through the process's gate. @personal none */
export const connectHandlers = (gate: Gate): Handler[] => [
  handle(connectRefreshTokens, (ctx, payload) => refreshTokensWhenDue({ ...ctx, gate }, payload)),
  handle(connectCheckConsent, (ctx, payload) => checkConsent({ ...ctx, gate }, payload)),
  handle(connectTend, (ctx) => tend(ctx)),
];
