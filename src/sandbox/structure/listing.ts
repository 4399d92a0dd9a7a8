import { type Answer, type ApiRequest, ok, refuse } from '../handler.ts';
import { adAccountOf } from '../handlers/ad-accounts.ts';
import { page } from '../server/paging.ts';
import { type AccountView, baseStatus, fieldsOf, isVisible, viewAccount } from './account-view.ts';
import type { Kind } from './shelf.ts';
import { showThing } from './summary.ts';

/** Lists leave archived things out unless asked. */
const usual = ['ACTIVE', 'PAUSED'];

const idFilters: Readonly<Record<Kind, readonly [string, Kind][]>> = {
  campaign: [['campaign_ids', 'campaign']],
  adGroup: [
    ['campaign_ids', 'campaign'],
    ['ad_group_ids', 'adGroup'],
  ],
  ad: [
    ['campaign_ids', 'campaign'],
    ['ad_group_ids', 'adGroup'],
    ['ad_ids', 'ad'],
  ],
};

function* everything(view: AccountView, kind: Kind): Generator<number> {
  for (const campaign of view.plan.campaigns) {
    if (!isVisible(view, campaign)) continue;
    if (kind === 'campaign') yield campaign.index;
    const [first, count] = kind === 'ad' ? [campaign.firstAd, campaign.ads] : [campaign.firstGroup, campaign.groups];
    for (let at = 0; kind !== 'campaign' && at < count; at += 1) yield first + at;
  }
  yield* view.shelves[kind].made();
}

const statusOf = (view: AccountView, kind: Kind, index: number): unknown =>
  view.shelves[kind].changes(index)?.status ?? baseStatus(view, kind, index);

const parentField: Readonly<Record<Kind, string>> = { campaign: 'campaign_id', adGroup: 'ad_group_id', ad: 'id' };

/** The one list of ids a list call may be narrowed by. @throws Refusal 400 when two kinds are given, or too many */
const narrowingOf = (request: ApiRequest, kind: Kind): { kind: Kind; ids: Set<string> } | undefined => {
  const given = idFilters[kind].flatMap(([name, of]) => {
    const ids = request.query.list(name);
    return ids.length === 0 ? [] : [{ kind: of, ids }];
  });
  if (given.length > 1) return refuse(400, 400, 'Only one of campaign_ids, ad_group_ids and ad_ids may be given.');
  const [only] = given;
  if (!only) return undefined;
  return only.ids.length > 250
    ? refuse(400, 1, 'At most 250 ids may be given.')
    : { kind: only.kind, ids: new Set(only.ids) };
};

const isWithin = (
  view: AccountView,
  row: { kind: Kind; index: number },
  narrowing: { kind: Kind; ids: Set<string> },
): boolean => {
  if (narrowing.kind === row.kind) return narrowing.ids.has(view.shelves[row.kind].id(row.index));
  return narrowing.ids.has(String(fieldsOf(view, row.kind, row.index)?.[parentField[narrowing.kind]]));
};

/** One page of campaigns, ad groups or ads. @throws Refusal 400, 403 */
export const listThings = (request: ApiRequest, kind: Kind, operation: string): Answer => {
  const view = viewAccount(request, adAccountOf(request));
  const statuses = request.query.list('entity_statuses');
  const wanted = new Set(statuses.length === 0 ? usual : statuses);
  const narrowing = narrowingOf(request, kind);
  const rows = [...everything(view, kind)].filter(
    (index) =>
      wanted.has(String(statusOf(view, kind, index))) && (!narrowing || isWithin(view, { kind, index }, narrowing)),
  );
  if (request.query.text('order') === 'DESCENDING') rows.reverse();
  return page({ query: request.query, operation }, rows, (index) => showThing(view, kind, index));
};

/** One campaign, ad group or ad by its id. @throws Refusal 404 */
export const getThing = (request: ApiRequest, kind: Kind, parameter: string): Answer => {
  const view = viewAccount(request, adAccountOf(request));
  const index = view.shelves[kind].index(request.params[parameter] ?? '');
  const found = index === undefined ? undefined : showThing(view, kind, index);
  return found ? ok(found) : refuse(404, 404, 'Not found.');
};
