/**
 * The dispatch tables: work that waits for clients. They hold ids, states and times only, since owner-owned functions
 * hand them out over all clients; `check:schema` refuses any other kind of column in a table of this list, and a table of
 * scope `dispatch` that is not in it.
 * @personal none
 */
export const dispatchTables: readonly string[] = [];
