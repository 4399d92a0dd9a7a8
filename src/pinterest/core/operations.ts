import { adsOperations } from '../operations/ads.ts';
import type { Operation, Scope } from '../operations/operation.ts';
import { organicOperations } from '../operations/organic.ts';

const catalogue = { ...organicOperations, ...adsOperations } as const satisfies Record<string, Operation>;

/** The name Pinterest's description gives an operation, as `campaigns/list`. */
export type OperationId = keyof typeof catalogue;

/** Every operation this client knows, by its operationId. @source Pinterest: openapi 5.23.0 @personal none */
export const operationsById: Readonly<Record<OperationId, Operation>> = catalogue;

/**
 * Every operation this client knows, in the order of Pinterest's reference, each with its operationId.
 *
 * @source Pinterest: openapi 5.23.0
 * @personal none
 */
export const operations: readonly (Operation & { readonly operationId: OperationId })[] = (
  Object.keys(catalogue) as OperationId[]
).map((operationId) => ({ operationId, ...operationsById[operationId] }));

/** The scopes a connection asks for; no secret boards, no business access, no billing. @personal none */
export const wantedScopes: readonly Scope[] = [
  'user_accounts:read',
  'boards:read',
  'boards:write',
  'pins:read',
  'pins:write',
  'ads:read',
  'ads:write',
  'catalogs:read',
];
