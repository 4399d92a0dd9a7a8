import { z } from 'zod';
import type { Day } from '../../foundation/kit/index.ts';
import { type AdColumn, isAdColumn } from './ad-columns.ts';
import { count, day, id, orNull, word } from './fields.ts';

/** One thing and, unless the whole period was asked, one day. A figure Pinterest left out is absent, not zero. */
export type AdRow = {
  readonly id: string;
  readonly day: Day | null;
  readonly values: Readonly<Partial<Record<AdColumn, bigint>>>;
};

const absentOrCount = orNull(count);

/**
 * One row of a direct question for ads figures. Fails when a figure is no whole number, since additive ones always are.
 *
 * @personal none
 */
export const adRowShape = (idColumn: string): z.ZodType<AdRow> =>
  z.record(z.string(), z.unknown()).transform((row, context): AdRow => {
    const values: Partial<Record<AdColumn, bigint>> = {};
    for (const [name, raw] of Object.entries(row)) {
      if (!isAdColumn(name)) continue;
      const value = absentOrCount.safeParse(raw);
      if (!value.success) context.addIssue({ code: 'custom', path: [name], message: 'not a whole number' });
      else if (value.data !== null) values[name] = value.data;
    }
    const head = z.object({ id, day: orNull(day) }).safeParse({ id: row[idColumn], day: row.DATE });
    if (head.success) return { ...head.data, values };
    context.addIssue({ code: 'custom', path: [idColumn], message: 'no id or day' });
    return z.NEVER;
  });

/** Figures of one part of the audience or placement. */
export type TargetingRow = AdRow & { readonly targetingType: string; readonly targetingValue: string };

/** The rows of a question for figures by targeting. @personal none */
export const targetingShape = (idColumn: string): z.ZodType<TargetingRow[]> =>
  z
    .object({
      data: z.array(z.object({ targeting_type: z.string(), targeting_value: id, metrics: adRowShape(idColumn) })),
    })
    .transform(({ data }) =>
      data.map((row) => ({ ...row.metrics, targetingType: row.targeting_type, targetingValue: row.targeting_value })),
    );

/** How sure Pinterest is of a day; anything but READY may lack figures or change. */
export type DataStatus = 'READY' | 'PROCESSING' | 'ESTIMATE' | 'BEFORE_DATA_RETENTION_PERIOD' | 'IN_BAD_TAG_DATE';

// A figure that is null or left out is unknown; JSON's null never becomes zero.
const figures = z
  .record(z.string(), z.number().nullable())
  .nullish()
  .transform((all) => {
    const known: Record<string, number> = {};
    for (const [name, value] of Object.entries(all ?? {})) if (value !== null) known[name] = value;
    return known;
  });

const organicGroup = z.object({
  summary_metrics: figures,
  daily_metrics: z
    .array(z.object({ date: day, data_status: orNull(word<DataStatus>()), metrics: figures }))
    .default([]),
  lifetime_metrics: figures,
});

/** Organic figures of one group: the sum, each day with its status, and for a Pin its whole life. */
export type OrganicGroup = z.infer<typeof organicGroup>;

/** Organic figures by group; `all` when nothing was split. @personal none */
export const organicShape = z.record(z.string(), organicGroup);

/** Organic figures by group; `all` when nothing was split. */
export type Organic = z.infer<typeof organicShape>;

/** The best Pins of an account. */
export const topPinsShape = z.object({
  date_availability: orNull(
    z.object({
      is_realtime: orNull(z.boolean()),
      /** Milliseconds since 1970. */
      latest_available_timestamp: orNull(z.number()),
    }),
  ),
  pins: z
    .array(
      z.object({ pin_id: id, metrics: figures, data_status: z.record(z.string(), word<DataStatus>()).default({}) }),
    )
    .default([]),
});

/** The best Pins of an account, best first; some of them may answer `missing` when asked for. */
export type TopPins = z.infer<typeof topPinsShape>;

/** Whether Pinterest has closed its books on a day. */
export const readyStateShape = z.object({
  conversion_metrics_ready: z.boolean(),
  non_conversion_metrics_ready: z.boolean(),
});

/** Whether Pinterest has closed its books on a day, for all accounts alike. */
export type ReadyState = z.infer<typeof readyStateShape>;

/** Pinterest's own explanation of a figure. */
export const deliveryMetricShape = z.object({
  name: z.string(),
  category: orNull(word<'ADS' | 'ORGANIC'>()),
  definition: orNull(z.string()),
  display_name: orNull(z.string()),
});

/** Pinterest's own explanation of a figure; `display_name` is what Ads Manager shows. */
export type DeliveryMetric = z.infer<typeof deliveryMetricShape>;
