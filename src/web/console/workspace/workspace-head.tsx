import { Anchor, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { NamedThing, ThingFigures } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale, useWords } from '../../kit/preferences.tsx';
import { useGalleryWords } from '../../words/gallery.ts';
import { useWorkspaceWords } from '../../words/workspace.ts';
import { useIsOfClient } from '../me.ts';
import { daysOf } from '../pins/address.ts';
import { lookAt } from './address.ts';
import { useStatusWord } from './entity-row.tsx';
import { useWorkspace } from './use-workspace.ts';

const useNameOf = () => {
  const { nameless } = useWorkspaceWords();
  return (thing: NamedThing): string => thing.name ?? `${thing.id} (${nameless})`;
};

const Trail = ({ story }: { readonly story: ThingFigures }) => {
  const text = useWords();
  const { path } = useWorkspaceWords();
  const { clientId, address } = useWorkspace();
  const nameOf = useNameOf();
  const isOfClient = useIsOfClient();
  const above = story.path.slice(0, -1);
  return (
    <nav aria-label={path}>
      <ol className="trail">
        {!isOfClient && (
          <li>
            <Anchor component={Link} to="/" size="sm">
              {text.toOverview}
            </Anchor>
          </li>
        )}
        {story.path.length > 0 && (
          <li>
            <Link
              to="/clients/$clientId"
              params={{ clientId }}
              search={lookAt(address, undefined)}
              className="trail-link"
            >
              {story.about.client.name}
            </Link>
          </li>
        )}
        {above.map((thing) => (
          <li key={thing.id}>
            <Link
              to="/clients/$clientId"
              params={{ clientId }}
              search={lookAt(address, `${thing.level}-${thing.id}`)}
              className="trail-link"
            >
              {nameOf(thing)}
            </Link>
          </li>
        ))}
      </ol>
    </nav>
  );
};

const PinLine = ({ thing }: { readonly thing: NamedThing }) => {
  const text = useWorkspaceWords();
  const { openPin } = useGalleryWords();
  const { clientId, address } = useWorkspace();
  if (thing.pin === null) return <>{text.pinUnknown}</>;
  return (
    <>
      <Link
        to="/clients/$clientId/pins/$pinId"
        params={{ clientId, pinId: thing.pin }}
        search={daysOf(address)}
        className="trail-link"
      >
        {openPin} {thing.pin}
      </Link>
      {' · '}
      <Anchor href={`https://www.pinterest.com/pin/${thing.pin}/`} target="_blank" rel="noreferrer noopener" size="sm">
        {text.pin} ↗
      </Anchor>
    </>
  );
};

const ThingLine = ({ thing }: { readonly thing: NamedThing }) => {
  const text = useWorkspaceWords();
  const statusWord = useStatusWord();
  if (thing.level === 'account') return null;
  return (
    <Text size="sm" c="dimmed">
      {text.oneOf[thing.level]} {thing.id} · {statusWord(thing.status)}
      {thing.level === 'ad' && (
        <>
          {' · '}
          <PinLine thing={thing} />
        </>
      )}
    </Text>
  );
};

/** Where one is, of which days, and compared with which. */
export const WorkspaceHead = ({ story }: { readonly story: ThingFigures }) => {
  const text = useWords();
  const { lensLead } = useWorkspaceWords();
  const write = writerFor(useLocale().locale);
  const { address } = useWorkspace();
  const nameOf = useNameOf();
  const thing = story.path.at(-1);
  const { period, comparison, client } = story.about;
  return (
    <div>
      <Trail story={story} />
      <Title order={1}>{thing === undefined ? client.name : nameOf(thing)}</Title>
      {thing !== undefined && <ThingLine thing={thing} />}
      <Text>
        {text.periodOf(write.longDay(period.from), write.longDay(period.to))}
        {comparison !== null && (
          <Text component="span" c="dimmed">
            {`, ${text.comparedWith(write.longDay(comparison.from), write.longDay(comparison.to))}`}
          </Text>
        )}
      </Text>
      <Text size="sm" c="dimmed">
        {text.utcDays} {address.view === undefined && lensLead[address.lens ?? 'total']}
      </Text>
    </div>
  );
};
