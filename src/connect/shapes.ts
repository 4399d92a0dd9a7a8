import type { AdAccountId, ClientId, ConnectionId, Currency } from '../foundation/kit/index.ts';
import type { Pinterest, Session } from '../pinterest/index.ts';

/**
 * The states of a connection and its moves.
 *
 * | from                  | to             | when                                                         |
 * |-----------------------|----------------|--------------------------------------------------------------|
 * | —                     | `choosing`     | consent given, a person still picks the ad accounts           |
 * | — , `choosing`        | `connected`    | ad accounts bound                                            |
 * | `connected`           | `reconnect`    | Pinterest no longer knows the tokens                         |
 * | `reconnect`           | `connected`    | a new consent of the same Pinterest user                     |
 * | any of these          | `disconnected` | a person ended it; tokens are gone, bindings released        |
 *
 * A client has one connection that is not `disconnected`, at most.
 */
export type ConnectionState = 'choosing' | 'connected' | 'reconnect' | 'disconnected';

/** A client's living consent to Pinterest, without its tokens. */
export type Connection = {
  readonly clientId: ClientId;
  readonly connectionId: ConnectionId;
  readonly state: ConnectionState;
  readonly scopes: readonly string[];
};

/** An ad account that belongs to a client here. */
export type AdAccount = {
  readonly adAccountId: AdAccountId;
  readonly connectionId: ConnectionId;
  readonly currency: Currency;
  readonly country: string | null;
  /** What the connected user may do with it; Pinterest's words, as `ADMIN`. */
  readonly permissions: readonly string[];
  /** The agency's own label; Pinterest's name for the account is never stored. */
  readonly label: string | null;
};

/** Everything a room needs to ask Pinterest something in a client's name. */
export type ClientSession = {
  readonly pinterest: Pinterest;
  readonly session: Session;
  readonly connection: Connection;
};

/** Who started a connect: a signed-in session, or one run of the command line (or of the demo). */
export type Asker = { readonly kind: 'session'; readonly id: string } | { readonly kind: 'run'; readonly id: string };
