import { z } from 'zod';
import { type Secret, secret } from '../../foundation/kit/index.ts';
import { id, orNull } from './fields.ts';

// Everything here names a person or may. It is read only when a person opens the page that shows it, stays in memory
// for that answer, and each value must be revealed by hand: JSON, logs and templates show `[secret]`.
const shownOnly = (field: z.ZodType<string>): z.ZodType<Secret | null> =>
  orNull(field).transform((value) => (value === null || value === '' ? null : secret(value)));

/** What the connected account shows of the person or business behind it. */
export const userAccountPersonalShape = z.object({
  id,
  username: shownOnly(z.string()),
  profile_image: shownOnly(z.string()),
  about: shownOnly(z.string()),
  business_name: shownOnly(z.string()),
  website_url: shownOnly(z.string()),
});

/** The person fields of the connected account, each wrapped. */
export type UserAccountPersonal = z.infer<typeof userAccountPersonalShape>;

/** An ad account's name, which is often a person's. */
export const adAccountNameShape = z.object({ id, name: shownOnly(z.string()) });

/** An ad account's name, wrapped. */
export type AdAccountName = z.infer<typeof adAccountNameShape>;
