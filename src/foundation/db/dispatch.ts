/**
 * The dispatch tables: work and registers that go over all clients. They name clients without row security and hold ids,
 * states and times only; `check:schema` refuses any other kind of column in them, and a table that names clients without
 * row security and is not in this list.
 * @personal none
 */
export const dispatchTables: readonly string[] = [
  'act_lanes',
  'audit_entries',
  'audit_pending',
  'client_ids',
  'connect_states',
  'identity_memberships',
  'jobs_due',
];
