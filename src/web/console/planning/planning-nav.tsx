import { Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { usePlanningWords } from '../../words/planning.ts';
import { useMay } from '../me.ts';

const parts = [
  { key: 'list', to: '/clients/$clientId/planning' },
  { key: 'library', to: '/clients/$clientId/planning/library' },
  { key: 'terms', to: '/clients/$clientId/planning/terms' },
] as const;

/** The head of every page of planning: what it is, its parts, and what can be done. */
export const PlanningHead = (props: {
  readonly clientId: string;
  readonly title: string;
  readonly lead: ReactNode;
  readonly actions?: ReactNode;
}) => {
  const text = usePlanningWords();
  const mayWrite = useMay('content.write');
  return (
    <>
      <div className="panel-head">
        <div>
          <Title order={1}>{props.title}</Title>
          <Text>{props.lead}</Text>
        </div>
        {props.actions}
      </div>
      {mayWrite && (
        <nav aria-label={text.pages} className="planning-nav">
          {parts.map(({ key, to }) => (
            <Link
              key={key}
              to={to}
              params={{ clientId: props.clientId }}
              activeOptions={{ exact: true, includeSearch: false }}
            >
              {text.tabs[key]}
            </Link>
          ))}
        </nav>
      )}
    </>
  );
};
