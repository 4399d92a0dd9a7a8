import { Paper, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { PlannedPinPage } from '../../../api/contract.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { usePlanningWords } from '../../words/planning.ts';
import { linkCheckQuery } from './queries.ts';

type Shown = { readonly clientId: string; readonly page: PlannedPinPage };

const LinkLine = ({ clientId, page }: Shown) => {
  const { composer: text } = usePlanningWords();
  const { locale } = useLocale();
  const { id: pinId, version } = page.pin;
  const { data, isLoading } = useQuery(linkCheckQuery({ clientId, pinId, version, locale }));
  if (isLoading) {
    return (
      <Text size="sm" c="dimmed" role="status">
        {text.linkVisiting}
      </Text>
    );
  }
  // What cannot be asked of our own server now is no fault of the page.
  if (data === undefined || data.state === 'none') return null;
  if (data.state === 'answers') {
    return (
      <Text size="sm" c="dimmed">
        {text.linkAnswers(data.host ?? '')}
      </Text>
    );
  }
  const told = data.state === 'missing' ? text.linkMissing : text.linkRefuses(String(data.status ?? ''));
  return (
    <div className="problem problem-warns">
      <Text size="sm" fw={600}>
        <span className="problem-kind">{text.warns}</span> {data.fault?.meaning ?? told}
      </Text>
      <Text size="sm" c="dimmed">
        {data.fault?.remedy ?? text.linkRemedy}
      </Text>
    </div>
  );
};

/** Everything that is wrong with a Pin, with what to do about each, and whether its page answers. */
export const ProblemsPanel = ({ clientId, page }: Shown) => {
  const { composer: text } = usePlanningWords();
  const { problems, pin } = page;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="problems">
      <Title order={2} size="h4" id="problems" mb="xs">
        {text.problems}
      </Title>
      {problems.length === 0 && <Text size="sm">{text.noProblems}</Text>}
      <ul className="problems">
        {problems.map((each) => (
          <li key={each.code} className={`problem ${each.stops ? 'problem-stops' : 'problem-warns'}`}>
            <Text size="sm" fw={600}>
              <span className="problem-kind">{each.stops ? text.stops : text.warns}</span> {each.text}
            </Text>
            <Text size="sm" c="dimmed">
              {each.remedy}
            </Text>
          </li>
        ))}
      </ul>
      {pin.content.link !== null && <LinkLine clientId={clientId} page={page} />}
    </Paper>
  );
};
