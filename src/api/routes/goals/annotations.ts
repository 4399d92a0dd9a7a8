import { z } from 'zod';
import {
  type AnnotationTerms,
  addAnnotation,
  type Annotation as ClientAnnotation,
  changeAnnotation,
  listAnnotations,
  removeAnnotation,
} from '../../../clients/index.ts';
import type { Context } from '../../../foundation/db/index.ts';
import { parseDay, startOf } from '../../../foundation/kit/index.ts';
import { listUsers, type Person } from '../../../identity/index.ts';
import { may } from '../../../identity/policy.ts';
import { annotation, annotationChange, annotationList, annotationRequest } from '../../contract/goals.ts';
import { pageQuery } from '../../contract/people.ts';
import type { Annotation, AnnotationList } from '../../contract.ts';
import { newestFirst, pageOf } from '../../present/page.ts';
import { clientOf, type Route, route } from '../../route.ts';
import { idIn } from '../people/shared.ts';

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .transform(parseDay);
const query = pageQuery.extend({
  from: day.optional().describe('Only those that touch this day or a later one'),
  to: day.optional().describe('Only those that touch this day or an earlier one'),
});

/** The agency's people read the list of clients; those of a client do not, and see only what is meant for them. */
const isOfAgency = (person: Person): boolean => may(person, 'clients.read');

/** Who wrote what, for colleagues: to a client the agency speaks with one voice. */
const namesFor = async (ctx: Context, person: Person): Promise<ReadonlyMap<string, string>> =>
  isOfAgency(person) ? new Map((await listUsers(ctx)).map((each) => [each.userId, each.name])) : new Map();

const told = (each: ClientAnnotation, names: ReadonlyMap<string, string>): Annotation => ({
  id: each.annotationId,
  from: each.from,
  to: each.to,
  text: each.text,
  audience: each.audience,
  writtenAt: each.writtenAt.toISOString(),
  writtenBy: (each.writtenBy === null ? undefined : names.get(each.writtenBy)) ?? null,
});

const list = route({
  method: 'GET',
  path: '/clients/:clientId/annotations',
  summary: 'What people wrote beside the figures of some days; to the client’s own people only what is meant for them',
  action: 'facts.read',
  query,
  answer: annotationList,
  run: async ({ ctx }, asked): Promise<AnnotationList> => {
    const { from, to, ...page } = query.parse(asked.request.query);
    const question = { clientId: clientOf(asked), from, to, forClient: !isOfAgency(asked.person) };
    const [found, names] = await Promise.all([listAnnotations(ctx, question), namesFor(ctx, asked.person)]);
    const keyOf = (each: ClientAnnotation) => newestFirst(startOf(each.from), each.annotationId);
    const { items, next } = pageOf(found, page, keyOf);
    return { items: items.map((each) => told(each, names)), next };
  },
});

const add = route({
  method: 'POST',
  path: '/clients/:clientId/annotations',
  summary: 'Write something beside some days, for the agency or for the client too',
  action: 'notes.write',
  body: annotationRequest,
  answer: annotation,
  run: async ({ ctx }, asked): Promise<Annotation> => {
    const { from, to, text, audience } = asked.body;
    const terms = { from: parseDay(from), to: parseDay(to), text, audience };
    const made = await addAnnotation(ctx, { clientId: clientOf(asked), terms });
    return told(made, await namesFor(ctx, asked.person));
  },
});

const change = route({
  method: 'PATCH',
  path: '/clients/:clientId/annotations/:annotationId',
  summary: 'Change what was written; what is left out stays',
  action: 'notes.write',
  body: annotationChange,
  answer: annotation,
  run: async ({ ctx }, asked): Promise<Annotation> => {
    const { from, to, text, audience } = asked.body;
    const terms: Partial<AnnotationTerms> = {
      ...(from === undefined ? {} : { from: parseDay(from) }),
      ...(to === undefined ? {} : { to: parseDay(to) }),
      ...(text === undefined ? {} : { text }),
      ...(audience === undefined ? {} : { audience }),
    };
    const annotationId = idIn(asked, 'annotationId');
    const changed = await changeAnnotation(ctx, { clientId: clientOf(asked), annotationId, terms });
    return told(changed, await namesFor(ctx, asked.person));
  },
});

const remove = route({
  method: 'DELETE',
  path: '/clients/:clientId/annotations/:annotationId',
  summary: 'Remove what was written',
  action: 'notes.write',
  answer: z.undefined(),
  run: async ({ ctx }, asked) => {
    await removeAnnotation(ctx, { clientId: clientOf(asked), annotationId: idIn(asked, 'annotationId') });
    return undefined;
  },
});

/** Annotations of a client. @personal texts of people's own, and colleagues' names to each other */
export const annotationRoutes: readonly Route[] = [list, add, change, remove];
