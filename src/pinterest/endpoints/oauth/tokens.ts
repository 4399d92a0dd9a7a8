import { z } from 'zod';
import { type Secret, secret } from '../../../foundation/kit/index.ts';
import type { Pinterest } from '../../core/ports.ts';
import { send } from '../../core/send.ts';
import { orNull } from '../../shapes/fields.ts';

/** What Pinterest hands out for a consent. Lives count from the moment of the answer. */
export type Tokens = {
  accessToken: Secret;
  /** Null when the answer brought none: keep the one there is. */
  refreshToken: Secret | null;
  /** Everything the person ever agreed to for this app, which may be more or less than was asked. */
  scopes: readonly string[];
  accessExpiresInSeconds: number;
  refreshExpiresInSeconds: number | null;
};

const shape = z
  .object({
    access_token: z.string().min(1),
    expires_in: z.int(),
    scope: z.string(),
    refresh_token: orNull(z.string()),
    refresh_token_expires_in: orNull(z.int()),
  })
  .transform(
    (answer): Tokens => ({
      accessToken: secret(answer.access_token),
      refreshToken: answer.refresh_token === null ? null : secret(answer.refresh_token),
      // Pinterest separates by comma or space, depending on the answer.
      scopes: answer.scope.split(/[\s,]+/).filter((scope) => scope !== ''),
      accessExpiresInSeconds: answer.expires_in,
      refreshExpiresInSeconds: answer.refresh_token_expires_in,
    }),
  );

/** Asks for tokens with the app's own name and secret. @personal none */
export const askTokens = (
  pinterest: Pinterest,
  input: { budgetKey: string; form: Record<string, string>; repeatable: boolean },
): Promise<Tokens> => {
  const { appId, appSecret } = pinterest.config;
  return send(
    {
      pinterest,
      operation: 'oauth/token',
      budgetKey: input.budgetKey,
      body: new URLSearchParams(input.form),
      repeatable: input.repeatable,
      authorize: async () => secret(`Basic ${Buffer.from(`${appId}:${appSecret.reveal()}`).toString('base64')}`),
    },
    shape,
  );
};
