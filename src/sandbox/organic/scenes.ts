import { draw, fraction } from '../world/hash.ts';

/*
 * Little still lifes, as people pin them: a few flat shapes in colours that go together. Everything is drawn in a frame of 100
 * wide; `h` is how high it is. No texts: a machine without fonts draws the same.
 */

/** Colours of one picture: the wall, what stands before it, and three for the things. */
export type Palette = { readonly wall: string; readonly floor: string; readonly things: readonly string[] };

const palettes: readonly Palette[] = [
  { wall: '#f3e9dc', floor: '#dcc7ad', things: ['#b5524a', '#5e503f', '#c9a66b', '#7d8f69'] },
  { wall: '#e6eceb', floor: '#b9cbc7', things: ['#2f4858', '#d9a441', '#86a8a4', '#f7f3ea'] },
  { wall: '#f6dfd7', floor: '#e7b9a7', things: ['#a4452c', '#3d405b', '#f2cc8f', '#81b29a'] },
  { wall: '#2f3e46', floor: '#22302f', things: ['#cad2c5', '#d98e5f', '#84a98c', '#e9d8a6'] },
  { wall: '#eef0e4', floor: '#cfd7b5', things: ['#606c38', '#bc6c25', '#283618', '#dda15e'] },
  { wall: '#e9e4f0', floor: '#c9bfd9', things: ['#6d597a', '#e56b6f', '#355070', '#eaac8b'] },
  { wall: '#fbf1d6', floor: '#f0d48f', things: ['#c8553d', '#588b8b', '#f28f3b', '#2d3142'] },
  { wall: '#dfe9f0', floor: '#a9c3d4', things: ['#1d3557', '#e07a5f', '#457b9d', '#fdf6ec'] },
  { wall: '#4a3b37', floor: '#332825', things: ['#e8d5c4', '#c98b6b', '#8fa387', '#f4a259'] },
  { wall: '#f9ece6', floor: '#edd0c4', things: ['#9d5c63', '#584b53', '#d6a29a', '#fef5ef'] },
];

type Brush = {
  readonly h: number;
  readonly palette: Palette;
  /** A colour of the things, the same for the same place. */
  readonly colour: (place: number) => string;
  /** A number from one up to another, the same for the same place. */
  readonly between: (place: number, from: number, to: number) => number;
};

const ellipse = (fill: string, [x, y, rx, ry]: readonly number[]): string =>
  `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${fill}"/>`;
const box = (fill: string, [x, y, width, height, round = 0]: readonly number[]): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${round}" fill="${fill}"/>`;
const shape = (fill: string, d: string): string => `<path d="${d}" fill="${fill}"/>`;
const line = (colour: string, d: string, width = 1): string =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round"/>`;

const times = (count: number, make: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => make(n)).join('');

const floorAt = ({ h, palette }: Brush, part: number): string => box(palette.floor, [0, h * part, 100, h]);
const shadow = (x: number, y: number, width: number): string =>
  `<ellipse cx="${x}" cy="${y}" rx="${width}" ry="${width * 0.13}" fill="#000" opacity=".13"/>`;
const sun = (brush: Brush, y: number): string =>
  ellipse(brush.colour(9), [brush.between(40, 30, 70), y, brush.between(41, 13, 22), brush.between(41, 13, 22)]);

/** A leaf from its foot to its tip. */
const leaf = (fill: string, from: readonly [number, number], to: readonly [number, number]): string => {
  const [x, y] = from;
  const [tx, ty] = to;
  const [dx, dy] = [(tx - x) * 0.5, (ty - y) * 0.5];
  const side = (sign: number): string => `${x + dx - dy * 0.45 * sign},${y + dy + dx * 0.45 * sign}`;
  return shape(fill, `M${x},${y} Q${side(1)} ${tx},${ty} Q${side(-1)} ${x},${y}Z`);
};

