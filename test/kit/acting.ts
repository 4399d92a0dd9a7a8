import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import {
  approve,
  askEffect,
  type EffectEntry,
  type HandSettings,
  listEffects,
  markedLink,
  type PinParams,
  startHand,
} from '../../src/act/index.ts';
import { type GateContext, sessionFor } from '../../src/connect/index.ts';
import { withClient } from '../../src/foundation/db/index.ts';
import { type FileStore, openFileStore, recordFile } from '../../src/foundation/files/index.ts';
import type { ClientId, UserId } from '../../src/foundation/kit/index.ts';
import type { Person } from '../../src/identity/index.ts';
import { listBoards } from '../../src/pinterest/read.ts';
import type { TestConnect } from './connected.ts';
import type { Ending } from './database.ts';

/** As in production, but a thousand times less patient: the sandbox shows a new Pin at once unless it is told otherwise. */
export const impatient: HandSettings = {
  leaseMs: 2_000,
  everyMs: 20,
  beginWithinMs: 1_500,
  looksMs: [40, 90, 150],
  mostSends: 3,
  mostTries: 4,
};

/** What is asked of the ledger, a Pin by default: approved, due at once, with a link that carries its mark. */
export type PinWish = {
  readonly clientId: ClientId;
  readonly title: string;
  readonly link?: string | null;
  readonly boardId?: string;
  readonly isApproved?: boolean;
  readonly dueAt?: Date;
  readonly untilAt?: Date | null;
  /** What is sent in the end, other than what was approved. */
  readonly changed?: Partial<PinParams>;
};

/** A Pin as the sandbox knows it really exists. */
export type RealPin = { id: string; boardId: string; title: string | null; link: string | null; createdAt: string };

/** A place where something changes at Pinterest: clients with a picture and a board, and hands. */
export const testActing = async (ending: Ending, kit: TestConnect) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'prikbord-act-'));
  ending.after(() => rm(dataDir, { recursive: true }));
  await kit.control('settings', { listLag: 0 });
  const files: FileStore = openFileStore({ dataDir });
  const userId = randomUUID() as UserId;
  const person: Person = {
    kind: 'user',
    userId,
    sessionId: 's',
    name: 'Eva',
    role: 'manager',
    locale: 'nl',
    secondFactorAt: null,
    clientIds: 'all',
  };
  // As the server does for a person: the role that works on jobs may not approve anything.
  const ctx: GateContext = { ...kit.context({ kind: 'user', id: userId }), db: kit.database.app };
  const inClient = <Result>(clientId: ClientId, work: Parameters<typeof withClient<Result>>[2]): Promise<Result> =>
    withClient(ctx.db, { actor: ctx.actor, clientId }, work);

  const bytes = await sharp({ create: { width: 20, height: 30, channels: 3, background: '#1f6f43' } })
    .png()
    .toBuffer();
  const pictures = new Map<ClientId, string>();
  const pictureOf = async (clientId: ClientId): Promise<string> => {
    const known = pictures.get(clientId);
    if (known !== undefined) return known;
    const kept = await files.keep({ clientId, source: [bytes], limit: bytes.length });
    await inClient(clientId, (tx) =>
      recordFile(tx, {
        clientId,
        kept,
        owner: 'content.asset',
        mediaType: 'image/png',
        keepUntil: null,
        now: ctx.clock.now(),
      }),
    );
    pictures.set(clientId, kept.fileId);
    return kept.fileId;
  };

  const boardOf = async (clientId: ClientId): Promise<string> => {
    const { pinterest, session } = await sessionFor(ctx, { clientId });
    for await (const [first] of listBoards(pinterest, session, {})) if (first !== undefined) return first.id;
    throw new Error('The sandbox has an account without a board.');
  };

  /** A Pin as it will be sent, and its publication id. */
  const draftPin = async (wish: PinWish): Promise<{ effectId: string; pin: PinParams }> => {
    const { clientId, title } = wish;
    const effectId = randomUUID();
    const address = wish.link === undefined ? 'https://shop.example/chair?utm_source=pinterest' : wish.link;
    const pin: PinParams = {
      boardId: wish.boardId ?? (await boardOf(clientId)),
      sectionId: null,
      title,
      description: 'A chair',
      altText: 'A green chair',
      link: address === null ? null : markedLink(address, { effectId, place: 'query' }),
      disclosure: null,
      media: {
        kind: 'picture',
        fileId: await pictureOf(clientId),
        sha256: createHash('sha256').update(bytes).digest('hex'),
        contentType: 'image/png',
      },
    };
    return { effectId, pin };
  };

  /** Asks for a Pin as a person would in the end; gives its publication id. */
  const askPin = async (wish: PinWish): Promise<string> => {
    const { clientId } = wish;
    const { effectId, pin } = await draftPin(wish);
    const now = ctx.clock.now();
    await inClient(clientId, async (tx) => {
      if (wish.isApproved !== false) {
        const untilAt = new Date(now.getTime() + 86_400_000);
        await approve(tx, ctx, { clientId, effectId, pin, person, fromAt: new Date(now.getTime() - 60_000), untilAt });
      }
      await askEffect(tx, ctx, {
        clientId,
        effectId,
        effect: 'publish-pin',
        params: { ...pin, ...wish.changed },
        dueAt: wish.dueAt ?? now,
        untilAt: wish.untilAt ?? null,
      });
    });
    return effectId;
  };

  const entry = async (clientId: ClientId, effectId: string): Promise<EffectEntry> => {
    const [found] = await listEffects(ctx, { clientIds: [clientId], effectIds: [effectId], limit: 1 });
    if (found === undefined) throw new Error(`No entry ${effectId}.`);
    return found;
  };

  /** Waits until something of the ledger is so; the test's own time-out ends what never comes. */
  const until = async (clientId: ClientId, isSo: (entries: readonly EffectEntry[]) => boolean): Promise<void> => {
    for (;;) {
      const entries = await listEffects(ctx, { clientIds: [clientId], limit: 10_000 });
      if (isSo(entries)) return;
      await new Promise((go) => setTimeout(go, 20));
    }
  };

  const pins = (user: string): Promise<RealPin[]> => kit.control<RealPin[]>(`pins?account=${user}`);

  const hand = (settings: HandSettings = impatient) => startHand(kit.context(), { files, settings });

  return { ctx, dataDir, files, person, draftPin, askPin, boardOf, entry, until, pins, hand, inClient };
};

/** A place where something changes at Pinterest. */
export type Acting = Awaited<ReturnType<typeof testActing>>;
