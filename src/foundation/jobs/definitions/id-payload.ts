import { Fault } from '../../kit/index.ts';

const ID = /^[A-Za-z0-9][A-Za-z0-9_.:/+-]{0,119}$/;
const LIST_MAX = 1000;

const isId = (value: unknown): boolean =>
  value === null ||
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isFinite(value)) ||
  (typeof value === 'string' && ID.test(value));

const isAllowed = (value: unknown): boolean =>
  isId(value) || (Array.isArray(value) && value.length <= LIST_MAX && value.every(isId));

/** A payload as it is stored: one flat record of ids, numbers, days and lists of those. */
export type IdPayload = Readonly<Record<string, unknown>>;

/**
 * Checks that a payload is made of ids, numbers and days. The queue is in backups and in nobody's retention, so a name, an
 * address or a text must not be able to get there: a space, an `@` or a nested object is refused.
 */
export const checkIdPayload = (job: string, value: unknown): IdPayload => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Fault('JOBS_PAYLOAD_REFUSED', 'bug', `The payload of ${job} is not a record.`);
  }
  const entries: [string, unknown][] = Object.entries(value).filter(([, each]) => each !== undefined);
  const wrong = entries.find(([, each]) => !isAllowed(each));
  if (wrong !== undefined) {
    throw new Fault('JOBS_PAYLOAD_REFUSED', 'bug', `The payload of ${job} may hold ids, numbers and days only.`, {
      facts: { job, field: wrong[0] },
    });
  }
  return Object.fromEntries(entries);
};
