import { isMetric, metricKeys, metrics } from '../../facts/metrics.ts';
import type { Locale } from '../../foundation/kit/index.ts';
import type { ImportView } from '../../ingest/index.ts';
import type { ImportList } from '../contract/imports.ts';
import { wordsFor } from '../middleware/problems.ts';

type Item = ImportList['items'][number];
type Role = NonNullable<ImportView['file']>['columns'][number]['role'];

const roleText = (role: Role): string => {
  if (role.is === 'id') return `id:${role.level}`;
  if (role.is === 'figure') return `figure:${role.column}`;
  return role.is === 'left' ? `left:${role.why}` : role.is;
};

/** What Pinterest's columns are called here. */
const namesIn = (locale: Locale): Item['names'] => {
  const names: Item['names'] = {};
  for (const key of metricKeys.filter(isMetric)) {
    const metric = metrics[key];
    if (metric.kind === 'base') {
      names[metric.pinterest] = { label: metric.label[locale], isMoney: metric.unit === 'micros' };
    }
  }
  return names;
};

/** An import as it leaves. */
export const presentImport = (
  view: ImportView,
  around: { locale: Locale; currency: string | null; people: ReadonlyMap<string, string> },
): Item => {
  const { stated, outcome, faultCode } = view;
  return {
    ...{ id: view.importId, account: view.account, state: view.state, bytes: view.bytes, sha256: view.sha256 },
    uploadedAt: view.uploadedAt.toISOString(),
    uploadedBy: (view.uploadedBy === null ? undefined : around.people.get(view.uploadedBy)) ?? null,
    expiresAt: view.expiresAt.toISOString(),
    landedAt: view.landedAt?.toISOString() ?? null,
    ...{ rows: view.rows, rowsDone: view.rowsDone, underived: view.underived, currency: around.currency },
    stated: {
      ...{ level: stated.level ?? null, window: stated.window, reportTime: stated.reportTime },
      ...{ decimal: stated.decimal ?? null, dayOrder: stated.dayOrder ?? null, columns: stated.columns },
    },
    columns: (view.file?.columns ?? []).map(({ header, role }) => ({ header, role: roleText(role) })),
    names: namesIn(around.locale),
    outcome:
      outcome === null
        ? null
        : {
            ...outcome,
            comparison:
              outcome.comparison === null ? null : { ...outcome.comparison, samples: [...outcome.comparison.samples] },
          },
    choice: view.choice,
    fault: faultCode === null ? null : { code: faultCode, ...wordsFor(faultCode, around.locale) },
  };
};
