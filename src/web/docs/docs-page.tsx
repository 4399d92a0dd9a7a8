import './docs.css';
import { Anchor, Skeleton, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { Switches } from '../console/switches.tsx';
import { writerFor } from '../kit/numbers.ts';
import { useLocale, useTitle } from '../kit/preferences.tsx';
import { Trouble } from '../kit/trouble.tsx';
import { useDocsWords } from '../words/docs.ts';
import { type Description, isFound, type Operation, operationsOf } from './description.ts';
import { OperationCard } from './operation-card.tsx';

const FILE = '/api/openapi.json';

const read = async (): Promise<Description> => {
  const response = await fetch(FILE);
  if (!response.ok) throw new TypeError(response.statusText);
  // The texts are Markdown with nothing in it but marks around code.
  return JSON.parse((await response.text()).replaceAll('`', '')) as Description;
};

const anchorOf = (name: string): string => `about-${name.toLowerCase().replaceAll(' ', '-')}`;

const Group = ({
  name,
  lead,
  found,
  all,
}: {
  readonly name: string;
  readonly lead: string;
  readonly found: readonly Operation[];
  readonly all: Description;
}) => {
  const [open, setOpen] = useState(() => window.location.hash.slice(1));
  if (found.length === 0) return null;
  const id = anchorOf(name);
  return (
    <section aria-labelledby={id} className="docs-group">
      <Title order={2} size="h3" id={id}>
        {name}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {lead}
      </Text>
      {found.map((operation) => (
        <OperationCard
          key={operation.operationId}
          operation={operation}
          all={all}
          isOpen={open === operation.operationId}
          onOpen={(isOpen) =>
            setOpen((before) => (isOpen ? operation.operationId : before === operation.operationId ? '' : before))
          }
        />
      ))}
    </section>
  );
};

const Reference = ({ all }: { readonly all: Description }) => {
  const text = useDocsWords();
  const { count } = writerFor(useLocale().locale);
  const [sought, setSought] = useState('');
  const found = operationsOf(all).filter((each) => isFound(each, sought));
  useEffect(() => {
    const { hash } = window.location;
    if (hash !== '') document.getElementById(hash.slice(1))?.scrollIntoView();
  }, []);
  return (
    <>
      <div className="docs-search">
        <TextInput
          label={text.search}
          description={text.searchHint}
          type="search"
          value={sought}
          onChange={(event) => setSought(event.currentTarget.value)}
        />
        <p role="status" className="docs-note">
          {found.length === 0 ? text.none : text.found(count(found.length))}
        </p>
      </div>
      <nav aria-label={text.subjects} className="docs-subjects">
        {all.tags.map(({ name }) => (
          <a key={name} href={`#${anchorOf(name)}`}>
            {name}
          </a>
        ))}
      </nav>
      {all.tags.map(({ name, description }) => (
        <Group
          key={name}
          name={name}
          lead={description}
          found={found.filter((each) => each.tags?.includes(name))}
          all={all}
        />
      ))}
    </>
  );
};

/** The API, described from the very schemas that guard it; nothing comes from elsewhere. */
export const DocsPage = () => {
  const text = useDocsWords();
  useTitle(text.title);
  const { data, error, failureReason, refetch } = useQuery({ queryKey: ['openapi'], queryFn: read });
  const trouble = error ?? failureReason;
  return (
    <main className="page docs" id="content">
      <div className="docs-head">
        <div>
          <Title order={1}>{text.title}</Title>
          <Text>{text.lead}</Text>
          <Text size="sm" c="dimmed">
            {data?.info.description}
          </Text>
          <p className="docs-links">
            <Link to="/">{text.back}</Link> <Anchor href={FILE}>{text.file}</Anchor>
          </p>
        </div>
        <Switches />
      </div>
      {data === undefined && trouble === null && <Skeleton height={320} />}
      {data === undefined && trouble !== null && <Trouble error={trouble} onRetry={() => void refetch()} />}
      {data !== undefined && <Reference all={data} />}
    </main>
  );
};
