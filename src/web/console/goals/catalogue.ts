import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ScreenLocale } from '../../words/words.ts';
import type { Catalogue } from '../workspace/figures.ts';
import { metricsQuery } from '../workspace/queries.ts';

/** Every metric by name; empty until it is known. */
export const useCatalogue = (): Catalogue => {
  const { data } = useQuery(metricsQuery);
  return useMemo(() => new Map((data?.metrics ?? []).map((metric) => [metric.key, metric])), [data]);
};

/** What a metric is called; its own name while the catalogue does not know it. */
export const metricLabel = (catalogue: Catalogue, key: string, locale: ScreenLocale): string =>
  catalogue.get(key)?.label[locale] ?? key;
