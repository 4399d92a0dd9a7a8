import { withoutClient } from '../foundation/db/index.ts';
import { type Handler, handle } from '../foundation/jobs/index.ts';
import { identityClearSessions } from './jobs/clear-sessions.ts';

const gone = "select user_id from identity_people where disabled_at < clock_now() - interval '30 days'";

// The terms of the labels in tables.ts: a session a day after its end, an invitation and a person thirty days after theirs.
// Of a person nothing is left but the random id in the trail.
const statements = [
  "delete from identity_sessions where expires_at < clock_now() - interval '1 day'",
  "delete from identity_invitations where expires_at < clock_now() - interval '30 days'",
  "delete from identity_requests where started_at < clock_now() - interval '24 hours'",
  ...[
    'identity_sessions',
    'identity_recovery_codes',
    'identity_second_factors',
    'identity_passwords',
    'identity_memberships',
  ].map((table) => `delete from ${table} where user_id in (${gone})`),
  `delete from identity_api_keys where made_by in (${gone})`,
  `delete from identity_invitations where user_id in (${gone}) or invited_by in (${gone})`,
  `delete from identity_people where user_id in (${gone})`,
];

/** The handlers of this room's jobs. @personal none */
export const identityHandlers: readonly Handler[] = [
  handle(identityClearSessions, (ctx) =>
    withoutClient(ctx.db, { actor: ctx.actor }, async (tx) => {
      for (const statement of statements) await tx.sql(statement);
    }),
  ),
];
