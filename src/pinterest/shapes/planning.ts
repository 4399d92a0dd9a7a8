import { z } from 'zod';
import { id, instant, money, orNull, word } from './fields.ts';

const shares = orNull(z.record(z.string(), z.number()));

/** A search word on the rise. */
export const trendShape = z.object({
  keyword: z.string(),
  /** Percent; 10001 means above Pinterest's cap. */
  pct_growth_wow: orNull(z.number()),
  pct_growth_mom: orNull(z.number()),
  pct_growth_yoy: orNull(z.number()),
  /** By day, 0 to 100 of its own highest. */
  time_series: z.record(z.string(), z.number()).default({}),
  demographics: orNull(z.object({ age_distribution: shares, gender_distribution: shares })),
});

/** A search word on the rise. */
export type Trend = z.infer<typeof trendShape>;

/** Search words related to one another. */
export const relatedTermsShape = z.object({
  related_terms_list: z
    .array(z.object({ term: z.string(), related_terms: z.array(z.string()).default([]) }))
    .default([]),
});

/** Search words related to one another; may be empty in a small niche. */
export type RelatedTerms = z.infer<typeof relatedTermsShape>;

/** The lowest bid Pinterest takes, in the order of the specs asked. */
export const bidFloorShape = z.object({ bid_floors: z.array(money) });

/** The lowest bids Pinterest takes, in the order of the specs asked, in micros of the spec's currency. */
export type BidFloor = z.infer<typeof bidFloorShape>;

/** A product feed without its location and credentials, which may hold a password. */
export const feedShape = z.object({
  id,
  name: orNull(z.string()),
  catalog_type: orNull(word<'RETAIL' | 'HOTEL' | 'CREATIVE_ASSETS'>()),
  format: orNull(word<'TSV' | 'CSV' | 'XML'>()),
  status: orNull(word<'ACTIVE' | 'INACTIVE'>()),
  default_country: orNull(z.string()),
  default_currency: orNull(z.string()),
  default_locale: orNull(z.string()),
  created_at: orNull(instant),
  updated_at: orNull(instant),
});

/** A product feed. */
export type Feed = z.infer<typeof feedShape>;

const tallies = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((all) => {
    const known: Record<string, number> = {};
    for (const [name, value] of Object.entries(all ?? {})) if (typeof value === 'number') known[name] = value;
    return known;
  });

/** How one run over a feed went. */
export const feedResultShape = z.object({
  id,
  status: word<'COMPLETED' | 'FAILED' | 'PROCESSING'>(),
  created_at: orNull(instant),
  updated_at: orNull(instant),
  product_counts: orNull(z.object({ original: orNull(z.int()), ingested: orNull(z.int()) })),
  ingestion_details: orNull(z.object({ errors: tallies, warnings: tallies })),
  validation_details: orNull(z.object({ errors: tallies, warnings: tallies })),
});

/** How one run over a feed went; counts by Pinterest's names of trouble. */
export type FeedResult = z.infer<typeof feedResultShape>;
