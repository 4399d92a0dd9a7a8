import { isPinDeleted } from '../organic/pin-view.ts';
import { type AccountView, fieldsOf } from './account-view.ts';
import type { Fields, Kind } from './shelf.ts';

/*
 * What a status comes down to, from the thing itself, its dates, its parents and its review:
 *
 *   DRAFT, DELETED_DRAFT, ARCHIVED, PAUSED    as set by a person, the thing's own before its parent's
 *   PENDING, REJECTED                         an ad that is or was reviewed
 *   NOT_STARTED, RUNNING, COMPLETED           by start and end (campaign and ad group); APPROVED for an ad
 */

const REVIEW_SECONDS = 2 * 3600;

const seconds = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

const byDates = (fields: Fields, now: number): string => {
  const start = seconds(fields.start_time);
  const end = seconds(fields.end_time);
  if (start !== undefined && now < start) return 'NOT_STARTED';
  return end !== undefined && now >= end ? 'COMPLETED' : 'RUNNING';
};

const own = (fields: Fields, now: number): string =>
  fields.status === 'ACTIVE' || fields.status === undefined ? byDates(fields, now) : String(fields.status);

const campaignSummary = (view: AccountView, fields: Fields): Fields => ({
  ...fields,
  summary_status: own(fields, view.now),
});

const groupSummary = (view: AccountView, fields: Fields): Fields => {
  const mine = own(fields, view.now);
  const index = view.shelves.campaign.index(String(fields.campaign_id));
  const parent = index === undefined ? undefined : fieldsOf(view, 'campaign', index);
  const above = parent ? own(parent, view.now) : 'RUNNING';
  return { ...fields, summary_status: mine === 'RUNNING' ? above : mine };
};

/** An ad made through the API is looked at for two hours; one whose name says `reject` does not pass. */
const reviewed = (view: AccountView, fields: Fields): Fields => {
  if (fields.review_status !== 'PENDING' || view.now - Number(fields.created_time) < REVIEW_SECONDS) return fields;
  if (!/reject/i.test(String(fields.name))) return { ...fields, review_status: 'APPROVED' };
  return {
    ...fields,
    review_status: 'REJECTED',
    rejected_reasons: ['LANDING_PAGE'],
    rejection_labels: ['Landing page'],
  };
};

const adSummary = (view: AccountView, fields: Fields): Fields => {
  const now: Fields = { ...reviewed(view, fields), is_pin_deleted: isPinDeleted(view.sandbox, fields.pin_id) };
  const status = String(now.status);
  return { ...now, summary_status: status === 'ACTIVE' ? now.review_status : status };
};

/** A thing as Pinterest shows it now, or undefined when there is none. */
export const showThing = (view: AccountView, kind: Kind, index: number): Fields | undefined => {
  const fields = fieldsOf(view, kind, index);
  if (!fields) return undefined;
  if (kind === 'campaign') return campaignSummary(view, fields);
  return kind === 'adGroup' ? groupSummary(view, fields) : adSummary(view, fields);
};
