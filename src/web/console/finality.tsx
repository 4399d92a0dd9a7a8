import { Text } from '@mantine/core';
import type { ClientFigures, DayState, ThingFigures } from '../../api/contract.ts';
import { useWords } from '../kit/preferences.tsx';

/** The longest of the three lookback windows, in days: until then a day's conversions can grow. */
const longestWindow = (window: string): string => String(Math.max(...window.split('/').map((part) => Number(part))));

/** In a word whether the delivery of a client can still change; what holds for all clients is told once, above them. */
export const FinalityNote = ({ client }: { readonly client: ClientFigures }) => {
  const text = useWords();
  const { collected, provisional } = client.delivery;
  const missing = client.days - collected;
  const word = provisional > 0 ? text.provisionalDays(provisional) : text.complete;
  return (
    <Text size="xs" c="dimmed" className={missing > 0 ? 'finality incomplete' : 'finality'}>
      {collected === 0 && text.noneCollected}
      {collected > 0 && (missing > 0 ? text.missingDays(missing) : word)}
    </Text>
  );
};

const useCounts = () => {
  const { why, missingDays } = useWords();
  return (states: readonly DayState[]): string => {
    const count = (state: DayState) => states.filter((each) => each === state).length;
    const parts = [
      { days: count('settled'), write: why.settled },
      { days: count('ready'), write: why.ready },
      { days: count('provisional'), write: why.provisional },
      { days: count('missing'), write: missingDays },
    ];
    return parts.flatMap(({ days, write }) => (days === 0 ? [] : write(days))).join(', ');
  };
};

/** For each kind of figure how final its days are, and until when they can change. */
export const FinalityLines = ({ story }: { readonly story: ThingFigures }) => {
  const text = useWords();
  const counts = useCounts();
  if (story.days.length === 0) return null;
  return (
    <dl className="finality-lines">
      <div>
        <dt>{text.deliveryFinality}</dt>
        <dd>
          {counts(story.days.map((day) => day.delivery))}; {text.corrects}
        </dd>
      </div>
      <div>
        <dt>{text.conversionFinality}</dt>
        <dd>
          {counts(story.days.map((day) => day.conversions))}; {text.mayGrow(longestWindow(story.about.window))}
        </dd>
      </div>
    </dl>
  );
};
