import { Paper, Text, Title } from '@mantine/core';
import type { PlannedPinPage } from '../../../api/contract.ts';
import { usePlanningWords } from '../../words/planning.ts';

/** Everything that is wrong with a Pin, with what to do about each. */
export const ProblemsPanel = ({ problems }: Pick<PlannedPinPage, 'problems'>) => {
  const { composer: text } = usePlanningWords();
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="problems">
      <Title order={2} size="h4" id="problems" mb="xs">
        {text.problems}
      </Title>
      {problems.length === 0 && <Text size="sm">{text.noProblems}</Text>}
      <ul className="problems">
        {problems.map((each) => (
          <li key={each.code} className={each.stops ? 'problem-stops' : 'problem-warns'}>
            <Text size="sm" fw={600}>
              <span className="problem-kind">{each.stops ? text.stops : text.warns}</span> {each.text}
            </Text>
            <Text size="sm" c="dimmed">
              {each.remedy}
            </Text>
          </li>
        ))}
      </ul>
    </Paper>
  );
};
