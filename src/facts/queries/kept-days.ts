import { type Day, laterDay } from '../../foundation/kit/index.ts';
import type { Period } from '../metrics/periods.ts';

/*
 * The one place that says which days of a client may be read: those from the month its term reaches back to (`clients` has the
 * term and the function). What is older is hidden from that moment on, also from a question "as of" a moment when it was not;
 * the rows themselves go in the night after. The term is read in the statement that answers, so a shorter one counts at once.
 */

/** SQL of the first day kept of the client in `$1`, for questions about one client. @personal none */
export const KEPT_FROM = '(select client_kept_from($1))';

/** SQL of the condition that a day or month of the client in `$1` is kept. @personal none */
export const isKept = (day: string): string => `${day} >= ${KEPT_FROM}`;

/** SQL of a first `with` query: the clients in `$1` and the first day kept of each. @personal none */
export const TERMS = 'terms as materialized (select client_id, kept_from from clients_kept_from($1::int4[]))';

/** SQL that joins the rows `t` to `TERMS` and leaves out those of a day or month that is not kept. @personal none */
export const joinTerms = (t: string, day = 'day'): string =>
  `join terms kept_${t} on kept_${t}.client_id = ${t}.client_id and ${t}.${day} >= kept_${t}.kept_from`;

/** The kept part of a period; it ends before it begins when nothing of it is kept. @personal none */
export const keptPart = (period: Period, { keptFrom }: { readonly keptFrom: Day }): Period => ({
  from: laterDay(period.from, keptFrom),
  to: period.to,
});