/** A twig with leaves on both sides and, on some, a flower at its end. */
const twig = (brush: Brush, foot: readonly [number, number], to: readonly [number, number], n: number): string => {
  const [x, y] = foot;
  const [tx, ty] = to;
  const green = brush.colour(3 + (n % 2));
  const leaves = times(5, (k) => {
    const part = 0.35 + k * 0.15;
    const [lx, ly] = [x + (tx - x) * part, y + (ty - y) * part];
    return leaf(green, [lx, ly], [lx + (k % 2 === 0 ? 8 : -8), ly - 6]);
  });
  const flower = brush.between(50 + n, 0, 1) < 0.5 ? '' : ellipse(brush.colour(n), [tx, ty, 5, 5]);
  return line(green, `M${x},${y} Q${x},${(y + ty) / 2} ${tx},${ty}`, 0.9) + leaves + flower;
};

const vase = (brush: Brush): string => {
  const { h } = brush;
  const [foot, width] = [h * 0.86, brush.between(1, 11, 17)];
  const neck = foot - brush.between(2, 28, 40);
  return [
    floorAt(brush, 0.74),
    sun(brush, h * 0.3),
    times(5, (n) => twig(brush, [50, neck + 3], [18 + n * 16, h * brush.between(20 + n, 0.12, 0.34)], n)),
    shadow(54, foot, width + 8),
    shape(
      brush.colour(0),
      `M${50 - width * 0.4},${neck} h${width * 0.8} q${-width * 0.15},8 ${width * 0.6},18 q6,14 -${width * 0.5},${foot - neck - 18} h-${width} q-${width * 0.5 + 6},-${foot - neck - 32} -${width * 0.5},-${foot - neck - 18} q${width * 0.75},-10 ${width * 0.6},-18Z`,
    ),
  ].join('');
};

const hills = (brush: Brush): string => {
  const { h } = brush;
  return [
    sun(brush, h * 0.32),
    times(4, (n) => {
      const y = h * (0.5 + n * 0.13);
      const bend = brush.between(10 + n, -16, 16);
      return shape(brush.colour(n), `M0,${y + bend} Q28,${y - 18 - bend} 55,${y} T100,${y - bend} V${h} H0Z`);
    }),
  ].join('');
};

const mug = (brush: Brush): string => {
  const y = brush.h * 0.62;
  const pot = brush.colour(1);
  return [
    floorAt(brush, 0.66),
    times(3, (n) => line(brush.colour(2), `M${40 + n * 10},${y - 26} q-5,-8 0,-15 t0,-15`, 1.6)),
    shadow(52, y + 27, 34),
    ellipse(brush.colour(3), [50, y + 25, 34, 6]),
    line(pot, `M70,${y - 8} q18,0 14,14 q-3,10 -16,9`, 4.5),
    shape(pot, `M26,${y - 18} h46 v22 q0,22 -16,22 h-14 q-16,0 -16,-22Z`),
    ellipse(brush.palette.wall, [49, y - 18, 23, 4.6]),
    ellipse(brush.colour(0), [49, y - 17.4, 20.5, 3.6]),
  ].join('');
};

const plant = (brush: Brush): string => {
  const y = brush.h * 0.7;
  return [
    floorAt(brush, 0.78),
    shape(brush.colour(9), `M20,${brush.h * 0.78} V${brush.h * 0.36} a30,30 0 0 1 60,0 V${brush.h * 0.78}Z`),
    times(9, (n) => {
      const turn = ((n - 4) / 4) * 1.25;
      const reach = brush.between(30 + n, 26, 44);
      return leaf(
        brush.colour(n % 2 === 0 ? 3 : 0),
        [50, y - 4],
        [50 + Math.sin(turn) * reach, y - 8 - Math.cos(turn) * reach],
      );
    }),
    shadow(52, brush.h * 0.89, 22),
    shape(brush.colour(1), `M31,${y - 6} h38 l-5,${brush.h * 0.2} h-28Z`),
    box(brush.colour(2), [29, y - 8, 42, 7, 2]),
  ].join('');
};

