import type { PinterestFaultCode } from '../errors.ts';
import type { OperationId } from './operations.ts';

/** What Pinterest answered instead of what was asked, reduced to what decides. */
export type Refusal = {
  readonly operation: OperationId;
  readonly status: number;
  /** Pinterest's code in the body; absent when the body was empty, HTML or anything else than their error. */
  readonly code: number | undefined;
  /** Pinterest's sentence; only searched, never passed on. */
  readonly text: string;
  readonly headers: Headers;
};

/** One line of the table: which refusals it fits, and which fault they are. */
export type FaultRule = {
  readonly fault: PinterestFaultCode;
  readonly statuses?: readonly number[];
  readonly codes?: readonly number[];
  readonly text?: RegExp;
  readonly operations?: readonly OperationId[];
  /** The answer does not prove that nothing happened: for a call that changes something the outcome is unsure. */
  readonly uncertain?: true;
};

const oauth: readonly OperationId[] = ['oauth/token'];

// Pinterest's code is sometimes only the HTTP status again, so status, code and sentence decide together. The first
// line that fits wins: special sentences before codes, codes before bare statuses.
const rules: readonly FaultRule[] = [
  { fault: 'PINTEREST_OUTCOME_UNSURE', codes: [2787] },
  { fault: 'PINTEREST_ENDPOINT_CLOSED', statuses: [503], codes: [4197] },
  { fault: 'PINTEREST_SPAM_BLOCK', statuses: [429], text: /spam/i },
  { fault: 'PINTEREST_SPAM_BLOCK', statuses: [400, 403], text: /hit a block|combat spam/i },
  { fault: 'PINTEREST_QUERY_TOO_COSTLY', codes: [2726] },
  { fault: 'PINTEREST_ANALYTICS_LIMITED', statuses: [400], text: /retry after \d+ sec/i },
  { fault: 'PINTEREST_LIMITED', statuses: [429] },
  { fault: 'PINTEREST_LIMITED', statuses: [400, 403], codes: [8] },
  { fault: 'PINTEREST_GRANT_REFUSED', statuses: [400, 401, 403], operations: oauth },
  { fault: 'PINTEREST_FEATURE_RESTRICTED', statuses: [401, 403], text: /restricted feature/i },
  { fault: 'PINTEREST_NOT_YOURS', statuses: [401, 403], codes: [7] },
  { fault: 'PINTEREST_SCOPE_MISSING', statuses: [401], codes: [3] },
  { fault: 'PINTEREST_TOKEN_REFUSED', statuses: [401] },
  { fault: 'PINTEREST_PINNER_ACCOUNT', statuses: [403], text: /PINNER_DATA_ACCESS_DENIED/ },
  { fault: 'PINTEREST_TRIAL_ACCESS', statuses: [403], text: /trial access/i },
  { fault: 'PINTEREST_MERCHANT_DISAPPROVED', codes: [2625] },
  { fault: 'PINTEREST_MERCHANT_UNDER_REVIEW', codes: [2626] },
  { fault: 'PINTEREST_BUSINESS_REQUIRED', codes: [654] },
  { fault: 'PINTEREST_NOT_PERMITTED', statuses: [403] },
  { fault: 'PINTEREST_REPORT_TOKEN_INVALID', statuses: [400], codes: [1104] },
  { fault: 'PINTEREST_TRY_AGAIN', statuses: [400], codes: [12], uncertain: true },
  {
    fault: 'PINTEREST_BOOKMARK_EXPIRED',
    statuses: [400],
    text: /bookmark (?:is )?(?:not valid|invalid|expired|has expired)|(?:invalid|expired) bookmark/i,
  },
  {
    fault: 'PINTEREST_IMAGE_UNREACHABLE',
    statuses: [400],
    text: /could not fetch the image|unable to reach the url/i,
  },
  { fault: 'PINTEREST_VIDEO_COVER_MISSING', statuses: [400], text: /cover_image/i },
  { fault: 'PINTEREST_CAROUSEL_INVALID', statuses: [400], text: /maxItems=5|same (size|dimensions|aspect)/i },
  { fault: 'PINTEREST_BOARD_MISSING', statuses: [404], codes: [40] },
  { fault: 'PINTEREST_PIN_MISSING', statuses: [404], codes: [50] },
  { fault: 'PINTEREST_SECTION_MISSING', statuses: [404], codes: [2031] },
  { fault: 'PINTEREST_USER_MISSING', statuses: [404], codes: [30] },
  { fault: 'PINTEREST_MISSING', statuses: [404] },
  { fault: 'PINTEREST_METHOD_REFUSED', statuses: [405] },
  { fault: 'PINTEREST_CONFLICT', statuses: [409] },
  { fault: 'PINTEREST_NAME_TAKEN', statuses: [422], codes: [4170] },
];

const fits = (rule: FaultRule, refusal: Refusal): boolean =>
  (rule.statuses?.includes(refusal.status) ?? true) &&
  (rule.codes === undefined || (refusal.code !== undefined && rule.codes.includes(refusal.code))) &&
  (rule.text?.test(refusal.text) ?? true) &&
  (rule.operations?.includes(refusal.operation) ?? true);

const byStatus = (status: number): FaultRule => {
  if (status >= 500) return { fault: 'PINTEREST_SERVER_TROUBLE', uncertain: true };
  // A redirect is never followed (the token would travel), so what stands behind it is unknown.
  if (status < 400) return { fault: 'PINTEREST_REDIRECTED', uncertain: true };
  return { fault: 'PINTEREST_PARAMETER_INVALID' };
};

/** The line of the table that fits a refusal; every refusal has one. @personal none */
export const ruleFor = (refusal: Refusal): FaultRule =>
  rules.find((rule) => fits(rule, refusal)) ?? byStatus(refusal.status);
