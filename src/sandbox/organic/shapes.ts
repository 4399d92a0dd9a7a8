import { createHash } from 'node:crypto';
import { addDays, type Day, dayOf } from '../../foundation/kit/index.ts';
import type { Sandbox } from '../handler.ts';
import { planOf } from '../world/plan.ts';
import type { WorldUser } from '../world/world.ts';
import { type Board, organicAccountOf, type Pin } from './account.ts';
import { type PinCounts, pinModel } from './figures.ts';
import { pictureSizes, sizeOf } from './pictures.ts';
import { allPinsOf, listedPins, type MadePin } from './pin-view.ts';

/** Boards and Pins carry their times without a zone, some with microseconds. */
export const naive = (ms: number, id: string): string => {
  const iso = new Date(ms).toISOString();
  return Number(id.slice(-1)) % 3 === 0 ? `${iso.slice(0, 23)}000` : iso.slice(0, 19);
};

/** The name of the n-th picture of a thing, as long and meaningless as Pinterest's own. */
export const pictureKey = (sandbox: Sandbox, id: string, n: number): string =>
  createHash('md5').update(`${sandbox.world.seed} ${id} ${n}`).digest('hex');

const pictureUrl = (sandbox: Sandbox, key: string, place: { size: string; width: number; height: number }): string => {
  const folder = `${key.slice(0, 2)}/${key.slice(2, 4)}/${key.slice(4, 6)}`;
  return `${sandbox.origin()}/pinimg/${place.size}/${folder}/${key}_${place.width}x${place.height}.png`;
};

const imagesOf = (sandbox: Sandbox, key: string, original: { width: number; height: number }) =>
  Object.fromEntries(
    pictureSizes.map((size) => [
      size,
      {
        ...sizeOf(size, original),
        url: pictureUrl(sandbox, key, { size, width: original.width, height: original.height }),
      },
    ]),
  );

const keysOf = (sandbox: Sandbox, pin: Pin | MadePin): readonly string[] =>
  'pictures' in pin ? pin.pictures : [0, 1, 2].map((n) => pictureKey(sandbox, pin.id, n));

const keyAt = (keys: readonly string[], n: number): string => keys[n] ?? keys[0] ?? '';

const absolute = (sandbox: Sandbox, link: string | null): string | null =>
  link?.startsWith('/') ? `${sandbox.origin()}${link}` : link;

const videoOf = (sandbox: Sandbox, pin: Pin | MadePin, images: unknown) => {
  // Size and length are unknown until the video is processed; a made Pin is listed at about that moment.
  const ready = !('listedAtReal' in pin) || pin.listedAtReal <= sandbox.clock.real();
  const cover = keyAt(keysOf(sandbox, pin), 0);
  return {
    media_type: 'video',
    cover_image_url: pictureUrl(sandbox, cover, { size: 'originals', width: pin.width, height: pin.height }),
    duration: ready ? 6000 + (Number(pin.id.slice(-4)) % 40_000) : null,
    width: ready ? pin.width : null,
    height: ready ? pin.height : null,
    video_url: null,
    images,
  };
};

const mediaOf = (sandbox: Sandbox, pin: Pin | MadePin) => {
  const keys = keysOf(sandbox, pin);
  if (pin.kind === 'carousel') {
    const items = pin.slots.map((slot, n) => ({
      item_type: 'image',
      title: slot.title,
      description: slot.description,
      link: absolute(sandbox, slot.link),
      images: imagesOf(sandbox, keyAt(keys, n), pin),
    }));
    return { media_type: 'multiple_images', items };
  }
  const images = imagesOf(sandbox, keyAt(keys, 0), pin);
  return pin.kind === 'video' ? videoOf(sandbox, pin, images) : { media_type: 'image', images };
};

const creativeTypes = { image: 'REGULAR', video: 'VIDEO', carousel: 'CAROUSEL' } as const;

/** The description's word for what a Pin shows. */
export const creativeTypeOf = (pin: Pin): string => creativeTypes[pin.kind];

const plus = (one: Record<string, number>, counts: PinCounts) => ({
  pin_click: (one.pin_click ?? 0) + counts.PIN_CLICK,
  impression: (one.impression ?? 0) + counts.IMPRESSION,
  clickthrough: (one.clickthrough ?? 0) + counts.OUTBOUND_CLICK,
});

