import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { notesQuery } from './queries.ts';

/** What people wrote beside each of some days, as one text a day; empty while it is not known. */
export const useDayNotes = (
  clientId: string,
  {
    period,
    days,
  }: { readonly period: { from: string; to: string }; readonly days: readonly { readonly day: string }[] },
): ReadonlyMap<string, string> => {
  const { data } = useQuery(notesQuery(clientId, period));
  return useMemo(() => {
    const notes = data?.items ?? [];
    return new Map(
      days.flatMap(({ day }): [string, string][] => {
        const texts = notes.filter(({ from, to }) => from <= day && day <= to).map(({ text }) => text);
        return texts.length === 0 ? [] : [[day, texts.join(' · ')]];
      }),
    );
  }, [data, days]);
};
