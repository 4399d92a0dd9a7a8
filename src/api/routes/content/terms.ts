import { z } from 'zod';
import { type ContentSettings, changeContentSettings, getContentSettings } from '../../../content/index.ts';
import { listBoards, listSections } from '../../../ingest/index.ts';
import { boardChoices, contentTerms } from '../../contract/planned-pins.ts';
import { type Asked, clientOf, type Route, route } from '../../route.ts';

const MOST = 2000;
const query = z.object({
  again: z.enum(['yes']).optional().describe('`yes` to ask Pinterest again although there is an answer of today'),
});

const given = (change: z.infer<ReturnType<typeof contentTerms.partial>>): Partial<ContentSettings> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));

const wish = ({ request }: Pick<Asked, 'request'>) => ({
  again: query.parse(request.query).again === 'yes',
  most: MOST,
});

const boardIdOf = ({ params }: Pick<Asked, 'params'>): string =>
  z
    .string()
    .regex(/^\d{1,32}$/)
    .parse(params.boardId);

const told = (answer: { items: readonly { id: string; name: string }[]; total: number; readAt: Date }) => ({
  items: answer.items.map(({ id, name }) => ({ id, name })),
  total: answer.total,
  readAt: answer.readAt.toISOString(),
});

/** How Pins of a client are handled, and the boards they can go to. @personal none */
export const contentTermRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/clients/:clientId/content-terms',
    summary: 'How Pins of a client are planned, approved and published',
    action: 'content.write',
    answer: contentTerms,
    run: async ({ ctx }, asked) => contentTerms.parse(await getContentSettings(ctx, { clientId: clientOf(asked) })),
  }),
  route({
    method: 'PATCH',
    path: '/clients/:clientId/content-terms',
    summary: 'Change how Pins of a client are handled; what is approved keeps what it was approved with',
    action: 'clients.manage',
    body: contentTerms.partial(),
    answer: contentTerms,
    run: async ({ ctx }, asked) =>
      contentTerms.parse(await changeContentSettings(ctx, { clientId: clientOf(asked), change: given(asked.body) })),
  }),
  route({
    method: 'GET',
    path: '/clients/:clientId/boards',
    summary: 'Boards of the client, asked of Pinterest and kept a day at most',
    action: 'content.write',
    query,
    answer: boardChoices,
    run: async ({ ctx }, asked) => told(await listBoards(ctx, { clientId: clientOf(asked), ...wish(asked) })),
  }),
  route({
    method: 'GET',
    path: '/clients/:clientId/boards/:boardId/sections',
    summary: 'Sections of a board, asked of Pinterest and kept a day at most',
    action: 'content.write',
    query,
    answer: boardChoices,
    run: async ({ ctx }, asked) =>
      told(await listSections(ctx, { clientId: clientOf(asked), boardId: boardIdOf(asked), ...wish(asked) })),
  }),
];
