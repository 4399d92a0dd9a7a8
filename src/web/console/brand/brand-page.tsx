import { Anchor, Button, FileButton, Group, Paper, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { Brand } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale, useTitle, useWords } from '../../kit/preferences.tsx';
import { Refusal } from '../../kit/refusal.tsx';
import { ask } from '../../kit/server.ts';
import { Trouble } from '../../kit/trouble.tsx';
import { BrandMark, BrandStripe } from '../../portal/brand-mark.tsx';
import { brandQuery } from '../../portal/queries.ts';
import { usePortalWords } from '../../words/portal.ts';
import { overviewQuery } from '../queries.ts';

const MB = 1024 * 1024;
const COLOUR = /^#[0-9a-f]{6}$/i;

type Change = { readonly method: 'PATCH' | 'PUT' | 'DELETE'; readonly path: string; readonly body?: unknown };

const useChange = (clientId: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ method, path, body }: Change) =>
      ask<Brand>(`/clients/${clientId}/brand${path}`, { method, ...(body === undefined ? {} : { body }) }),
    onSuccess: (brand) => client.setQueryData(brandQuery(clientId).queryKey, brand),
  });
};

type Part = { readonly clientId: string; readonly name: string; readonly brand: Brand };

const Preview = ({ clientId, name, brand }: Part) => (
  <div className="brand-preview">
    <BrandStripe colour={brand.colour} />
    <div>
      <BrandMark clientId={clientId} name={name} brand={brand} />
    </div>
  </div>
);

const Logo = ({ clientId, name, brand }: Part) => {
  const text = usePortalWords();
  const write = writerFor(useLocale().locale);
  const change = useChange(clientId);
  const choose = (file: File | null): void => {
    if (file !== null) change.mutate({ method: 'PUT', path: '/logo', body: file });
  };
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="logo">
      <Title order={2} size="h3" mb="xs" id="logo">
        {text.logo}
      </Title>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {text.logoLead(write.count(brand.logoBytesMax / MB))}
        </Text>
        <Group>
          <FileButton onChange={choose} accept="image/jpeg,image/png,image/webp">
            {(props) => (
              <Button {...props} variant="default" loading={change.isPending}>
                {text.logoChoose}
              </Button>
            )}
          </FileButton>
          {brand.logo !== null && (
            <Button variant="subtle" onClick={() => change.mutate({ method: 'DELETE', path: '/logo' })}>
              {text.logoRemove}
            </Button>
          )}
        </Group>
        <Refusal error={change.isPending ? null : change.error} />
        <Text size="sm" fw={600}>
          {text.preview}
        </Text>
        <Preview clientId={clientId} name={name} brand={brand} />
      </Stack>
    </Paper>
  );
};

const NameAndColour = ({ clientId, name, brand }: Part) => {
  const text = usePortalWords();
  const change = useChange(clientId);
  const [displayName, setDisplayName] = useState(brand.displayName ?? '');
  const [colour, setColour] = useState(brand.colour ?? '');
  const save = (event: FormEvent): void => {
    event.preventDefault();
    const emptyIsNone = (value: string): string | null => (value.trim() === '' ? null : value.trim());
    change.mutate({
      method: 'PATCH',
      path: '',
      body: { displayName: emptyIsNone(displayName), colour: emptyIsNone(colour) },
    });
  };
  return (
    <Paper withBorder p="md" component="form" onSubmit={save}>
      <Stack gap="sm">
        <TextInput
          label={text.brandName}
          description={text.brandNameLead(name)}
          value={displayName}
          maxLength={80}
          onChange={(event) => setDisplayName(event.currentTarget.value)}
        />
        <Group align="end" wrap="nowrap">
          <TextInput
            label={text.brandColour}
            description={text.brandColourLead}
            value={colour}
            placeholder="#1f6f43"
            onChange={(event) => setColour(event.currentTarget.value)}
            flex={1}
          />
          <input
            type="color"
            className="colour-picker"
            aria-label={text.colourPick}
            value={COLOUR.test(colour) ? colour.toLowerCase() : '#1f6f43'}
            onChange={(event) => setColour(event.currentTarget.value)}
          />
        </Group>
        <Refusal error={change.isPending ? null : change.error} />
        <Group>
          <Button type="submit" loading={change.isPending}>
            {text.save}
          </Button>
          <Text role="status" size="sm">
            {change.isSuccess ? text.saved : ''}
          </Text>
        </Group>
      </Stack>
    </Paper>
  );
};

/** How a client's own window looks, for who manages clients. */
export const BrandPage = () => {
  const { clientId } = useParams({ from: '/shell/clients/$clientId/brand' });
  const text = usePortalWords();
  const { toOverview } = useWords();
  const { data: brand, error, failureReason, refetch } = useQuery(brandQuery(clientId));
  const { data: overview } = useQuery(overviewQuery(useLocale().locale));
  const name = overview?.clients.find((each) => each.id === clientId)?.name ?? '';
  useTitle(name === '' ? text.brand : `${text.brand} · ${name}`);
  const trouble = error ?? (brand === undefined ? failureReason : null);
  return (
    <Stack gap="lg" maw={720}>
      <div>
        <Anchor component={Link} to="/" size="sm">
          {toOverview}
        </Anchor>
        <Title order={1}>{name === '' ? text.brand : `${text.brand} ${name}`}</Title>
        <Text>{text.brandLead}</Text>
      </div>
      {trouble !== null && <Trouble error={trouble} onRetry={() => void refetch()} />}
      {trouble === null && brand === undefined && <Skeleton height={320} />}
      {brand !== undefined && (
        <>
          <NameAndColour clientId={clientId} name={name} brand={brand} />
          <Logo clientId={clientId} name={name} brand={brand} />
        </>
      )}
    </Stack>
  );
};
