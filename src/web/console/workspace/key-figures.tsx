import { Popover, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { ThingFigures } from '../../../api/contract.ts';
import { useWords } from '../../kit/preferences.tsx';
import { useWorkspaceWords } from '../../words/workspace.ts';
import { FigureCell } from '../figure-cell.tsx';
import { HowMeasured } from './how-measured.tsx';
import { MonthBars } from './month-bars.tsx';
import { type ShownMetric, useShownMetrics, useWorkspace } from './use-workspace.ts';

const unknown = { value: null, before: null };

const KeyFigure = ({ shown, story }: { readonly shown: ShownMetric; readonly story: ThingFigures }) => {
  const text = useWords();
  const { address } = useWorkspace();
  const [opened, setOpened] = useState(false);
  const { key, better } = shown.metric;
  return (
    <div className="key-figure">
      <dt>{shown.label}</dt>
      <dd>
        <FigureCell figure={story.figures[key] ?? unknown} write={shown.written.value} better={better} large />
        <MonthBars months={story.months} shown={shown} />
        <Popover
          opened={opened}
          onChange={setOpened}
          width={330}
          position="bottom-start"
          shadow="md"
          trapFocus
          returnFocus
        >
          <Popover.Target>
            <UnstyledButton
              className="how"
              aria-label={text.howMeasured(shown.label)}
              onClick={() => setOpened((now) => !now)}
            >
              <span aria-hidden="true">?</span>
            </UnstyledButton>
          </Popover.Target>
          <Popover.Dropdown className="paper" aria-label={text.howMeasured(shown.label)}>
            <HowMeasured metric={key} place={{ of: address.of }} />
          </Popover.Dropdown>
        </Popover>
      </dd>
    </div>
  );
};

/** What the thing looked at cost and brought, against the days compared with and over thirteen months. */
export const KeyFigures = (props: { readonly keys: readonly string[]; readonly story: ThingFigures }) => {
  const text = useWorkspaceWords();
  const shown = useShownMetrics()(props.keys);
  return (
    <dl className="key-figures" aria-label={text.keyFigures}>
      {shown.map((each) => (
        <KeyFigure key={each.metric.key} shown={each} story={props.story} />
      ))}
    </dl>
  );
};
