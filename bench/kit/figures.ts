import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const target = z.object({
  unit: z.string(),
  better: z.enum(['higher', 'lower']),
  /** What the ratio has to reach, or the value where there is no baseline. */
  target: z.number(),
  /** The rung after this one. */
  next: z.number(),
});

const targets = z.record(z.string(), z.record(z.string(), target));

/** What a bench has measured: a value, and what was measured beside it in the same minute. */
export type Measured = { readonly name: string; readonly value: number; readonly baseline?: number };

/** A figure as it is printed: what was measured, and whether it reaches its target. */
export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly better: 'higher' | 'lower';
  readonly baseline: number | null;
  readonly ratio: number | null;
  readonly target: number;
  readonly ok: boolean;
};

/** The last line of a bench. */
export type Outcome = {
  readonly bench: string;
  readonly commit: string;
  readonly figures: readonly Figure[];
  readonly counts: Readonly<Record<string, number>>;
  readonly reached: boolean;
};

const root = join(import.meta.dirname, '../..');

/** Four significant digits: more would be noise. */
const rounded = (value: number): number => Number(value.toPrecision(4));

const commit = (): string => execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();

/**
 * Holds what was measured against `targets.json`. A figure with a baseline is judged by its ratio, one without by its value.
 * @throws Error for a figure without a target and for a target without a figure: neither may be forgotten
 */
export const judge = (
  bench: string,
  measured: readonly Measured[],
  counts: Readonly<Record<string, number>>,
): Outcome => {
  const wanted = targets.parse(JSON.parse(readFileSync(join(root, 'bench/targets.json'), 'utf8')))[bench] ?? {};
  const missing = Object.keys(wanted).filter((name) => !measured.some((each) => each.name === name));
  if (missing.length > 0) throw new Error(`${bench} did not measure ${missing.join(', ')}.`);
  const figures = measured.map(({ name, value, baseline }): Figure => {
    const aim = wanted[name];
    if (aim === undefined) throw new Error(`targets.json has no target for ${bench} ${name}.`);
    const ratio = baseline === undefined ? null : rounded(value / baseline);
    const judged = ratio ?? rounded(value);
    const ok = aim.better === 'higher' ? judged >= aim.target : judged <= aim.target;
    return {
      name,
      value: rounded(value),
      unit: aim.unit,
      better: aim.better,
      baseline: baseline === undefined ? null : rounded(baseline),
      ratio,
      target: aim.target,
      ok,
    };
  });
  return { bench, commit: commit(), figures, counts, reached: figures.every((figure) => figure.ok) };
};

/** `200k` or `5M` as a number. */
export const rowCount = (text: string | undefined, usual: number): number => {
  if (text === undefined) return usual;
  const [, digits, unit] = /^(\d+)([kM]?)$/.exec(text) ?? [];
  if (digits === undefined) throw new Error(`--rows takes a count such as 200k or 5M, not "${text}".`);
  return Number(digits) * (unit === 'M' ? 1e6 : unit === 'k' ? 1e3 : 1);
};

/** The middle value; of an even number the mean of the two. */
export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** The value below which this part of the values lies, between two neighbours by their distance. */
export const percentile = (values: readonly number[], part: number): number => {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (sorted.length - 1) * part;
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
};

/** Tells how a bench goes, on stderr: stdout is for the result. */
export const tell = (text: string): void => {
  process.stderr.write(`${text}\n`);
};
