import type { ClientFigures, Figure, Ratio } from '../../api/contract.ts';
import type { Writer } from '../kit/numbers.ts';

/** The figures of a client in the order of the page, each with its label and how it is written. */
export type ShownFigure = {
  readonly key: 'spend' | 'impressions' | 'clicks' | 'saves' | 'conversions' | 'value' | 'roas';
  readonly figure: Figure | Ratio;
  readonly better: 'higher' | 'neither';
  readonly write: (value: number) => string;
};

/** Seven figures. Money without a known currency would be a number of nothing: it is written as a dash. */
export const shownFigures = (client: ClientFigures, write: Writer): readonly ShownFigure[] => {
  const money = (value: number) => (client.currency === null ? '–' : write.money(value, client.currency));
  const count = (key: 'impressions' | 'clicks' | 'saves' | 'conversions'): ShownFigure => ({
    key,
    figure: client[key],
    better: 'higher',
    write: write.count,
  });
  return [
    { key: 'spend', figure: client.spend, better: 'neither', write: money },
    count('impressions'),
    count('clicks'),
    count('saves'),
    count('conversions'),
    { key: 'value', figure: client.value, better: 'higher', write: money },
    { key: 'roas', figure: client.roas, better: 'higher', write: write.ratio },
  ];
};
