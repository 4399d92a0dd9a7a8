import { record } from '../../foundation/audit/index.ts';
import { type Context, roomDb, type Tx, withClient, withClients } from '../../foundation/db/index.ts';
import { cleanPicture, dropFile, type FileStore, readFile, recordFile } from '../../foundation/files/index.ts';
import { type ClientId, Fault } from '../../foundation/kit/index.ts';
import { clientsTables } from '../tables.ts';

/** How a client looks in its own window and reports. What was never set is null. */
export type Brand = {
  readonly displayName: string | null;
  /** `#rrggbb`, lower case. */
  readonly colour: string | null;
  /** The logo's file; its id changes with its content. */
  readonly logoFile: string | null;
};

/** Longest name of a brand. @unit characters */
export const BRAND_NAME_MAX = 80;

/** Largest logo that is taken. @unit bytes */
export const LOGO_BYTES_MAX = 2 * 1024 * 1024;

// A logo is drawn at most 240 px wide; twice that for dense screens.
const LOGO_SIDE = 480;
const LOGO_PIXELS_MAX = 16_000_000;

const none: Brand = { displayName: null, colour: null, logoFile: null };

const brandOf = async (tx: Tx, clientId: ClientId): Promise<Brand> => {
  const row = await roomDb(tx, clientsTables)
    .selectFrom('client_brands')
    .select(['display_name', 'colour', 'logo_file'])
    .where('client_id', '=', clientId)
    .executeTakeFirst();
  return row === undefined ? none : { displayName: row.display_name, colour: row.colour, logoFile: row.logo_file };
};

/**
 * A client's brand.
 * @source client_brands
 * @cost one query
 * @personal the name may be that of a person who trades under it
 */
export const getBrand = (ctx: Context, input: { clientId: ClientId }): Promise<Brand> =>
  withClients(ctx.db, { actor: ctx.actor, clientIds: [input.clientId] }, (tx) => brandOf(tx, input.clientId));

const invalid = (field: string, rule: string): Fault =>
  new Fault('CLIENTS_BRAND_INVALID', 'invalid', `${field}: ${rule}.`, { facts: { field, rule } });

const checked = (brand: Brand): Brand => {
  const name = brand.displayName?.trim() ?? null;
  if (name !== null && (name.length < 1 || name.length > BRAND_NAME_MAX)) {
    throw invalid('displayName', `1 to ${BRAND_NAME_MAX} characters`);
  }
  const colour = brand.colour?.toLowerCase() ?? null;
  if (colour !== null && !/^#[0-9a-f]{6}$/.test(colour)) throw invalid('colour', 'as #1f6f43');
  return { ...brand, displayName: name, colour };
};

const store = async (ctx: Context, tx: Tx, input: { clientId: ClientId; brand: Brand }): Promise<void> => {
  const { displayName, colour, logoFile } = input.brand;
  const values = { display_name: displayName, colour, logo_file: logoFile, changed_at: ctx.clock.now() };
  await roomDb(tx, clientsTables)
    .insertInto('client_brands')
    .values({ client_id: input.clientId, ...values })
    .onConflict((conflict) => conflict.column('client_id').doUpdateSet(values))
    .execute();
  await record(tx, {
    action: 'clients.brand-changed',
    clientId: input.clientId,
    actor: ctx.actor,
    facts: { colour: colour?.slice(1) ?? null, logoFile, isNamed: displayName !== null },
  });
};

/**
 * Changes the name or the colour; what is left out stays, null takes it away.
 *
 * @throws CLIENTS_BRAND_INVALID naming the field and the rule
 * @personal the name, see `getBrand`
 */
export const changeBrand = (
  ctx: Context,
  input: { clientId: ClientId; displayName?: string | null; colour?: string | null },
): Promise<Brand> =>
  withClient(ctx.db, { actor: ctx.actor, clientId: input.clientId }, async (tx) => {
    const before = await brandOf(tx, input.clientId);
    const brand = checked({
      ...before,
      ...(input.displayName === undefined ? {} : { displayName: input.displayName }),
      ...(input.colour === undefined ? {} : { colour: input.colour }),
    });
    await store(ctx, tx, { clientId: input.clientId, brand });
    return brand;
  });

const replaceLogo = async (
  ctx: Context,
  tx: Tx,
  input: { clientId: ClientId; logoFile: string | null },
): Promise<Brand> => {
  const before = await brandOf(tx, input.clientId);
  const brand = { ...before, logoFile: input.logoFile };
  await store(ctx, tx, { clientId: input.clientId, brand });
  if (before.logoFile !== null) await dropFile(tx, { clientId: input.clientId, fileId: before.logoFile });
  return brand;
};

/**
 * Puts a picture in the place of the logo: drawn anew as PNG, at most 480 pixels, rid of what cameras and editors add.
 *
 * @throws FILES_PICTURE_REFUSED
 * @cost unpacks the picture; one file, one transaction
 * @personal none
 */
export const setLogo = async (
  ctx: Context,
  files: FileStore,
  input: { clientId: ClientId; picture: Uint8Array },
): Promise<Brand> => {
  const { clientId } = input;
  const { png } = await cleanPicture(input.picture, { pixels: LOGO_PIXELS_MAX, side: LOGO_SIDE });
  const kept = await files.keep({ clientId, source: [png], limit: LOGO_BYTES_MAX });
  return withClient(ctx.db, { actor: ctx.actor, clientId }, async (tx) => {
    const now = ctx.clock.now();
    await recordFile(tx, { clientId, kept, owner: 'clients.logo', mediaType: 'image/png', keepUntil: null, now });
    return replaceLogo(ctx, tx, { clientId, logoFile: kept.fileId });
  });
};

/** Takes the logo away; where there is none, nothing happens. @personal none */
export const removeLogo = (ctx: Context, input: { clientId: ClientId }): Promise<Brand> =>
  withClient(ctx.db, { actor: ctx.actor, clientId: input.clientId }, async (tx) => {
    const brand = await brandOf(tx, input.clientId);
    return brand.logoFile === null ? brand : replaceLogo(ctx, tx, { clientId: input.clientId, logoFile: null });
  });

/**
 * The logo's bytes, PNG.
 * @throws FILES_MISSING when the client has none
 * @personal none
 */
export const readLogo = async (
  ctx: Context,
  files: FileStore,
  input: { clientId: ClientId },
): Promise<{ readonly body: Buffer; readonly fileId: string }> => {
  const { logoFile } = await getBrand(ctx, input);
  if (logoFile === null) throw new Fault('FILES_MISSING', 'missing', 'This client has no logo.');
  return readFile(ctx, files, { clientId: input.clientId, fileId: logoFile });
};
