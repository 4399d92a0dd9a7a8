import type { CellPair, OrganicFigures, PinCard } from '../../../api/contract.ts';
import { type Writer, writerFor } from '../../kit/numbers.ts';
import { useLocale, useWords } from '../../kit/preferences.tsx';
import { useGalleryWords } from '../../words/gallery.ts';

/** Whose doing a figure is. */
export const pinLenses = ['paid', 'earned', 'organic'] as const;
export type PinLens = (typeof pinLenses)[number];

/** What every lens counts. */
export const pinRows = ['impressions', 'clicks', 'outbound-clicks', 'saves', 'ctr'] as const;
export type PinRow = (typeof pinRows)[number];

/** What paid, earned and organic are read from. */
export type InLenses = { readonly figures: PinCard['figures']; readonly organic: OrganicFigures | null };

const unknown: CellPair = { value: null, before: null };

/** One figure under one lens; unknown where nothing is known. */
export const figureIn = ({ figures, organic }: InLenses, lens: PinLens, row: PinRow): CellPair =>
  (lens === 'organic' ? organic?.figures[row] : figures[`${lens}-${row}`]) ?? unknown;

/** How a figure is written: a ratio as a percentage, a count short or in full. */
export const writerOf =
  (write: Writer, row: PinRow, length: 'short' | 'full') =>
  (value: number): string => {
    if (row === 'ctr') return write.rate(value);
    return length === 'short' ? write.shortCount(value) : write.count(value);
  };

const shortRows = ['impressions', 'clicks', 'saves', 'ctr'] as const;

/** Paid, earned and organic of one Pin beside each other: small, for a card. */
export const LensTable = ({
  of,
  title,
}: {
  readonly of: InLenses & { readonly ads: number };
  readonly title: string;
}) => {
  const text = useGalleryWords();
  const { unknown: notKnown } = useWords();
  const write = writerFor(useLocale().locale);
  // Without an ad nothing was paid or earned: that is not the same as not knowing.
  const whyNone = (lens: PinLens): string => (lens !== 'organic' && of.ads === 0 ? text.notAdvertised : notKnown);
  return (
    <table className="lens-table">
      <caption className="sr-only">{title}</caption>
      <thead>
        <tr>
          <td />
          {pinLenses.map((lens) => (
            <th key={lens} scope="col" className={`lens-${lens}`}>
              {text.lenses[lens]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shortRows.map((row) => (
          <tr key={row}>
            <th scope="row">{text.shortRows[row]}</th>
            {pinLenses.map((lens) => {
              const { value } = figureIn(of, lens, row);
              return (
                <td key={lens}>
                  {value === null ? (
                    <span className="lens-unknown" title={whyNone(lens)}>
                      <span aria-hidden="true">–</span>
                      <span className="sr-only">{whyNone(lens)}</span>
                    </span>
                  ) : (
                    writerOf(write, row, 'short')(Number(value))
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
};
