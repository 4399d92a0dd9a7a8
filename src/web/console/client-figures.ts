import type { ClientFigures, Figure, Ratio } from '../../api/contract.ts';
import type { Writer } from '../kit/numbers.ts';

/** The figures of a client in the order of the page, each with its label and how it is written. */
export type ShownFigure = {
  readonly key: 'spend' | 'impressions' | 'clicks' | 'saves' | 'conversions' | 'value' | 'roas';
  readonly figure: Figure | Ratio;
  readonly better: 'higher' | 'neutral';
  readonly write: (value: number) => string;
};

/** Seven figures; without a known currency, money is shown as a plain number would be wrong, so it is written unknown. */
export const shownFigures = (client: ClientFigures, write: Writer): readonly ShownFigure[] => {
  const money = (value: number) => (client.currency === null ? '–' : write.money(value, client.currency));
  return [
    { key: 'spend', figure: client.spend, better: 'neutral', write: money },
    { key: 'impressions', figure: client.impressions, better: 'higher', write: write.count },
    { key: 'clicks', figure: client.clicks, better: 'higher', write: write.count },
    { key: 'saves', figure: client.saves, better: 'higher', write: write.count },
    { key: 'conversions', figure: client.conversions, better: 'higher', write: write.count },
    { key: 'value', figure: client.value, better: 'higher', write: money },
    { key: 'roas', figure: client.roas, better: 'higher', write: write.ratio },
  ];
};
