import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useClientTabWords } from '../words/client-tabs.ts';
import { useIsOfClient, useMay } from './me.ts';
import { clientListQuery } from './operate/queries.ts';

/** A page of one client: where it is, and the right without which there is nothing to see there. */
type ClientTab = {
  readonly key: keyof ReturnType<typeof useClientTabWords>['pages'];
  readonly to:
    | '/clients/$clientId'
    | `/clients/$clientId/${'pins' | 'planning' | 'goals' | 'data' | 'brand' | 'settings'}`;
  readonly right: string;
};

// In the order of a working day: what came of it, what was agreed, and then how it is set up.
const clientTabs: readonly ClientTab[] = [
  { key: 'results', to: '/clients/$clientId', right: 'facts.read' },
  { key: 'pins', to: '/clients/$clientId/pins', right: 'facts.read' },
  { key: 'planning', to: '/clients/$clientId/planning', right: 'content.read' },
  { key: 'goals', to: '/clients/$clientId/goals', right: 'facts.read' },
  { key: 'data', to: '/clients/$clientId/data', right: 'sync.read' },
  { key: 'brand', to: '/clients/$clientId/brand', right: 'clients.manage' },
  { key: 'settings', to: '/clients/$clientId/settings', right: 'clients.read' },
];

const Tab = ({ tab, clientId }: { readonly tab: ClientTab; readonly clientId: string }) => {
  const { pages, review } = useClientTabWords();
  const isOfClient = useIsOfClient();
  const isAllowed = useMay(tab.right);
  if (!isAllowed) return null;
  return (
    <li>
      <Link
        to={tab.to}
        params={{ clientId }}
        className="client-tab"
        // Every page of the client begins with the address of the first.
        activeOptions={{ exact: tab.key === 'results', includeSearch: false }}
      >
        {isOfClient && tab.key === 'planning' ? review : pages[tab.key]}
      </Link>
    </li>
  );
};

// In the client's own window its brand stands above every page already.
const ClientName = ({ clientId }: { readonly clientId: string }) => {
  const isOfClient = useIsOfClient();
  const { data } = useQuery({ ...clientListQuery, enabled: !isOfClient });
  const name = data?.find((each) => each.id === clientId)?.name;
  return name === undefined ? null : <span className="client-tabs-name">{name}</span>;
};

/** The pages of the client one is looking at, above each of them; nothing elsewhere. */
export const ClientTabs = () => {
  const { clientId } = useParams({ strict: false });
  const { label } = useClientTabWords();
  if (clientId === undefined) return null;
  return (
    <nav className="client-tabs" aria-label={label}>
      <ClientName clientId={clientId} />
      <ul>
        {clientTabs.map((tab) => (
          <Tab key={tab.key} tab={tab} clientId={clientId} />
        ))}
      </ul>
    </nav>
  );
};
