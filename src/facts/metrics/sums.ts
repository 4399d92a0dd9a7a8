import type { delivery } from './delivery.ts';
import type { SumMetric } from './shapes.ts';
import type { video } from './video.ts';

type Base = keyof typeof delivery | keyof typeof video;

/** Paid and earned together, for the figures Pinterest splits. */
export const sums = {
  impressions: {
    kind: 'sum',
    sumOf: ['paid-impressions', 'earned-impressions'],
    pinterest: 'TOTAL_IMPRESSION',
    unit: 'count',
    lens: 'total',
    better: 'higher',
    label: { nl: 'Vertoningen', en: 'Impressions' },
    definition: { nl: 'Betaalde en verdiende vertoningen samen.', en: 'Paid and earned impressions together.' },
  },
  clicks: {
    kind: 'sum',
    sumOf: ['paid-clicks', 'earned-clicks'],
    pinterest: 'TOTAL_CLICKTHROUGH',
    unit: 'count',
    lens: 'total',
    better: 'higher',
    label: { nl: 'Pin-klikken', en: 'Pin clicks' },
    definition: { nl: 'Betaalde en verdiende Pin-klikken samen.', en: 'Paid and earned Pin clicks together.' },
  },
  'outbound-clicks': {
    kind: 'sum',
    sumOf: ['paid-outbound-clicks', 'earned-outbound-clicks'],
    unit: 'count',
    lens: 'total',
    better: 'higher',
    label: { nl: 'Uitgaande klikken', en: 'Outbound clicks' },
    definition: {
      nl: 'Betaalde en verdiende uitgaande klikken samen.',
      en: 'Paid and earned outbound clicks together.',
    },
  },
  saves: {
    kind: 'sum',
    sumOf: ['paid-saves', 'earned-saves'],
    unit: 'count',
    lens: 'total',
    better: 'higher',
    label: { nl: 'Bewaard', en: 'Saves' },
    definition: { nl: 'Betaald en verdiend bewaard samen.', en: 'Paid and earned saves together.' },
  },
  engagements: {
    kind: 'sum',
    sumOf: ['paid-engagements', 'earned-engagements'],
    pinterest: 'TOTAL_ENGAGEMENT',
    unit: 'count',
    lens: 'total',
    better: 'higher',
    label: { nl: 'Interacties', en: 'Engagements' },
    definition: { nl: 'Betaalde en verdiende interacties samen.', en: 'Paid and earned engagements together.' },
  },
  'video-views': {
    kind: 'sum',
    sumOf: ['paid-video-views', 'earned-video-views'],
    pinterest: 'TOTAL_VIDEO_MRC_VIEWS',
    unit: 'count',
    lens: 'total',
    better: 'higher',
    label: { nl: 'Videoweergaven', en: 'Video views' },
    definition: { nl: 'Betaalde en verdiende videoweergaven samen.', en: 'Paid and earned video views together.' },
  },
} as const satisfies Record<string, SumMetric<Base>>;
