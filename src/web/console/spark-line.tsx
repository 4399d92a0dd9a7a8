const WIDTH = 132;
const HEIGHT = 30;

/** Thirty small bars; a missing day is an empty place, not a zero. The numbers stand in the table on the client's page. */
export const SparkLine = ({ values }: { readonly values: readonly (string | null)[] }) => {
  const heights = values.map((value) => (value === null ? null : Number(value)));
  const top = Math.max(1, ...heights.map((value) => value ?? 0));
  const step = WIDTH / Math.max(1, values.length);
  return (
    <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" className="spark">
      {heights.map((value, index) => {
        if (value === null) return null;
        const height = Math.max(1, (value / top) * HEIGHT);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place in the row is the day; bars are never reordered
          <rect key={index} x={index * step} y={HEIGHT - height} width={Math.max(1, step - 1)} height={height} />
        );
      })}
    </svg>
  );
};
