import { type AccountView, fieldsOf } from './account-view.ts';
import { allowed, collides, findIndex, isSet, type Outcome, problem } from './batch.ts';
import { ownsPin } from './pins-of.ts';
import type { Fields } from './shelf.ts';

const settable = [
  ...['name', 'status', 'creative_type', 'destination_url', 'click_tracking_url', 'view_tracking_url', 'tracking_urls'],
  ...['carousel_destination_urls', 'carousel_android_deep_links', 'carousel_ios_deep_links', 'android_deep_link'],
  ...['ios_deep_link', 'customizable_cta_type', 'grid_click_type', 'lead_form_id', 'quiz_pin_data', 'pin_id'],
];

const blank: Fields = {
  name: null,
  status: 'ACTIVE',
  destination_url: null,
  click_tracking_url: null,
  view_tracking_url: null,
  tracking_urls: null,
  carousel_destination_urls: null,
  carousel_android_deep_links: null,
  carousel_ios_deep_links: null,
  android_deep_link: null,
  ios_deep_link: null,
  customizable_cta_type: null,
  grid_click_type: 'CLOSEUP',
  lead_form_id: null,
  quiz_pin_data: null,
  disclosure_type: null,
  disclosure_url: null,
  collection_items_destination_url_template: null,
  is_pin_deleted: false,
  is_removable: true,
  rejected_reasons: [],
  rejection_labels: [],
  type: 'pinpromotion',
};

const NAME_LENGTH = 255;

/** Makes an ad of a Pin; it waits for review. */
export const createAd = (view: AccountView, item: Fields): Outcome => {
  const parent = findIndex(view, 'adGroup', item.ad_group_id);
  const group = parent === undefined ? undefined : fieldsOf(view, 'adGroup', parent);
  if (!group) return problem('Ad group not found.', 2);
  if (!ownsPin(view, item.pin_id)) return problem('The Pin does not exist or is not yours to promote.', 2);
  if (String(item.name ?? '').length > NAME_LENGTH)
    return problem(`name must not be longer than ${NAME_LENGTH} characters.`);
  const shelf = view.shelves.ad;
  const index = shelf.nextIndex();
  shelf.change(index, {
    ...blank,
    ...allowed(item, settable),
    id: shelf.id(index),
    ad_account_id: view.account.id,
    campaign_id: group.campaign_id,
    ad_group_id: group.id,
    review_status: 'PENDING',
    created_time: view.now,
    updated_time: view.now,
  });
  return index;
};

/** Changes an ad. */
export const updateAd = (view: AccountView, item: Fields): Outcome => {
  const index = findIndex(view, 'ad', item.id);
  const before = index === undefined ? undefined : fieldsOf(view, 'ad', index);
  if (index === undefined || !before) return problem('Ad not found.', 2);
  if (collides(view, String(item.id)))
    return problem('Multiple write operations were applied within a short time window.', 8);
  const set = allowed(item, settable);
  const draft = before.status === 'DRAFT';
  if (isSet(set.pin_id) && set.pin_id !== before.pin_id && !draft)
    return problem('pin_id can only be changed on a draft.');
  if (String(set.name ?? '').length > NAME_LENGTH)
    return problem(`name must not be longer than ${NAME_LENGTH} characters.`);
  view.shelves.ad.change(index, { ...set, updated_time: view.now });
  return index;
};
