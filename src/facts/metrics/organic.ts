import type { Words } from '../../foundation/kit/index.ts';
import type { OrganicColumn, organicColumns } from '../organic/organic-columns.ts';

type Described = { readonly label: Words; readonly definition: Words; readonly better: 'higher' | 'neither' };

/** A figure of the client's own account, as Pinterest gives it by day. */
export type OrganicCount = Described & {
  readonly kind: 'base';
  readonly unit: 'count';
  readonly column: OrganicColumn;
  readonly pinterest: keyof typeof organicColumns;
};

/** One organic sum over another; nothing paid ever stands in it. */
export type OrganicRatio = Described & {
  readonly kind: 'ratio';
  readonly unit: 'ratio';
  readonly over: readonly [OrganicColumn, OrganicColumn];
};

const catalogue = {
  'organic-impressions': {
    kind: 'base',
    column: 'impressions',
    pinterest: 'IMPRESSION',
    unit: 'count',
    better: 'higher',
    label: { nl: 'Vertoningen (organisch)', en: 'Impressions (organic)' },
    definition: {
      nl: 'Hoe vaak Pins van het eigen account in beeld kwamen, zonder advertentie.',
      en: 'Times Pins of the own account were on screen, without ads.',
    },
  },
  'organic-engagements': {
    kind: 'base',
    column: 'engagements',
    pinterest: 'ENGAGEMENT',
    unit: 'count',
    better: 'higher',
    label: { nl: 'Interacties (organisch)', en: 'Engagements (organic)' },
    definition: {
      nl: 'Klikken op en bewaren van eigen Pins, zonder advertentie.',
      en: 'Clicks on and saves of own Pins, without ads.',
    },
  },
  'organic-clicks': {
    kind: 'base',
    column: 'pin_clicks',
    pinterest: 'PIN_CLICK',
    unit: 'count',
    better: 'higher',
    label: { nl: 'Pin-klikken (organisch)', en: 'Pin clicks (organic)' },
    definition: {
      nl: 'Klikken op een eigen Pin om haar groot te zien, zonder advertentie.',
      en: 'Clicks on an own Pin to see it large, without ads.',
    },
  },
  'organic-outbound-clicks': {
    kind: 'base',
    column: 'outbound_clicks',
    pinterest: 'OUTBOUND_CLICK',
    unit: 'count',
    better: 'higher',
    label: { nl: 'Uitgaande klikken (organisch)', en: 'Outbound clicks (organic)' },
    definition: {
      nl: 'Klikken door naar de website, zonder advertentie.',
      en: 'Clicks through to the website, without ads.',
    },
  },
  'organic-saves': {
    kind: 'base',
    column: 'saves',
    pinterest: 'SAVE',
    unit: 'count',
    better: 'higher',
    label: { nl: 'Bewaard (organisch)', en: 'Saves (organic)' },
    definition: {
      nl: 'Keren dat iemand een eigen Pin bewaarde, zonder advertentie.',
      en: 'Times somebody saved an own Pin, without ads.',
    },
  },
  'organic-engagement-rate': {
    kind: 'ratio',
    over: ['engagements', 'impressions'],
    unit: 'ratio',
    better: 'higher',
    label: { nl: 'Interactiegraad (organisch)', en: 'Engagement rate (organic)' },
    definition: {
      nl: 'Organische interacties gedeeld door organische vertoningen.',
      en: 'Organic engagements over organic impressions.',
    },
  },
  'organic-save-rate': {
    kind: 'ratio',
    over: ['saves', 'impressions'],
    unit: 'ratio',
    better: 'higher',
    label: { nl: 'Bewaargraad (organisch)', en: 'Save rate (organic)' },
    definition: {
      nl: 'Organisch bewaard gedeeld door organische vertoningen.',
      en: 'Organic saves over organic impressions.',
    },
  },
} as const satisfies Record<string, OrganicCount | OrganicRatio>;

/** The name of an organic figure. */
export type OrganicKey = keyof typeof catalogue;

/**
 * Every figure of the client's own Pinterest account. A catalogue of its own: no name of it fits where paid figures are asked,
 * so the two cannot meet in one sum or ratio.
 *
 * @unit per metric: `count`, or `ratio` (a fraction, never percent)
 * @source Pinterest: openapi op user_account/analytics
 * @personal none
 */
export const organicMetrics: Readonly<Record<OrganicKey, OrganicCount | OrganicRatio>> = catalogue;

/** All names of organic figures, counts first. @personal none */
export const organicKeys: readonly OrganicKey[] = Object.keys(catalogue).filter((name): name is OrganicKey =>
  Object.hasOwn(catalogue, name),
);

/**
 * The value of an organic figure over days that were added up: a count to the digit, a ratio as sum over sum. Undefined when
 * a part is unknown or there is nothing to divide by.
 *
 * @unit as the metric says
 * @personal none
 */
export const evaluateOrganic = (
  key: OrganicKey,
  figures: Readonly<Partial<Record<OrganicColumn, bigint>>>,
): bigint | number | undefined => {
  const metric = organicMetrics[key];
  if (metric.kind === 'base') return figures[metric.column];
  const [above, below] = metric.over.map((column) => figures[column]);
  return above === undefined || below === undefined || below === 0n ? undefined : Number(above) / Number(below);
};
