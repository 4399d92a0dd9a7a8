import { randomBytes } from 'node:crypto';
import type { Sandbox } from '../handler.ts';

/** What one person allowed one app so far; a new consent adds to it. */
type Grant = { readonly scopes: readonly string[] };

/** A fresh consent code for this person and app, and the scopes they have allowed by now. @personal none */
export const makeCode = (
  sandbox: Sandbox,
  input: { user: string; app: string; redirectUri: string; scope: string },
): string => {
  const value = randomBytes(20).toString('hex');
  const scopes = input.scope.split(/[ ,]+/).filter((scope) => scope !== '');
  sandbox.tokens.codes.put(value, {
    value,
    app: input.app,
    user: input.user,
    redirectUri: input.redirectUri,
    scopes,
    issuedAt: sandbox.clock.now().getTime(),
  });
  return value;
};

/** Adds scopes to what was granted before and gives the union. @personal none */
export const addGrant = (
  sandbox: Sandbox,
  input: { user: string; app: string; scopes: readonly string[] },
): string[] => {
  const grants = sandbox.state.collection<Grant>('grants');
  const key = `${input.app} ${input.user}`;
  const scopes = [...new Set([...(grants.get(key)?.scopes ?? []), ...input.scopes])];
  grants.put(key, { scopes });
  return scopes;
};
