import { actDone, actWaits } from '../act/events.ts';
import { openAfterConsent, openAfterConsentJob } from '../act/index.ts';
import { sweepAllFiles, sweepFilesJob } from '../clients/index.ts';
import { connectConnected, connectResumed } from '../connect/events.ts';
import { connectHandlers } from '../connect/handlers.ts';
import { connectCheckConsent, connectTend, type GateContext } from '../connect/index.ts';
import { markPins, markPinsJob } from '../content/index.ts';
import {
  compareImport,
  deriveLanding,
  deriveLandingJob,
  forgetNight,
  forgetNightJob,
  forgetPastTerm,
  forgetPastTermJob,
} from '../facts/index.ts';
import type { Context } from '../foundation/db/index.ts';
import type { FileStore } from '../foundation/files/index.ts';
import { jobStopped } from '../foundation/jobs/events.ts';
import {
  everyDay,
  everyMinutes,
  type Handler,
  handle,
  type Run,
  type Subscription,
  subscribe,
  type TimetableEntry,
} from '../foundation/jobs/index.ts';
import { keepPartitions, privacyUpkeep } from '../foundation/privacy/index.ts';
import { identityHandlers } from '../identity/handlers.ts';
import { identityClearSessions } from '../identity/index.ts';
import { landed } from '../ingest/events.ts';
import {
  askReadyDays,
  askReadyDaysJob,
  checkImport,
  checkImportJob,
  landImportJob,
  listReadyDays,
  makeImportLandings,
  markDerived,
  planClient,
  planClientJob,
  planClientTodayJob,
  planEveryone,
  planNightJob,
  planTodayJob,
  pullChunk,
  pullChunkJob,
  pullOrganicJob,
  readLanding,
  sweepImports,
  sweepImportsJob,
} from '../ingest/index.ts';
import { clearOutboxJob } from '../mail/index.ts';
import { allTables } from './tables.ts';

// Who hears what, who does what, and when. Every line of the house that crosses rooms upward stands here.

/** Which job follows which news. */
export const subscriptions: readonly Subscription[] = [
  subscribe(connectConnected, planClientJob, {
    payload: ({ clientId }) => ({ clientId }),
    singletonKey: ({ clientId }) => String(clientId),
  }),
  subscribe(connectResumed, planClientJob, {
    payload: ({ clientId }) => ({ clientId }),
    singletonKey: ({ clientId }) => String(clientId),
  }),
  subscribe(connectConnected, openAfterConsentJob, { payload: ({ clientId }) => ({ clientId }) }),
  subscribe(connectResumed, openAfterConsentJob, { payload: ({ clientId }) => ({ clientId }) }),
  subscribe(actDone, markPinsJob, {
    payload: ({ clientId }) => ({ clientId }),
    singletonKey: ({ clientId }) => String(clientId),
  }),
  subscribe(actWaits, markPinsJob, {
    payload: ({ clientId }) => ({ clientId }),
    singletonKey: ({ clientId }) => String(clientId),
  }),
  subscribe(landed, deriveLandingJob, {
    payload: ({ clientId, landingId }) => ({ clientId, landingId }),
    singletonKey: ({ landingId }) => landingId,
    priority: ({ priority }) => priority,
  }),
  // Every other stop is for the operator: the log tells it at once, metrics count it, `doctor` lists it with its remedy.
  subscribe(jobStopped, connectCheckConsent, {
    when: ({ kind, clientId }) => kind === 'unauthenticated' && clientId !== null,
    payload: ({ clientId }) => connectCheckConsent.payload.parse({ clientId }),
    singletonKey: ({ clientId }) => String(clientId),
  }),
];

/** What happens by the clock. Pinterest's days are UTC days, so the night is planned in UTC. */
export const timetable: readonly TimetableEntry[] = [
  // Before the night is planned: what is past its term is not asked again.
  everyDay(forgetNightJob, { at: '02:20', zone: 'UTC' }),
  everyDay(planNightJob, { at: '03:10', zone: 'UTC' }),
  everyMinutes(planTodayJob, 60),
  everyMinutes(askReadyDaysJob, 60),
  everyMinutes(connectTend, 60),
  everyDay(identityClearSessions, { at: '02:40', zone: 'UTC' }),
  everyDay(clearOutboxJob, { at: '02:45', zone: 'UTC' }),
  everyDay(sweepFilesJob, { at: '02:50', zone: 'UTC' }),
  everyMinutes(sweepImportsJob, 60),
  everyMinutes(privacyUpkeep, 10),
];

/** What a worker does with the stored files; it needs the folder they lie in. */
export const fileHandlers = (files: FileStore): readonly Handler[] => [
  handle(sweepFilesJob, (ctx) => sweepAllFiles(ctx, files)),
];

const landingReader = { readLanding, readyDays: listReadyDays };

// Pulling waits for minutes and goes on from where it was: a stop need not wait for it.
const endOf = ({ signal, stopping }: Run): AbortSignal => AbortSignal.any([signal, stopping]);

/** What a worker process can do; each handler gets the way to Pinterest besides its own context. */
export const handlersFor = ({ gate }: GateContext): readonly Handler[] => {
  const withGate = (ctx: Context): GateContext => ({ ...ctx, gate });
  return [
    ...connectHandlers(gate),
    ...identityHandlers,
    handle(privacyUpkeep, async (ctx) => {
      await keepPartitions(ctx, allTables);
    }),
    handle(planNightJob, (ctx) => planEveryone(ctx, 'night')),
    handle(planTodayJob, (ctx) => planEveryone(ctx, 'today')),
    handle(planClientJob, async (ctx, { clientId }) => {
      await planClient(withGate(ctx), { clientId, what: 'night' });
    }),
    handle(planClientTodayJob, async (ctx, { clientId }) => {
      await planClient(withGate(ctx), { clientId, what: 'today' });
    }),
    handle(pullChunkJob, (ctx, payload, run) => pullChunk({ ...withGate(ctx), signal: endOf(run) }, payload)),
    handle(pullOrganicJob, (ctx, payload, run) => pullChunk({ ...withGate(ctx), signal: endOf(run) }, payload)),
    handle(askReadyDaysJob, (ctx) => askReadyDays(withGate(ctx))),
    handle(forgetNightJob, (ctx) => forgetNight(ctx)),
    handle(forgetPastTermJob, async (ctx, payload) => {
      await forgetPastTerm(ctx, payload);
    }),
    handle(openAfterConsentJob, async (ctx, payload) => {
      await openAfterConsent(ctx, payload);
    }),
    handle(markPinsJob, (ctx, payload) => markPins(ctx, payload)),
    handle(checkImportJob, (ctx, payload) => checkImport(ctx, payload, compareImport)),
    handle(landImportJob, (ctx, payload) => makeImportLandings(ctx, payload)),
    handle(sweepImportsJob, async (ctx) => {
      await sweepImports(ctx);
    }),
    handle(deriveLandingJob, async (ctx, payload) => {
      await deriveLanding(ctx, payload, landingReader);
      await markDerived(ctx, payload);
    }),
  ];
};
