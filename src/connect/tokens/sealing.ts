import type { ClientId, ConnectionId, Secret } from '../../foundation/kit/index.ts';
import { type Keys, open, type SealedAgain, seal, sealAgain } from '../../foundation/runtime/index.ts';
import type { Tokens } from '../../pinterest/oauth.ts';

/** Where a token stands; a sealed token copied to another place does not open. */
export type Place = { readonly clientId: ClientId; readonly connectionId: ConnectionId };

const aadOf = (place: Place, which: 'access' | 'refresh'): string =>
  `connect_connections|${place.clientId}|${place.connectionId}|${which}`;

/** Seals an access token for its row. @personal none */
export const sealAccess = (keys: Keys, place: Place, token: Secret): Buffer =>
  seal(keys, token.reveal(), aadOf(place, 'access'));

/** Seals a refresh token for its row. @personal none */
export const sealRefresh = (keys: Keys, place: Place, token: Secret): Buffer =>
  seal(keys, token.reveal(), aadOf(place, 'refresh'));

/** Opens the access token of a row. @throws RUNTIME_SEAL_BROKEN @personal none */
export const openAccess = (keys: Keys, place: Place, bytes: Uint8Array): Secret =>
  open(keys, bytes, aadOf(place, 'access'));

/** Opens a refresh token of a row, the present or the previous. @throws RUNTIME_SEAL_BROKEN @personal none */
export const openRefresh = (keys: Keys, place: Place, bytes: Uint8Array): Secret =>
  open(keys, bytes, aadOf(place, 'refresh'));

/** The sealed tokens of a row. */
export type SealedColumn = 'access_sealed' | 'refresh_sealed' | 'refresh_previous_sealed';

/** Seals a stored token again when an older key sealed it. @personal none */
export const sealTokenAgain = (
  keys: Keys,
  place: Place,
  stored: { column: SealedColumn; bytes: Buffer },
): SealedAgain => sealAgain(keys, stored.bytes, aadOf(place, stored.column === 'access_sealed' ? 'access' : 'refresh'));

/** Until when tokens live that were handed out now; calendar time, as Pinterest's own clock. @personal none */
export const livesOf = (
  tokens: Pick<Tokens, 'accessExpiresInSeconds' | 'refreshExpiresInSeconds'>,
  now: Date,
): { accessExpiresAt: Date; refreshExpiresAt: Date | null } => {
  const after = (seconds: number): Date => new Date(now.getTime() + seconds * 1_000);
  return {
    accessExpiresAt: after(tokens.accessExpiresInSeconds),
    refreshExpiresAt: tokens.refreshExpiresInSeconds === null ? null : after(tokens.refreshExpiresInSeconds),
  };
};
