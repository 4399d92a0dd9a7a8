import { z } from 'zod';

/** How a client looks in its own window; what was never set is null. */
export const brand = z.object({
  displayName: z.string().nullable(),
  /** `#rrggbb`. */
  colour: z.string().nullable(),
  /** Id of the logo's file; another one when the logo changes. */
  logo: z.uuid().nullable(),
  /** Largest logo that is taken, in bytes. */
  logoBytesMax: z.int(),
});

/** A change of a brand; what is left out stays. */
export const brandRequest = z.strictObject({
  displayName: z.string().max(200).nullable().optional(),
  colour: z.string().max(20).nullable().optional(),
});

/** How a client looks in its own window. */
export type Brand = z.infer<typeof brand>;
