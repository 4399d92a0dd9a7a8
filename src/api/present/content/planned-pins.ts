import type { z } from 'zod';
import { listEffects } from '../../../act/index.ts';
import type { Comment, PinDecision, PlannedPin, ReviewLink } from '../../../content/index.ts';
import type { Context } from '../../../foundation/db/index.ts';
import type { ClientId, Locale } from '../../../foundation/kit/index.ts';
import { listUsers, type Person } from '../../../identity/index.ts';
import { isStaff, may } from '../../../identity/policy.ts';
import type { PlannedPinTold, pinComment, pinDecision, ReviewLinkTold } from '../../contract/planned-pins.ts';
import { allFaultWords } from '../../fault-words.ts';

/**
 * Keys are the agency's, and its people read the list of clients; those of a client do not, and see only what is meant for them.
 */
export const isOfAgency = (person: Person): boolean => person.kind === 'key' || may(person, 'clients.read');

/** What people of a client see: what they are asked about, and what came of it. */
export const statesForClient = ['at-client', 'approved', 'live'] as const;

/** The ids of those that are on their way to Pinterest at this moment. @cost one query, none when nothing can be */
export const inFlight = async (
  ctx: Context,
  clientIds: readonly ClientId[],
  pins: readonly PlannedPin[],
): Promise<ReadonlySet<string>> => {
  const ids = pins.filter((pin) => pin.state === 'approved').map((pin) => pin.pinId);
  if (ids.length === 0) return new Set();
  const entries = await listEffects(ctx, { clientIds, effectIds: ids, states: ['armed', 'unsure'], limit: ids.length });
  return new Set(entries.map((entry) => entry.effectId));
};

/** A fault in the reader's language. */
export const faultOf = (code: string | null, locale: Locale) => {
  const words = code === null ? undefined : allFaultWords[code];
  return code === null || words === undefined ? null : { code, ...words[locale] };
};

/** A planned Pin as it is told. */
export const presentPin = (
  pin: PlannedPin,
  around: { readonly locale: Locale; readonly flying: ReadonlySet<string> },
): PlannedPinTold => ({
  id: pin.pinId,
  state: pin.state,
  isLocked: pin.state === 'live' || around.flying.has(pin.pinId),
  version: pin.version,
  content: {
    ...pin.content,
    labels: [...pin.content.labels],
    media:
      pin.content.media?.kind === 'carousel'
        ? { kind: 'carousel', slides: pin.content.media.slides.map((slide) => ({ ...slide })) }
        : pin.content.media,
  },
  plannedFor: pin.plannedFor,
  dueAt: pin.dueAt?.toISOString() ?? null,
  origin: pin.origin,
  seriesId: pin.seriesId,
  madeAt: pin.madeAt.toISOString(),
  changedAt: pin.changedAt.toISOString(),
  livePinId: pin.livePinId,
  liveAt: pin.liveAt?.toISOString() ?? null,
  fault: faultOf(pin.faultCode, around.locale),
});

/** Who wrote or said something, as the reader may know them: the agency speaks with one voice to a client. */
export type Names = {
  readonly of: (by: { readonly userId: string | null; readonly linkId: string | null }) => {
    name: string | null;
    isOfClient: boolean;
  };
};

/** The names a reader may see. @cost one query */
export const namesFor = async (
  ctx: Context,
  reader: { readonly isOfAgency: boolean; readonly links: readonly ReviewLink[] },
): Promise<Names> => {
  const people = new Map((await listUsers(ctx)).map((each) => [String(each.userId), each]));
  const links = new Map(reader.links.map((each) => [each.linkId, each.readerName]));
  return {
    of: ({ userId, linkId }) => {
      if (linkId !== null) return { name: links.get(linkId) ?? null, isOfClient: true };
      const user = userId === null ? undefined : people.get(userId);
      const isOfClient = user !== undefined && !isStaff(user.role);
      return { name: reader.isOfAgency || isOfClient ? (user?.name ?? null) : null, isOfClient };
    },
  };
};

/** A comment as it is told. */
export const presentComment = (each: Comment, names: Names): z.infer<typeof pinComment> => ({
  id: each.commentId,
  version: each.version,
  audience: each.audience,
  body: each.body,
  writtenBy: names.of({ userId: each.writtenBy, linkId: each.writtenLink }),
  writtenAt: each.writtenAt.toISOString(),
});

/** A decision as it is told. */
export const presentDecision = (each: PinDecision, names: Names): z.infer<typeof pinDecision> => ({
  version: each.version,
  stage: each.stage,
  say: each.say,
  saidBy: names.of({ userId: each.saidBy, linkId: each.saidLink }),
  saidAt: each.saidAt.toISOString(),
});

/** A link as it is told, without what opens it. */
export const presentLink = (link: ReviewLink, now: Date): ReviewLinkTold => ({
  id: link.linkId,
  readerName: link.readerName,
  readerEmail: link.readerEmail,
  locale: link.locale,
  pins: [...link.pinIds],
  madeAt: link.madeAt.toISOString(),
  expiresAt: link.expiresAt.toISOString(),
  openedAt: link.openedAt?.toISOString() ?? null,
  revokedAt: link.revokedAt?.toISOString() ?? null,
  isOpen: link.revokedAt === null && link.expiresAt > now,
});
