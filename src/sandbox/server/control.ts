import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { controlRoutes } from '../control.ts';
import { faultKinds } from '../faults/faults.ts';
import type { Engine } from './engine.ts';
import { queryOf } from './incoming.ts';

const clockBody = z.union([
  z.strictObject({ now: z.iso.datetime({ offset: true }) }),
  z.strictObject({ advance: z.string() }),
]);
const faultBody = z.array(
  z.strictObject({
    op: z.string(),
    kind: z.enum(faultKinds),
    p: z.number().min(0).max(1).optional(),
    account: z.string().optional(),
    times: z.int().min(1).optional(),
  }),
);
const latencyBody = z.union([z.strictObject({ ms: z.number().min(0) }), z.literal('real')]);
const settingsBody = z.strictObject({
  tier: z.enum(['trial', 'standard']).optional(),
  rotation: z.enum(['stays', 'grace', 'dies']).optional(),
  pinnerAccess: z.enum(['denied', 'allowed']).optional(),
  listLag: z.union([z.number().min(0), z.literal('real')]).optional(),
  mediaDelay: z.union([z.number().min(0), z.literal('real')]).optional(),
  reportMs: z.number().min(0).optional(),
  reportFate: z.enum(['finish', 'fail', 'cancel', 'stuck', 'null']).optional(),
  apps: z.record(z.string(), z.string()).optional(),
  redirectUris: z.array(z.string()).optional(),
});

const refused = (reply: FastifyReply, problem: unknown): FastifyReply =>
  reply.code(400).send({ message: problem instanceof Error ? problem.message : String(problem) });

const addClock = (app: FastifyInstance, engine: Engine): void => {
  const { clock } = engine.sandbox;
  app.get('/clock', async () => ({ now: clock.now().toISOString() }));
  app.post('/clock', async (request, reply) => {
    const body = clockBody.safeParse(request.body);
    if (!body.success) return refused(reply, body.error);
    try {
      if ('now' in body.data) clock.set(new Date(body.data.now));
      else clock.advance(body.data.advance);
    } catch (problem) {
      return refused(reply, problem);
    }
    return { now: clock.now().toISOString() };
  });
};

const addBehaviour = (app: FastifyInstance, engine: Engine): void => {
  const { settings } = engine.sandbox;
  app.get('/faults', async () => engine.faults.rules());
  app.post('/faults', async (request, reply) => {
    const body = faultBody.safeParse(request.body);
    if (!body.success) return refused(reply, body.error);
    // zod's optional fields may be present and undefined; a rule has them or not.
    engine.faults.replace(body.data.map((rule) => JSON.parse(JSON.stringify(rule))));
    return engine.faults.rules();
  });
  app.post('/latency', async (request, reply) => {
    const body = latencyBody.safeParse(request.body);
    if (!body.success) return refused(reply, body.error);
    settings.latency = body.data === 'real' ? 'real' : body.data.ms;
    return { latency: settings.latency };
  });
  app.get('/settings', async () => settings);
  app.post('/settings', async (request, reply) => {
    const body = settingsBody.safeParse(request.body);
    if (!body.success) return refused(reply, body.error);
    Object.assign(settings, JSON.parse(JSON.stringify(body.data)));
    return settings;
  });
};

/** `/__sandbox`: what tests, benches and people steer and read. Prikbord itself never comes here. */
export const addControl = (engine: Engine) => async (app: FastifyInstance) => {
  addClock(app, engine);
  addBehaviour(app, engine);
  app.get('/requests', async () => engine.journal.read());
  app.post('/reset', async () => {
    engine.reset();
    return { now: engine.sandbox.clock.now().toISOString() };
  });
  for (const route of controlRoutes) {
    app.route({
      method: route.method,
      url: route.path,
      handler: async (request, reply) => {
        const answer = await route.handle({
          ...engine.sandbox,
          query: queryOf(request),
          body: request.body,
          now: engine.sandbox.clock.now,
        });
        return reply.code(answer.status).send(answer.json ?? answer.lines ?? null);
      },
    });
  }
};
