import { randomBytes, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { approveAll, askEffects, markedLink, type PinParams } from '../../src/act/index.ts';
import { type Context, type Database, openDatabase, withClient } from '../../src/foundation/db/index.ts';
import { type FileStore, type KeptBytes, openFileStore, recordFile } from '../../src/foundation/files/index.ts';
import type { ClientId, UserId } from '../../src/foundation/kit/index.ts';
import type { Person } from '../../src/identity/index.ts';
import { wantedScopes } from '../../src/pinterest/contract.ts';
import { listWorldClients } from '../../src/sandbox/index.ts';
import type { Place } from '../../test/kit/place.ts';
import { tell } from './figures.ts';

/** An account of the sandbox with its client, the board its Pins go to, and the bare loop's own way in. */
export type Account = {
  readonly clientId: ClientId;
  readonly user: string;
  readonly boardId: string;
  readonly token: string;
};

/** What a world of Pins is made of. */
export type PinWorldInput = {
  readonly place: Place;
  readonly sandboxUrl: string;
  readonly seed: number;
  readonly accounts: number;
  /** Approved Pins of each account. */
  readonly pins: number;
  /** Pins beside them that may not go out, one of each account: nobody approved it, or it was changed since. */
  readonly forbidden: number;
  readonly dueAt: Date;
  readonly stopping: AbortSignal;
};

const KILOBYTES_20 = 20_000;
const TOGETHER = 4;
const BARE_APP = '1477001';
const REDIRECT = 'http://127.0.0.1:9/bare';

const json = async (answer: Response): Promise<Record<string, unknown>> => {
  if (!answer.ok) throw new Error(`${answer.status} from ${new URL(answer.url).pathname}: ${await answer.text()}`);
  return (await answer.json()) as Record<string, unknown>;
};

/** A consent of the bare loop's own, as another app of the same person. */
const bareToken = async (sandboxUrl: string, user: string): Promise<string> => {
  const asked = new URLSearchParams({
    client_id: BARE_APP,
    redirect_uri: REDIRECT,
    response_type: 'code',
    scope: wantedScopes.join(','),
    state: 'x',
    approve: user,
  });
  const consent = await fetch(`${sandboxUrl}/oauth/?${asked}`, { redirect: 'manual' });
  const code = new URL(consent.headers.get('location') ?? '').searchParams.get('code') ?? '';
  const answer = await fetch(`${sandboxUrl}/v5/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${BARE_APP}:secret`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: REDIRECT }),
  });
  return String((await json(answer)).access_token);
};

const firstBoard = async (sandboxUrl: string, token: string): Promise<string> => {
  const answer = await fetch(`${sandboxUrl}/v5/boards`, { headers: { authorization: `Bearer ${token}` } });
  const { items } = (await json(answer)) as { items?: { id: string }[] };
  const [board] = items ?? [];
  if (board === undefined) throw new Error('An account of the sandbox has no board.');
  return board.id;
};

/** A picture of about 20 kB, of which each Pin gets another one: a comment of its own behind the first marker. */
const drawPictures = async (): Promise<() => Buffer> => {
  const raw = { width: 160, height: 240, channels: 3 } as const;
  const noise = randomBytes(raw.width * raw.height * raw.channels);
  let quality = 95;
  let jpeg = await sharp(noise, { raw }).jpeg({ quality }).toBuffer();
  while (jpeg.length > KILOBYTES_20 && quality > 5) {
    quality -= 1;
    jpeg = await sharp(noise, { raw }).jpeg({ quality }).toBuffer();
  }
  return () =>
    Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xfe, 0, 18]), randomBytes(16), jpeg.subarray(2)]);
};

type Draft = { readonly effectId: string; readonly pin: PinParams; readonly path: string };

type Maker = {
  readonly input: PinWorldInput;
  readonly ctx: Context;
  readonly person: Person;
  readonly files: FileStore;
  readonly dataDir: string;
  readonly draw: () => Buffer;
};

const draftPins = async ({ input, ctx, files, dataDir, draw }: Maker, account: Account): Promise<Draft[]> => {
  const { clientId, boardId } = account;
  const count = input.pins + (input.forbidden > 0 ? 1 : 0);
  const kept: KeptBytes[] = [];
  for (let n = 0; n < count; n += 1) {
    kept.push(await files.keep({ clientId, source: [draw()], limit: 2 * KILOBYTES_20 }));
  }
  await withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    const rest = { clientId, owner: 'content.asset', mediaType: 'image/jpeg', keepUntil: null, now: ctx.clock.now() };
    for (const one of kept) await recordFile(tx, { kept: one, ...rest });
  });
  return kept.map(({ fileId, sha256 }, n) => {
    const effectId = randomUUID();
    const pin: PinParams = {
      boardId,
      sectionId: null,
      title: `Pin ${n + 1}`,
      description: 'A chair of oiled oak with a woven seat. Made to order in four weeks.',
      altText: 'A wooden chair by a window',
      link: markedLink('https://shop.example/chair?utm_source=pinterest&utm_medium=organic', {
        effectId,
        place: 'query',
      }),
      disclosure: null,
      media: { kind: 'picture', fileId, sha256: sha256.toString('hex'), contentType: 'image/jpeg' },
    };
    return { effectId, pin, path: join(dataDir, 'files', String(clientId), fileId) };
  });
};