const metricsOf = (sandbox: Sandbox, user: WorldUser, pin: Pin) => {
  const today = dayOf(sandbox.clock.now());
  const { niche } = organicAccountOf(sandbox.world, user);
  const counts = pinModel(sandbox.world.seed, niche, pin);
  const window = Array.from({ length: 89 }, (_, n) => counts(addDays(today, -1 - n)));
  const recent = window.reduce(plus, { pin_click: 0, impression: 0, clickthrough: 0 });
  const born = dayOf(new Date(pin.createdAt));
  const lifetime = {
    ...recent,
    reaction: Math.floor(recent.impression / 300),
    comment: Math.floor(recent.impression / 4000),
  };
  // Before the last quarter one day in seven stands for its week: close enough for a lifetime sum, and seven times cheaper.
  for (let day: Day = addDays(today, -96); day >= born; day = addDays(day, -7)) {
    const week = counts(day);
    lifetime.pin_click += 7 * week.PIN_CLICK;
    lifetime.impression += 7 * week.IMPRESSION;
    lifetime.clickthrough += 7 * week.OUTBOUND_CLICK;
  }
  return { '90d': recent, lifetime_metrics: lifetime };
};

/** Whether a Pin is or was an ad: those of the seed that the account's ads show, none that was made during the run. */
export const isPromoted = (sandbox: Sandbox, user: WorldUser, pin: Pin): boolean => {
  const index = sandbox.world.ids.read('pin', pin.id)?.index ?? Number.POSITIVE_INFINITY;
  const accounts = sandbox.world.accounts.filter((account) => account.owner.index === user.index);
  return accounts.some((account) => index < Math.min(user.pins, planOf(sandbox.world, account).ads));
};

/** A Pin as the API shows it, with the keys that reality adds to the description: `note`, `product_tags`, size `originals`. */
export const pinJson = (
  sandbox: Sandbox,
  user: WorldUser,
  pin: Pin | MadePin,
  more: { metrics: boolean; viewer?: WorldUser },
) => ({
  id: pin.id,
  created_at: naive(pin.createdAt, pin.id),
  link: absolute(sandbox, pin.link),
  title: pin.title,
  description: pin.description,
  dominant_color: pin.color,
  alt_text: pin.altText,
  board_id: pin.boardId,
  board_section_id: pin.sectionId,
  board_owner: { username: sandbox.person(user.username) },
  parent_pin_id: pin.parentId,
  is_owner: (more.viewer ?? user).id === user.id,
  is_standard: true,
  is_removable: false,
  has_been_promoted: isPromoted(sandbox, user, pin),
  creative_type: creativeTypeOf(pin),
  media: mediaOf(sandbox, pin),
  note: '',
  product_tags: [],
  ...(more.metrics ? { pin_metrics: metricsOf(sandbox, user, pin) } : {}),
});

/** What a board's own row cannot know: which Pins lie on it now. */
export type BoardContent = { readonly pins: readonly (Pin | MadePin)[]; readonly modifiedAt: number };

/** Contents of all boards of an account in one walk over its Pins. */
export const boardContents = (sandbox: Sandbox, user: WorldUser): ReadonlyMap<string, BoardContent> => {
  const contents = new Map<string, { pins: (Pin | MadePin)[]; modifiedAt: number }>();
  for (const pin of listedPins(sandbox, user)) {
    const content = contents.get(pin.boardId) ?? { pins: [], modifiedAt: 0 };
    content.pins.push(pin);
    content.modifiedAt = Math.max(content.modifiedAt, pin.createdAt);
    contents.set(pin.boardId, content);
  }
  for (const { pin, deletedAt } of allPinsOf(sandbox, user)) {
    const content = contents.get(pin.boardId);
    if (content && deletedAt !== undefined) content.modifiedAt = Math.max(content.modifiedAt, deletedAt);
  }
  return contents;
};

/** A board as the API shows it. */
export const boardJson = (sandbox: Sandbox, user: WorldUser, board: Board, content: BoardContent | undefined) => {
  const thumbnails = (content?.pins ?? [])
    .slice(0, 5)
    .map((pin) =>
      pictureUrl(sandbox, keyAt(keysOf(sandbox, pin), 0), { size: '150x150', width: pin.width, height: pin.height }),
    );
  return {
    id: board.id,
    name: board.name,
    description: board.description,
    privacy: board.privacy,
    owner: { username: sandbox.person(user.username) },
    created_at: naive(board.createdAt, board.id),
    board_pins_modified_at: naive(Math.max(board.createdAt, content?.modifiedAt ?? 0), board.id),
    pin_count: content?.pins.length ?? 0,
    follower_count: board.followers,
    collaborator_count: board.collaborators,
    is_ads_only: board.adsOnly,
    media: {
      image_cover_url: thumbnails[0]?.replace('/150x150/', '/400x300/') ?? null,
      pin_thumbnail_urls: thumbnails,
    },
  };
};