const lamp = (brush: Brush): string => {
  const floor = brush.h * 0.84;
  const [seat, cloth] = [floor - 26, brush.colour(0)];
  return [
    floorAt(brush, 0.76),
    box(brush.colour(9), [12, brush.h * 0.12, 30, brush.h * 0.3, 1]),
    shape(brush.colour(2), `M12,${brush.h * 0.34} l11,-12 8,8 11,-10 V${brush.h * 0.42} H12Z`),
    line(brush.colour(1), `M80,${floor} V${brush.h * 0.3}`, 1.4),
    shape(brush.colour(3), `M70,${brush.h * 0.33} l5,-16 h10 l5,16Z`),
    shadow(42, floor + 3, 34),
    times(2, (n) => line(brush.colour(1), `M${26 + n * 34},${floor - 6} l${n === 0 ? -3 : 3},9`, 2)),
    box(cloth, [18, seat - 24, 50, 34, 9]),
    box(cloth, [12, seat - 4, 14, 26, 6]) + box(cloth, [60, seat - 4, 14, 26, 6]),
    box(brush.colour(2), [24, seat + 2, 38, 13, 5]),
  ].join('');
};

const bowl = (brush: Brush): string => {
  const y = brush.h * 0.6;
  return [
    floorAt(brush, 0.56),
    shadow(52, y + 28, 40),
    times(6, (n) => {
      const size = brush.between(60 + n, 8, 12);
      return ellipse(brush.colour(n), [22 + n * 11.5, y - 4 - (n % 2) * 8, size, size]);
    }),
    times(3, (n) => leaf(brush.colour(3), [30 + n * 20, y - 12], [38 + n * 20, y - 26])),
    shape(brush.colour(1), `M8,${y} h84 q-3,28 -32,28 h-20 q-29,0 -32,-28Z`),
    line(brush.palette.wall, `M16,${y + 9} h68`, 1.2),
  ].join('');
};

const wall = (brush: Brush): string => {
  const frame = (n: number, [x, y, width, height]: readonly [number, number, number, number]): string => {
    const [ix, iy, iw, ih] = [x + 3, y + 3, width - 6, height - 6];
    return [
      box(brush.colour(1), [x, y, width, height, 1]),
      box(brush.palette.wall, [ix, iy, iw, ih]),
      ellipse(brush.colour(n), [ix + iw / 2, iy + ih * 0.42, iw * 0.26, iw * 0.26]),
      shape(brush.colour(n + 1), `M${ix},${iy + ih} v${-ih * 0.35} q${iw * 0.4},${-ih * 0.3} ${iw},0 v${ih * 0.35}Z`),
    ].join('');
  };
  const { h } = brush;
  return [
    floorAt(brush, 0.86),
    frame(0, [12, h * 0.12, 36, h * 0.34]),
    frame(2, [53, h * 0.17, 34, h * 0.22]),
    frame(3, [53, h * 0.43, 34, h * 0.3]),
    frame(5, [18, h * 0.5, 30, h * 0.22]),
    box(brush.colour(2), [10, h * 0.8, 80, 5, 2]),
  ].join('');
};

const candles = (brush: Brush): string => {
  const foot = brush.h * 0.8;
  return [
    floorAt(brush, 0.72),
    sun(brush, brush.h * 0.34),
    ellipse(brush.colour(1), [50, foot, 40, 8]),
    times(4, (n) => {
      const [x, height] = [25 + n * 17, brush.between(70 + n, 18, 50)];
      return [
        box(brush.colour(n), [x - 6, foot - height, 12, height, 3]),
        line(brush.colour(1), `M${x},${foot - height} v-3`, 0.8),
        leaf('#f2b84b', [x, foot - height - 2], [x + 0.5, foot - height - 13]),
      ].join('');
    }),
  ].join('');
};

const scenes: readonly ((brush: Brush) => string)[] = [vase, hills, mug, plant, lamp, bowl, wall, candles];

/** A picture as SVG, the same for the same key and shape. `h` is its height where it is 100 wide. */
export const sceneOf = (key: number, h: number): string => {
  const palette = palettes[draw(key, 1) % palettes.length] ?? palettes[0];
  const scene = scenes[draw(key, 2) % scenes.length] ?? vase;
  if (palette === undefined) return '';
  const first = draw(key, 3) % palette.things.length;
  const drawn = scene({
    h,
    palette,
    colour: (place) => palette.things[(first + place) % palette.things.length] ?? palette.floor,
    between: (place, from, to) => from + fraction(key, 4, place) * (to - from),
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="100" height="${h}" viewBox="0 0 100 ${h}">${box(palette.wall, [0, 0, 100, h])}${drawn}</svg>`;
};
