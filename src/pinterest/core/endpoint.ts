import { z } from 'zod';
import { secret } from '../../foundation/kit/index.ts';
import type { OperationId } from './operations.ts';
import type { Pinterest, Session } from './ports.ts';
import { type Query, send } from './send.ts';

/** One operation in the name of one connection. */
export type Call = { readonly pinterest: Pinterest; readonly session: Session; readonly operation: OperationId };

/** A function of a door; `operation` tells which operation of Pinterest's description it calls. */
export type Endpoint<Input, Output> = ((pinterest: Pinterest, session: Session, input: Input) => Output) & {
  readonly operation: OperationId;
};

/** What one call carries. */
export type Request = {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Query;
  readonly body?: unknown;
};

/** Makes a door function of an operation and what it does. @personal none */
export const endpoint = <Input, Output>(
  operation: OperationId,
  run: (call: Call, input: Input) => Output,
): Endpoint<Input, Output> =>
  Object.assign(
    (pinterest: Pinterest, session: Session, input: Input) => run({ pinterest, session, operation }, input),
    {
      operation,
    },
  );

const sending = (call: Call, request: Request, empty = false) => ({
  ...request,
  pinterest: call.pinterest,
  operation: call.operation,
  budgetKey: call.session.budgetKey,
  empty,
  authorize: async () => secret(`Bearer ${(await call.session.accessToken()).reveal()}`),
  refreshed: async () => (await call.session.refreshed?.()) ?? false,
});

/** Asks and reads the answer with a shape. @personal as the shape says */
export const ask = <Output>(call: Call, request: Request, shape: z.ZodType<Output>): Promise<Output> =>
  send(sending(call, request), shape);

/** Asks where success says nothing more. @personal none */
export const askNothingBack = async (call: Call, request: Request): Promise<void> => {
  await send(sending(call, request, true), z.undefined());
};

/** A list as Pinterest wants it for columns and kinds: one value, joined by commas. @personal none */
export const joined = (values: readonly string[] | undefined): string | undefined => values?.join(',');
