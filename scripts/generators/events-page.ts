import { z } from 'zod';
import { exportsOf, isRecord, notice, type Page, roomFiles, roomOf, tableOf } from './page.ts';

const isSchema = (value: unknown): value is z.ZodType => value instanceof z.ZodType;

const fieldsOf = (payload: z.ZodType): string => {
  const shape = z.toJSONSchema(payload, { io: 'input', unrepresentable: 'any' });
  return Object.keys(shape.properties ?? {})
    .map((name) => `\`${name}\``)
    .join(', ');
};

const rowsOf = async (file: string): Promise<string[][]> => {
  const events = Object.values(await exportsOf(file)).filter(isRecord);
  return events.flatMap(({ name, payload }) =>
    typeof name === 'string' && isSchema(payload) ? [[`\`${name}\``, roomOf(file), fieldsOf(payload)]] : [],
  );
};

/** Every event, with the room that announces it and what it carries. */
export const eventsPage: Page = {
  file: 'docs/reference/events.md',
  make: async () => {
    const rows = (await Promise.all((await roomFiles('events.ts')).map(rowsOf))).flat();
    if (rows.length === 0) return undefined;
    const text =
      'Announced in the transaction of the change, delivered at least once. Who listens: `src/main/wiring.ts`.';
    const table = tableOf(
      ['Event', 'Announced by', 'Carries'],
      rows.sort(([a = ''], [b = '']) => a.localeCompare(b, 'en')),
    );
    return `${[notice('every room’s events.ts'), '# Events', text, table].join('\n\n')}\n`;
  },
};
