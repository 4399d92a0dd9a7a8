import type { ClientFigures, Figure, Ratio } from '../../../api/contract.ts';
import type { Writer } from '../../kit/numbers.ts';

/** A figure of a row with how it is written. */
export type ShownFigure = {
  readonly key: 'spend' | 'conversions' | 'value' | 'roas';
  readonly figure: Figure | Ratio;
  readonly better: 'higher' | 'neither';
  readonly write: (value: number) => string;
};

/** The figures of a row. Money without a known currency would be a number of nothing: it is written as a dash. */
export const shownFigures = (
  client: ClientFigures,
  write: Writer,
): Readonly<Record<ShownFigure['key'], ShownFigure>> => {
  const money = (value: number) => (client.currency === null ? '–' : write.money(value, client.currency));
  return {
    spend: { key: 'spend', figure: client.spend, better: 'neither', write: money },
    conversions: { key: 'conversions', figure: client.conversions, better: 'higher', write: write.count },
    value: { key: 'value', figure: client.value, better: 'higher', write: money },
    roas: { key: 'roas', figure: client.roas, better: 'higher', write: write.ratio },
  };
};
