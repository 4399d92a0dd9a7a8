import { z } from 'zod';
import { Fault } from '../../foundation/kit/index.ts';
import { validWindows } from '../../pinterest/contract.ts';
import type { ClientSettings } from '../shapes.ts';

/**
 * What a client has until its contract says otherwise. 30/30/1 is Pinterest's own default window. 31 months is what
 * Pinterest itself still answers for (914 days): keeping longer needs a decision, keeping shorter would lose a year
 * for comparison.
 */
export const defaultSettings: ClientSettings = {
  organicHistory: false,
  organicGround: null,
  windows: ['30/30/1'],
  reportTimes: ['TIME_OF_AD_ACTION', 'TIME_OF_CONVERSION'],
  keepMonths: 31,
};

const isZone = (text: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone.length > 0;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
};

// Pinterest takes some combinations of the three only, and a report with another one never comes.
const windowText = z.string().refine((text) => validWindows.includes(text));

// A ground is a kind and a reference, never a sentence: it goes into the audit trail, which holds no free text.
const ground = z.string().regex(/^(contract|consent):[\w./-]{1,60}$/);

const settingsShape = z.strictObject({
  organicHistory: z.boolean(),
  organicGround: ground.nullable(),
  windows: z.array(windowText).min(1).max(4),
  reportTimes: z
    .array(z.enum(['TIME_OF_AD_ACTION', 'TIME_OF_CONVERSION']))
    .min(1)
    .max(2),
  keepMonths: z.int().min(1).max(120),
});

const identityShape = z.strictObject({
  name: z.string().trim().min(1).max(120),
  kind: z.enum(['legal_person', 'natural_person']),
  locale: z.enum(['nl', 'en']),
  zone: z.string().max(64).refine(isZone),
});

/** Name, kind, language and zone of a client, as given by a person. */
export type ClientIdentity = z.infer<typeof identityShape>;

const invalid = (error: z.ZodError): Fault =>
  new Fault('CLIENTS_INVALID', 'invalid', 'The details of the client are not right.', {
    facts: { fields: [...new Set(error.issues.map((issue) => String(issue.path[0] ?? '')))].join(' ') },
  });

/** Reads name, kind, language and zone. @throws CLIENTS_INVALID naming the fields @personal the name, in the result */
export const checkIdentity = (input: unknown): ClientIdentity => {
  const answer = identityShape.safeParse(input);
  if (!answer.success) throw invalid(answer.error);
  return answer.data;
};

/** Reads settings. @throws CLIENTS_INVALID naming the fields, CLIENTS_GROUND_NEEDED @personal none */
export const checkSettings = (input: unknown): ClientSettings => {
  const answer = settingsShape.safeParse(input);
  if (!answer.success) throw invalid(answer.error);
  if (answer.data.organicHistory && answer.data.organicGround === null) {
    throw new Fault('CLIENTS_GROUND_NEEDED', 'invalid', 'Storing organic numbers needs a ground.', {
      facts: { field: 'organicGround' },
    });
  }
  const organicGround = answer.data.organicHistory ? answer.data.organicGround : null;
  return { ...answer.data, organicGround, windows: [...new Set(answer.data.windows)] };
};
