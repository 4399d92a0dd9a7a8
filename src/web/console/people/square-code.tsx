import { encode } from 'uqr';

/** A square code as one path: drawn here, so that what it holds goes to nobody. Always dark on white, as cameras expect. */
export const SquareCode = ({ content, label }: { readonly content: string; readonly label: string }) => {
  const { data, size } = encode(content, { ecc: 'M', border: 3 });
  const path = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg
      className="square-code"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  );
};