/** Asks for the Pins of an account as a person would who approved them with one click. */
const askPins = async (maker: Maker, account: Account, nth: number): Promise<Draft[]> => {
  const { input, ctx, person } = maker;
  const { clientId } = account;
  const drafts = await draftPins(maker, account);
  const times = {
    fromAt: new Date(input.dueAt.getTime() - 3_600_000),
    untilAt: new Date(input.dueAt.getTime() + 86_400_000),
  };
  // The last may not go out where there is one too many: in one account nobody approved it, in the next it was changed since.
  const hasForbidden = drafts.length > input.pins;
  const isUnapproved = hasForbidden && nth % 2 === 0;
  const wishes = drafts.map(({ effectId, pin }, n) => ({
    effectId,
    effect: 'publish-pin' as const,
    params: hasForbidden && n === input.pins ? { ...pin, description: `${pin.description} ` } : pin,
    dueAt: input.dueAt,
    untilAt: null,
  }));
  await withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    const approved = isUnapproved ? drafts.slice(0, input.pins) : drafts;
    const approvals = approved.map(({ effectId, pin }) => ({ effectId, pin, ...times }));
    await approveAll(tx, ctx, { clientId, approvals, person });
    await askEffects(tx, ctx, { clientId, wishes });
  });
  return drafts.slice(0, input.pins);
};

const bareLine = ({ account, draft }: { account: Account; draft: Draft }, sandboxUrl: string): string => {
  const { pin } = draft;
  const body = {
    board_id: pin.boardId,
    link: markedLink('https://shop.example/chair?utm_source=pinterest&utm_medium=organic', {
      effectId: randomUUID(),
      place: 'query',
    }),
    title: pin.title.replace('Pin', 'Bar'),
    description: pin.description,
    alt_text: pin.altText,
    media_source: { source_type: 'image_base64', content_type: 'image/jpeg' },
  };
  return JSON.stringify({ address: `${sandboxUrl}/v5/pins`, token: account.token, picture: draft.path, body });
};

/** Writes the bare loop's requests, account by account in turns as the product's come, to files of as many parts. */
const writeBare = async (
  input: PinWorldInput,
  all: readonly { account: Account; drafts: readonly Draft[] }[],
  folder: string,
): Promise<string[]> => {
  const lines: string[] = [];
  for (let n = 0; n < input.pins; n += 1) {
    for (const { account, drafts } of all) {
      const draft = drafts[n];
      if (draft !== undefined) lines.push(bareLine({ account, draft }, input.sandboxUrl));
    }
  }
  const paths = [join(folder, 'bare-1'), join(folder, 'bare-2')];
  const middle = Math.ceil(lines.length / 2);
  for (const [part, path] of paths.entries()) {
    const file = createWriteStream(path);
    for (const line of part === 0 ? lines.slice(0, middle) : lines.slice(middle)) file.write(`${line}\n`);
    await new Promise((done) => file.end(done));
  }
  return paths;
};

/** Runs work on each item, a few at a time, in order of the items. */
const together = async <Item, Result>(
  items: readonly Item[],
  work: (item: Item, nth: number) => Promise<Result>,
): Promise<Result[]> => {
  const results: Result[] = [];
  let next = 0;
  const go = async (): Promise<void> => {
    for (let nth = next; nth < items.length; nth = next) {
      next += 1;
      results[nth] = await work(items[nth] as Item, nth);
    }
  };
  await Promise.all(Array.from({ length: TOGETHER }, go));
  return results;
};

const personOf = (): { person: Person; userId: UserId } => {
  const userId = randomUUID() as UserId;
  const person: Person = {
    kind: 'user',
    userId,
    sessionId: 'bench',
    name: 'Bench',
    role: 'manager',
    locale: 'nl',
    secondFactorAt: null,
    clientIds: 'all',
  };
  return { person, userId };
};

/** Accounts whose Pins are approved and asked for, and the files with the same requests for a bare loop. */
export const makePinWorld = async (
  input: PinWorldInput,
): Promise<{ accounts: Account[]; bare: string[]; approver: { ctx: Context; db: Database } }> => {
  const { place, sandboxUrl, stopping } = input;
  const users = listWorldClients({ name: 'large', seed: input.seed }).slice(0, input.accounts);
  // As the server does for a person: the role that works on jobs may not approve anything.
  const db = await openDatabase({ config: place.config, keys: place.keys, role: 'app', max: TOGETHER });
  const { person, userId } = personOf();
  const ctx: Context = { ...place.ctx, db, actor: { kind: 'user', id: userId } };
  const { dataDir } = place.config;
  const maker: Maker = { input, ctx, person, files: openFileStore({ dataDir }), dataDir, draw: await drawPictures() };
  const all = await together(users, async ({ user }, nth) => {
    stopping.throwIfAborted();
    const clientId = await place.connect(user);
    const token = await bareToken(sandboxUrl, user);
    const account: Account = { clientId, user, token, boardId: await firstBoard(sandboxUrl, token) };
    if (nth % 100 === 99) tell(`${nth + 1} accounts are connected`);
    return { account, drafts: await askPins(maker, account, nth) };
  });
  await place.admin('vacuum analyze');
  return {
    accounts: all.map((each) => each.account),
    bare: await writeBare(input, all, dataDir),
    approver: { ctx, db },
  };
};
