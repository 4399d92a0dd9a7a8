import { environment } from '../../src/foundation/runtime/config.ts';
import { notice, type Page, tableOf } from './page.ts';

const variables = Object.entries(environment.shape).map(([name, schema]) => {
  const empty = schema.safeParse(undefined);
  const fallback = empty.success && empty.data !== undefined ? String(empty.data) : '';
  return { name, meaning: schema.description ?? '', fallback };
});

const wrap = (text: string): string =>
  text
    .split(' ')
    .reduce<string[]>((lines, word) => {
      const last = lines.at(-1);
      if (last !== undefined && last.length + word.length < 100) lines[lines.length - 1] = `${last} ${word}`;
      else lines.push(`# ${word}`);
      return lines;
    }, [])
    .join('\n');

/** `.env.example`: every variable with its comment, commented out with its default. */
export const envExample: Page = {
  file: '.env.example',
  make: async () =>
    `${[
      '# Generated from src/foundation/runtime/config.ts by `npm run generate`. All optional for the demo.',
      ...variables.map(({ name, meaning, fallback }) => `${wrap(meaning)}\n#${name}=${fallback}`),
    ].join('\n\n')}\n`,
};

/** The reference of the environment. */
export const configPage: Page = {
  file: 'docs/reference/config.md',
  make: async () =>
    `${[
      notice('src/foundation/runtime/config.ts'),
      '# Configuration',
      'Read once at the start; every problem is listed at once and the process exits 78. All optional for the demo.',
      tableOf(
        ['Variable', 'Default', 'Meaning'],
        variables.map(({ name, meaning, fallback }) => [
          `\`${name}\``,
          fallback === '' ? '' : `\`${fallback}\``,
          meaning,
        ]),
      ),
    ].join('\n\n')}\n`,
};
