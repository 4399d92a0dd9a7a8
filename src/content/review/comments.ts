import { randomUUID } from 'node:crypto';
import { record } from '../../foundation/audit/index.ts';
import { type Context, type Tx, withClient, withClients } from '../../foundation/db/index.ts';
import { type ClientId, Fault, type UserId } from '../../foundation/kit/index.ts';
import { lockPin } from '../pins/read-pins.ts';
import type { PinRow } from '../pins/rows.ts';
import type { Audience, Comment, PinDecision, Say, Stage } from '../shapes.ts';
import { idsOf, type Speaker } from './speakers.ts';

type CommentRow = {
  comment_id: string;
  pin_id: string;
  version: number;
  audience: Audience;
  body: string;
  written_by: UserId | null;
  written_link: string | null;
  written_at: Date;
};

const columns = 'comment_id, pin_id, version, audience, body, written_by, written_link, written_at';

const commentOf = (row: CommentRow): Comment => ({
  commentId: row.comment_id,
  pinId: row.pin_id,
  version: row.version,
  audience: row.audience,
  body: row.body,
  writtenBy: row.written_by,
  writtenLink: row.written_link,
  writtenAt: row.written_at,
});

// More than anybody reads of one Pin; what goes on longer is better said by telephone.
const MOST = 500;

/** What was written about a Pin, oldest first; for people of the client only what is meant for them. @cost one query @personal texts of people's own, and who wrote them */
export const listComments = (
  ctx: Context,
  input: { clientId: ClientId; pinId: string; forClient: boolean },
): Promise<Comment[]> =>
  withClients(ctx.db, { actor: ctx.actor, clientIds: [input.clientId] }, async (tx) => {
    const rows = await tx.sql<CommentRow>(
      `select ${columns} from content_comments
        where client_id = $1 and pin_id = $2 and (not $3 or audience = 'client')
        order by written_at, comment_id limit ${MOST}`,
      [input.clientId, input.pinId, input.forClient],
    );
    return rows.map(commentOf);
  });

/** A comment as it may be kept. @throws CONTENT_COMMENT_INVALID */
export const checkedBody = (given: string): string => {
  const body = given.trim();
  if (body.length >= 1 && body.length <= 2000) return body;
  throw new Fault('CONTENT_COMMENT_INVALID', 'invalid', 'A comment has 1 to 2000 characters.', {
    facts: { field: 'body', length: body.length },
  });
};

type NewComment = {
  readonly row: Pick<PinRow, 'client_id' | 'pin_id' | 'version'>;
  readonly body: string;
  readonly audience: Audience;
  readonly speaker: Speaker;
};

/** Writes about a Pin, in a transaction that is under way. */
export const writeComment = async (tx: Tx, ctx: Context, input: NewComment): Promise<Comment> => {
  const { body, audience, speaker } = input;
  const { client_id: clientId, pin_id: pinId, version } = input.row;
  const by = idsOf(speaker);
  const [row] = await tx.sql<CommentRow>(
    `insert into content_comments (client_id, comment_id, pin_id, version, audience, body, written_by, written_link,
       written_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, clock_now()) returning ${columns}`,
    [clientId, randomUUID(), pinId, version, audience, body, by.userId, by.linkId],
  );
  if (row === undefined) throw new Fault('CONTENT_PIN_MISSING', 'missing', 'There is no such Pin.');
  await record(tx, { action: 'content.commented', clientId, actor: ctx.actor, subject: pinId, facts: { audience } });
  return commentOf(row);
};

/**
 * Writes about a Pin. People of the client always write for both sides; the agency's own may keep it among themselves.
 * @throws CONTENT_PIN_MISSING, CONTENT_COMMENT_INVALID
 * @personal the text and who wrote it
 */
export const addComment = (
  ctx: Context,
  input: Omit<NewComment, 'row'> & { readonly clientId: ClientId; readonly pinId: string },
): Promise<Comment> => {
  const { clientId, pinId, audience, speaker } = input;
  const body = checkedBody(input.body);
  return withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    const row = await lockPin(tx, { clientId, pinId });
    return writeComment(tx, ctx, { row, body, audience, speaker });
  });
};

type DecisionRow = {
  decision_id: string;
  pin_id: string;
  version: number;
  stage: Stage;
  say: Say;
  said_by: UserId | null;
  said_link: string | null;
  said_at: Date;
};

/** What persons said of a Pin, oldest first. @cost one query @personal who said it */
export const listDecisions = (ctx: Context, input: { clientId: ClientId; pinId: string }): Promise<PinDecision[]> =>
  withClients(ctx.db, { actor: ctx.actor, clientIds: [input.clientId] }, async (tx) => {
    const rows = await tx.sql<DecisionRow>(
      `select decision_id, pin_id, version, stage, say, said_by, said_link, said_at from content_decisions
        where client_id = $1 and pin_id = $2 order by said_at, decision_id`,
      [input.clientId, input.pinId],
    );
    return rows.map((row) => ({
      decisionId: row.decision_id,
      pinId: row.pin_id,
      version: row.version,
      stage: row.stage,
      say: row.say,
      saidBy: row.said_by,
      saidLink: row.said_link,
      saidAt: row.said_at,
    }));
  });
