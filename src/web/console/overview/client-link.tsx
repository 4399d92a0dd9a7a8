import { Link } from '@tanstack/react-router';
import type { ClientFigures } from '../../../api/contract.ts';

/** The way to a client's page, and to the right ad account when it has several. */
export const ClientLink = ({
  client,
  isOneOfMany,
}: {
  readonly client: ClientFigures;
  readonly isOneOfMany: boolean;
}) => (
  <Link
    to="/clients/$clientId"
    params={{ clientId: client.id }}
    search={isOneOfMany && client.account !== null ? { account: client.account } : {}}
    className="client-link"
  >
    {client.name}
  </Link>
);

/** The key of a row: a client with several ad accounts has a row for each. */
export const rowKey = (client: ClientFigures): string => `${client.id}/${client.account ?? ''}`;

/** Ids of the clients that have several rows. */
export const withSeveralRows = (clients: readonly ClientFigures[]): ReadonlySet<string> => {
  const seen = new Set<string>();
  const several = new Set<string>();
  for (const { id } of clients) (seen.has(id) ? several : seen).add(id);
  return several;
};
