import { Text } from '@mantine/core';
import type { ClientFigures, Finality } from '../../api/contract.ts';
import { useWords } from '../kit/preferences.tsx';

/** The longest of the three lookback windows, in days: until then a day's conversions can grow. */
export const longestWindow = (window: string): string =>
  String(Math.max(...window.split('/').map((part) => Number(part))));

const useState = () => {
  const text = useWords();
  return ({ collected, provisional }: Finality, days: number): string | undefined => {
    if (collected === 0) return text.noneCollected;
    if (collected < days) return text.missingDays(days - collected);
    return provisional > 0 ? text.provisionalDays(provisional) : undefined;
  };
};

/** In a word whether the delivery of a client can still change; what holds for all clients is told once, above them. */
export const FinalityNote = ({ client }: { readonly client: ClientFigures }) => {
  const text = useWords();
  const state = useState()(client.delivery, client.days);
  return (
    <Text size="xs" c="dimmed" className={client.delivery.collected < client.days ? 'finality incomplete' : 'finality'}>
      {state ?? text.final}
    </Text>
  );
};

/** For each kind of figure, whether it is final, and until when it can grow. */
export const FinalityLines = ({ client, window }: { readonly client: ClientFigures; readonly window: string }) => {
  const text = useWords();
  const state = useState();
  const conversions = state(client.conversionDays, client.days);
  const grows = text.mayGrow(longestWindow(window));
  const incomplete = client.conversionDays.collected < client.days;
  return (
    <dl className="finality-lines">
      <div>
        <dt>{text.deliveryFinality}</dt>
        <dd>{state(client.delivery, client.days) ?? text.final}</dd>
      </div>
      <div>
        <dt>{text.conversionFinality}</dt>
        <dd>{incomplete ? conversions : grows}</dd>
      </div>
    </dl>
  );
};
