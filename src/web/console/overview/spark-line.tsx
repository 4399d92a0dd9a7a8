import { memo } from 'react';

const WIDTH = 132;
const HEIGHT = 30;

/**
 * Thirty small bars; a missing day is an empty place, not a zero. The numbers stand in the table on the client's page. One path
 * a line: a bar each would be thousands of elements for a hundred clients.
 */
export const SparkLine = memo(({ values }: { readonly values: readonly (string | null)[] }) => {
  const heights = values.map((value) => (value === null ? null : Number(value)));
  const top = Math.max(1, ...heights.map((value) => value ?? 0));
  const step = WIDTH / Math.max(1, values.length);
  const width = Math.max(1, step - 1);
  const bars = heights.map((value, index) => {
    if (value === null) return '';
    const height = Math.max(1, (value / top) * HEIGHT);
    return `M${(index * step).toFixed(1)} ${HEIGHT}v${-height.toFixed(1)}h${width.toFixed(1)}v${height.toFixed(1)}z`;
  });
  return (
    <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" className="spark">
      <path d={bars.join('')} />
    </svg>
  );
});
