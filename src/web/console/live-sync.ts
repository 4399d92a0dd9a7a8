import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Overview, SyncState, ThingFigures } from '../../api/contract.ts';
import { meQuery } from './queries.ts';

// While much comes in, figures change every second; a person reads them every few seconds.
const REFRESH_MS = 5000;
const REOPEN_MS = 3000;

const applyStates = (client: QueryClient, states: readonly SyncState[]): void => {
  const byId = new Map(states.map((state) => [state.clientId, state]));
  client.setQueriesData<Overview>({ queryKey: ['overview'] }, (before) =>
    before === undefined
      ? undefined
      : { ...before, clients: before.clients.map((each) => ({ ...each, sync: byId.get(each.id) ?? each.sync })) },
  );
  client.setQueriesData<ThingFigures>({ queryKey: ['figures'] }, (before) => {
    const sync = byId.get(before?.about.client.id ?? '');
    if (before === undefined || sync === undefined) return before;
    return { ...before, about: { ...before.about, client: { ...before.about.client, sync } } };
  });
};

const refresh = (client: QueryClient): void => {
  for (const queryKey of [
    ['overview'],
    ['attention'],
    ['figures'],
    ['entities'],
    ['gaps'],
    ['sync-runs'],
    ['explanation'],
  ]) {
    void client.invalidateQueries({ queryKey });
  }
};

/** Follows the stream until `stop` is called; a stream that ended for good is opened again as long as somebody is signed in. */
const follow = (client: QueryClient, setLive: (live: boolean) => void): (() => void) => {
  let stream: EventSource | undefined;
  let refreshAt: ReturnType<typeof setTimeout> | undefined;
  let reopenAt: ReturnType<typeof setTimeout> | undefined;
  let refreshedAt = performance.now();
  let isFirst = true;
  // The last change is never lost: when it comes too soon after a refresh, the next refresh waits for it.
  const refreshSoon = (): void => {
    if (refreshAt !== undefined) return;
    const wait = Math.max(0, REFRESH_MS - (performance.now() - refreshedAt));
    refreshAt = setTimeout(() => {
      refreshAt = undefined;
      refreshedAt = performance.now();
      refresh(client);
    }, wait);
  };
  const open = (): void => {
    stream = new EventSource('/api/v1/sync/stream');
    stream.onopen = () => setLive(true);
    stream.onmessage = (message) => {
      const states: SyncState[] = JSON.parse(message.data);
      applyStates(client, states);
      // The first message tells what the page has just asked.
      if (!isFirst) refreshSoon();
      isFirst = false;
    };
    stream.onerror = () => {
      setLive(false);
      // The browser tries again by itself after a lost connection, not after an answer it cannot use: a session that is over,
      // or a proxy in front of a server that starts again.
      if (stream?.readyState !== EventSource.CLOSED) return;
      void client.invalidateQueries({ queryKey: meQuery.queryKey });
      reopenAt = setTimeout(open, REOPEN_MS);
    };
  };
  open();
  return () => {
    stream?.close();
    clearTimeout(refreshAt);
    clearTimeout(reopenAt);
  };
};

/** Keeps the state of each sync live, and the figures a few seconds behind it; tells whether the server answers. */
export const useLiveSync = (isAllowed: boolean): boolean => {
  const client = useQueryClient();
  const [isLive, setLive] = useState(true);
  useEffect(() => (isAllowed ? follow(client, setLive) : undefined), [client, isAllowed]);
  return isLive;
};
