import { z } from 'zod';
import type { Locale } from '../../foundation/kit/index.ts';

const to = { name: z.string(), address: z.string(), locale: z.enum(['nl', 'en']) };

/** Everything the house writes to people. Kept sealed, so it is read back by its shape. */
export const letter = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('invitation'), ...to, link: z.string(), until: z.iso.datetime() }),
  z.object({ kind: z.literal('renewal'), ...to, link: z.string(), until: z.iso.datetime() }),
  z.object({
    kind: z.literal('proofs-changed'),
    ...to,
    what: z.enum(['password', 'factor', 'recovery-codes', 'all']),
    at: z.iso.datetime(),
    link: z.string(),
  }),
]);

/** A letter to one person. */
export type Letter = z.infer<typeof letter>;
/** What a letter is about. */
export type LetterKind = Letter['kind'];

/** A letter in words: what it is about, what it says, and one thing to press. */
export type Written = {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly action: { readonly label: string; readonly link: string };
  /** Below the button, smaller. */
  readonly closing: string;
};

/** How one kind of letter is written, in each language. */
export type Template<Kind extends LetterKind> = Record<Locale, (about: Extract<Letter, { kind: Kind }>) => Written>;
