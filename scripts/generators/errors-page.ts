import { type FaultKind, faultKinds } from '../../src/foundation/kit/index.ts';
import { exportsOf, isRecord, notice, type Page, roomFiles, roomOf, tableOf } from './page.ts';

const isKind = (value: unknown): value is FaultKind => typeof value === 'string' && value in faultKinds;

const rowOf = ([code, words]: [string, unknown]): string[][] => {
  if (!isRecord(words) || !isKind(words.kind) || !isRecord(words.en) || !isRecord(words.nl)) return [];
  const { en, nl } = words;
  const both = (part: 'meaning' | 'remedy'): string => `${String(en[part])}<br>*${String(nl[part])}*`;
  const { http, exit } = faultKinds[words.kind];
  return [[`\`${code}\``, words.kind, String(http), String(exit), both('meaning'), both('remedy')]];
};

const sectionOf = async (file: string): Promise<string[]> => {
  const catalogues = Object.values(await exportsOf(file)).filter(isRecord);
  const rows = catalogues.flatMap((catalogue) => Object.entries(catalogue).flatMap(rowOf));
  if (rows.length === 0) return [];
  const sorted = rows.sort(([a = ''], [b = '']) => a.localeCompare(b, 'en'));
  return [`## ${roomOf(file)}`, tableOf(['Code', 'Kind', 'HTTP', 'Exit', 'Meaning', 'Remedy'], sorted)];
};

/** Every fault code, by room. */
export const errorsPage: Page = {
  file: 'docs/reference/errors.md',
  make: async () => {
    const sections = await Promise.all((await roomFiles('errors.ts')).map(sectionOf));
    const text =
      'Every fault Prikbord names, sorted by room. The kind decides what each face does with it. Dutch stands under English.';
    return `${[notice('every room’s errors.ts'), '# Faults', text, ...sections.flat()].join('\n\n')}\n`;
  },
};
