import type { z } from 'zod';
import { environment } from './config.ts';

type Variable = { readonly name: string; readonly about: string; readonly standard: string; readonly accepts: string };

const acceptsOf = (schema: { type?: string; enum?: unknown[] }): string =>
  schema.enum === undefined ? 'text' : schema.enum.map(String).join(', ');

const standardOf = (field: z.ZodType): string => {
  const read = field.safeParse(undefined);
  return read.success && read.data !== undefined ? String(read.data) : '';
};

const variables = (): Variable[] =>
  Object.entries(environment.shape).map(([name, field]) => {
    const schema = field.toJSONSchema({ io: 'input', unrepresentable: 'any' });
    const options = Array.isArray(schema.enum) ? { enum: schema.enum } : {};
    return { name, about: field.description ?? '', standard: standardOf(field), accepts: acceptsOf(options) };
  });

const generated = 'Generated from src/foundation/runtime/config.ts by npm run generate; edit that.';

/**
 * The two pages about the environment, from the one place that reads it: `.env.example` and `docs/reference/config.md`.
 * @personal none
 */
export const describeConfig = (): { envExample: string; reference: string } => {
  const all = variables();
  const envExample = [
    `# ${generated}`,
    '# Everything is optional for the demo.',
    ...all.map(({ name, about, standard }) => `\n# ${about}\n#${name}=${standard}`),
    '',
  ].join('\n');
  const reference = [
    '# Configuration',
    '',
    `<!-- ${generated} -->`,
    '',
    'Read once at the start and checked all at once; with any problem the process lists them and exits 78. Everything is',
    'optional for the demo.',
    '',
    '| Variable | Meaning | Accepts | Default |',
    '|---|---|---|---|',
    ...all.map(
      ({ name, about, standard, accepts }) =>
        `| \`${name}\` | ${about} | ${accepts} | ${standard ? `\`${standard}\`` : ''} |`,
    ),
    '',
  ].join('\n');
  return { envExample, reference };
};
