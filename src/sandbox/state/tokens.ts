import { randomBytes } from 'node:crypto';
import type { State } from './state.ts';

/** An access or refresh token. Times are virtual milliseconds since 1970. */
export type Token = {
  readonly value: string;
  readonly kind: 'access' | 'refresh';
  readonly app: string;
  readonly user: string;
  readonly scopes: readonly string[];
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** Real milliseconds after which a used refresh token is refused (grace). */
  readonly diesAt?: number;
};

/** A consent code, good for one exchange. */
export type Code = {
  readonly value: string;
  readonly app: string;
  readonly user: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly issuedAt: number;
};

/** Access tokens live 30 days, refresh tokens 60. */
export const ACCESS_SECONDS = 2_592_000;
/** See `ACCESS_SECONDS`. */
export const REFRESH_SECONDS = 5_184_000;

/** The tokens of this world. */
export type Tokens = ReturnType<typeof createTokens>;

/** Opens the token shelf of a state. */
export const createTokens = (state: State) => {
  const tokens = state.collection<Token>('tokens');
  const codes = state.collection<Code>('codes');
  const ofUser = (user: string, kind?: Token['kind']): Token[] =>
    [...tokens.values()].filter((token) => token.user === user && (kind === undefined || token.kind === kind));
  const issue = (input: Omit<Token, 'value' | 'expiresAt'>): Token => {
    const life = input.kind === 'access' ? ACCESS_SECONDS : REFRESH_SECONDS;
    const value = `${input.kind === 'access' ? 'pina' : 'pinr'}_${randomBytes(32).toString('base64url')}`;
    const token = { ...input, value, expiresAt: input.issuedAt + life * 1000 };
    tokens.put(value, token);
    return token;
  };
  return {
    codes,
    issue,
    find: (value: string): Token | undefined => tokens.get(value),
    put: (token: Token): void => tokens.put(token.value, token),
    remove: (value: string): void => tokens.remove(value),
    ofUser,
    /** Ends this user's access tokens, refresh tokens too when `all`. */
    end: (user: string, all: boolean): void => {
      for (const token of ofUser(user, all ? undefined : 'access')) tokens.remove(token.value);
    },
  };
};
