import { startConnect } from '../../../connect/index.ts';
import { Fault } from '../../../foundation/kit/index.ts';
import { syncRuns } from '../../../ingest/index.ts';
import {
  type ConnectAttempt,
  connectAttempt,
  type FaultText,
  faultWords,
  type SyncRunList,
  syncRunList,
} from '../../contract/data.ts';
import { allFaultWords } from '../../fault-words.ts';
import { localeOf, wordsFor } from '../../middleware/problems.ts';
import { clientOf, type Route, route } from '../../route.ts';
import { userOf } from '../people/shared.ts';

// Two months of nights: what happened before, the list of missing days tells better.
const MOST_RUNS = 60;
// Each attempt keeps a row for ten minutes; a person needs one or two.
const ATTEMPTS_A_MINUTE = 10;

/** How a client's data gets here: connecting, what each night brought, and what a refusal means. @personal none */
export const dataRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/clients/:clientId/connection/attempts',
    summary: 'Begin to connect: the address at Pinterest where you give consent; good once, for this session only',
    action: 'connect.manage',
    perMinute: ATTEMPTS_A_MINUTE,
    answer: connectAttempt,
    run: async ({ ctx }, asked): Promise<ConnectAttempt> => {
      const { sessionId } = userOf(asked);
      const asker = { kind: 'session', id: sessionId } as const;
      const { url, expiresAt } = await startConnect(ctx, { clientId: clientOf(asked), asker });
      return { url, expiresAt: expiresAt.toISOString() };
    },
  }),
  route({
    method: 'GET',
    path: '/clients/:clientId/sync-runs',
    summary: 'What was asked of Pinterest, night by night, and what became of it',
    action: 'sync.read',
    answer: syncRunList,
    run: async ({ ctx }, asked): Promise<SyncRunList> => {
      const locale = localeOf(asked.request.headers['accept-language']);
      const runs = await syncRuns(ctx, { clientId: clientOf(asked), limit: MOST_RUNS });
      return {
        items: runs.map((run) => ({
          ...run,
          rows: Number(run.rows),
          lastAt: run.lastAt.toISOString(),
          faults: run.faults.map((each) => ({ ...each, ...wordsFor(each.code, locale) })),
        })),
      };
    },
  }),
  route({
    method: 'GET',
    path: '/faults/:code',
    summary: 'What a fault code means and what to do about it',
    action: 'signed-in',
    answer: faultWords,
    run: async (_around, asked): Promise<FaultText> => {
      const { code = '' } = asked.params;
      if (!Object.hasOwn(allFaultWords, code)) throw new Fault('API_MISSING', 'missing', 'There is no such code.');
      return { code, ...wordsFor(code, localeOf(asked.request.headers['accept-language'])) };
    },
  }),
];
