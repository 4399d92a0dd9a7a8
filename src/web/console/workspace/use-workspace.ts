import { useNavigate } from '@tanstack/react-router';
import { createContext, useCallback, useContext } from 'react';
import type { MetricInfo } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { readAddress, type WorkspaceAddress } from './address.ts';
import { type Catalogue, type FigureWriter, figureWriter } from './figures.ts';

/** What every part of a workspace stands on. */
export type Workspace = {
  readonly clientId: string;
  readonly address: WorkspaceAddress;
  readonly catalogue: Catalogue;
  readonly currency: string | null;
};

/** The workspace that is open. */
export const WorkspaceContext = createContext<Workspace | undefined>(undefined);

/** The workspace a part stands in. */
export const useWorkspace = (): Workspace => {
  const value = useContext(WorkspaceContext);
  if (value === undefined) throw new Error('WorkspaceContext is missing');
  return value;
};

/** A metric with its label in the reader's language and how its figures are written. */
export type ShownMetric = { readonly metric: MetricInfo; readonly label: string; readonly written: FigureWriter };

/** Looks up metrics by name; a name that is none is left out. */
export const useShownMetrics = () => {
  const { catalogue, currency } = useWorkspace();
  const { locale } = useLocale();
  return useCallback(
    (keys: readonly string[]): ShownMetric[] =>
      keys.flatMap((key) => {
        const metric = catalogue.get(key);
        if (metric === undefined) return [];
        return [{ metric, label: metric.label[locale], written: figureWriter(metric, writerFor(locale), currency) }];
      }),
    [catalogue, currency, locale],
  );
};

type Change = { readonly [Key in keyof WorkspaceAddress]?: WorkspaceAddress[Key] | undefined };

/**
 * Changes the address, each choice on what it is at that moment: two made in quick succession both stand. Choices replace each
 * other in the history; going to another thing is a step one can go back.
 */
export const useChangeAddress = () => {
  const { clientId } = useWorkspace();
  const navigate = useNavigate();
  return (change: Change | ((now: WorkspaceAddress) => Change)): void => {
    const search = (now: Record<string, unknown>): WorkspaceAddress =>
      readAddress({ ...now, ...(typeof change === 'function' ? change(readAddress(now)) : change) });
    void navigate({ to: '/clients/$clientId', params: { clientId }, search, replace: true, resetScroll: false });
  };
};
