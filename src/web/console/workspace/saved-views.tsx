import { Button, Popover, Text, TextInput, UnstyledButton } from '@mantine/core';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { SavedView, SavedViews } from '../../../api/contract.ts';
import { Refusal } from '../../kit/refusal.tsx';
import { ask } from '../../kit/server.ts';
import { Trouble } from '../../kit/trouble.tsx';
import { useWorkspaceWords } from '../../words/workspace.ts';
import { addressText, readAddress } from './address.ts';
import { useWorkspace } from './use-workspace.ts';

const viewsQuery = (clientId: string) =>
  queryOptions({ queryKey: ['views', clientId], queryFn: () => ask<SavedViews>(`/clients/${clientId}/views`) });

const useChangeViews = () => {
  const { clientId } = useWorkspace();
  const client = useQueryClient();
  const onSuccess = () => client.invalidateQueries({ queryKey: ['views', clientId] });
  const save = useMutation({
    mutationFn: (body: { name: string; address: string }) =>
      ask<SavedView>(`/clients/${clientId}/views`, { method: 'POST', body }),
    onSuccess,
  });
  const remove = useMutation({
    mutationFn: (viewId: string) => ask<void>(`/clients/${clientId}/views/${viewId}`, { method: 'DELETE' }),
    onSuccess,
  });
  return { save, remove };
};

type Changes = ReturnType<typeof useChangeViews>;

const View = ({ view, remove }: { readonly view: SavedView } & Pick<Changes, 'remove'>) => {
  const text = useWorkspaceWords();
  const { clientId } = useWorkspace();
  return (
    <li>
      <Link
        to="/clients/$clientId"
        params={{ clientId }}
        search={readAddress(Object.fromEntries(new URLSearchParams(view.address)))}
        className="trail-link"
      >
        {view.name}
      </Link>
      <UnstyledButton
        className="how-column"
        aria-label={text.viewDelete(view.name)}
        onClick={() => remove.mutate(view.viewId)}
      >
        <span aria-hidden="true">×</span>
      </UnstyledButton>
    </li>
  );
};

const SaveForm = ({ save }: Pick<Changes, 'save'>) => {
  const text = useWorkspaceWords();
  const { address } = useWorkspace();
  const [name, setName] = useState('');
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    save.mutate({ name, address: addressText(address) }, { onSuccess: () => setName('') });
  };
  return (
    <form onSubmit={onSubmit} className="save-view">
      <TextInput
        label={text.viewName}
        value={name}
        maxLength={60}
        data-autofocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" loading={save.isPending}>
        {text.viewSave}
      </Button>
    </form>
  );
};

const Views = () => {
  const text = useWorkspaceWords();
  const { clientId } = useWorkspace();
  const { data, error, refetch } = useQuery(viewsQuery(clientId));
  const { save, remove } = useChangeViews();
  return (
    <>
      {data === undefined && error !== null && <Trouble error={error} onRetry={() => void refetch()} />}
      <Refusal error={save.isPending || remove.isPending ? null : (save.error ?? remove.error)} />
      {data !== undefined && data.views.length === 0 && (
        <Text size="sm" c="dimmed">
          {text.viewNone}
        </Text>
      )}
      <ul className="saved-views">
        {data?.views.map((view) => (
          <View key={view.viewId} view={view} remove={remove} />
        ))}
      </ul>
      <SaveForm save={save} />
      <Text size="xs" c="dimmed" mt="xs">
        {text.viewHow}
      </Text>
    </>
  );
};

/** The reader's own views of this client: open one, keep the one in sight, remove one. */
export const SavedViewsButton = () => {
  const text = useWorkspaceWords();
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" shadow="md" width={330} trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" onClick={() => setOpened((now) => !now)}>
          {text.views}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className="paper" aria-label={text.views}>
        <Views />
      </Popover.Dropdown>
    </Popover>
  );
};
