import { type Context, withClients } from '../../foundation/db/index.ts';
import type { ContentSettings, PinContent, PinMedia, PlannedPin } from '../shapes.ts';
import { finalLink } from './final-link.ts';

/** What can be wrong with a Pin; the words for each stand where it is shown. */
export type ProblemCode =
  | 'media-missing'
  | 'media-gone'
  | 'slides-few'
  | 'slides-differ'
  | 'picture-small'
  | 'picture-shape'
  | 'board-missing'
  | 'moment-missing'
  | 'moment-past'
  | 'title-missing'
  | 'title-long'
  | 'description-missing'
  | 'description-long'
  | 'alt-missing'
  | 'alt-long'
  | 'link-missing'
  | 'link-wrong'
  | 'link-long'
  | 'link-again'
  | 'picture-again'
  | 'day-full';

/** Something about a Pin that has to be solved before anybody can say yes (`stops`), or had better be. */
export type PinProblem = {
  readonly code: ProblemCode;
  readonly stops: boolean;
  /** The field of the Pin it is about. */
  readonly field: keyof PinContent | 'plannedFor';
  /** How many there are, and how many there may be. */
  readonly count?: number;
  readonly most?: number;
};

// Limits of Pinterest's API: research/content.md and the official description of POST /pins.
const LIMITS = { title: 100, description: 800, altText: 500, link: 2048 } as const;
const SLIDES = { least: 2, most: 5 } as const;
/** Below it a Pin is blurred on most screens. Pinterest advises 1000 × 1500. */
const WIDTH_LEAST = 600;
/** Pinterest cuts what is longer than 1 : 2.1 in the feed; what is wider than 4 : 5 gets little room there. */
const SHAPE = { longest: 1 / 2.1, widest: 4 / 5 } as const;

type Look = {
  readonly pin: PlannedPin;
  readonly settings: ContentSettings;
  readonly now: Date;
  readonly assets: ReadonlyMap<string, { readonly width: number; readonly height: number }>;
};

const assetsOf = (media: PinMedia | null): string[] => {
  if (media === null) return [];
  return media.kind === 'carousel' ? media.slides.map((slide) => slide.assetId) : [media.assetId];
};

const isWeb = (link: string): boolean => {
  const protocol = URL.parse(link)?.protocol;
  return protocol === 'https:' || protocol === 'http:';
};

const described = ({ disclosure, description }: PinContent): number =>
  disclosure === null || disclosure === '' ? description.length : `${disclosure} ${description}`.trim().length;

const ofTexts = ({ pin: { content } }: Look): PinProblem[] => {
  const problems: PinProblem[] = [];
  const text = (field: 'title' | 'description' | 'altText', length: number, name: 'title' | 'description' | 'alt') => {
    if (length === 0) problems.push({ code: `${name}-missing`, stops: false, field });
    if (length > LIMITS[field])
      problems.push({ code: `${name}-long`, stops: true, field, count: length, most: LIMITS[field] });
  };
  text('title', content.title.length, 'title');
  text('description', described(content), 'description');
  text('altText', content.altText.length, 'alt');
  return problems;
};

const ofLink = ({ pin, settings }: Look): PinProblem[] => {
  const { content, pinId, plannedFor } = pin;
  if (content.link === null) return [{ code: 'link-missing', stops: false, field: 'link' }];
  if (!isWeb(content.link)) return [{ code: 'link-wrong', stops: true, field: 'link' }];
  const count = finalLink(content, { pinId, plannedFor, settings })?.length ?? 0;
  return count > LIMITS.link ? [{ code: 'link-long', stops: true, field: 'link', count, most: LIMITS.link }] : [];
};

const ofPlace = ({ pin, now }: Look): PinProblem[] => {
  const problems: PinProblem[] = [];
  if (pin.content.boardId === null) problems.push({ code: 'board-missing', stops: true, field: 'boardId' });
  if (pin.dueAt === null) problems.push({ code: 'moment-missing', stops: true, field: 'plannedFor' });
  else if (pin.dueAt < now && pin.state !== 'live' && pin.state !== 'approved')
    problems.push({ code: 'moment-past', stops: false, field: 'plannedFor' });
  return problems;
};

const ofMedia = ({ pin, assets }: Look): PinProblem[] => {
  const { media } = pin.content;
  if (media === null) return [{ code: 'media-missing', stops: true, field: 'media' }];
  const sizes = assetsOf(media).map((id) => assets.get(id));
  const known = sizes.filter((size) => size !== undefined);
  const problems: PinProblem[] = [];
  const problem = (code: ProblemCode, stops: boolean, more: Partial<PinProblem> = {}): void => {
    problems.push({ code, stops, field: 'media', ...more });
  };
  if (known.length < sizes.length) problem('media-gone', true);
  if (media.kind === 'carousel') {
    const { length: count } = media.slides;
    if (count < SLIDES.least || count > SLIDES.most) problem('slides-few', true, { count });
    if (new Set(known.map(({ width, height }) => `${width}×${height}`)).size > 1) problem('slides-differ', true);
  }
  const narrowest = Math.min(...known.map(({ width }) => width));
  if (narrowest < WIDTH_LEAST) problem('picture-small', false, { count: narrowest, most: WIDTH_LEAST });
  if (known.some(({ width, height }) => width / height < SHAPE.longest || width / height > SHAPE.widest))
    problem('picture-shape', false);
  return problems;
};

// The same page or picture shown twice within days is what Pinterest calls repetitive; marks and UTM words do not make it another page.
const AGAIN = `
select exists (select 1 from content_pins as p where p.client_id = $1 and p.pin_id <> $2 and p.state not in ('removed', 'rejected')
                 and p.due_at between $3::timestamptz - $4 * interval '1 day' and $3::timestamptz + $4 * interval '1 day'
                 and split_part(split_part(p.link, '#', 1), '?', 1) = $5) as link,
       exists (select 1 from content_pins as p where p.client_id = $1 and p.pin_id <> $2 and p.state not in ('removed', 'rejected')
                 and p.due_at between $3::timestamptz - $4 * interval '1 day' and $3::timestamptz + $4 * interval '1 day'
                 and exists (select 1 from unnest($6::text[]) as a (id)
                              where jsonb_path_exists(p.media, '$.**.assetId ? (@ == $id)', jsonb_build_object('id', a.id)))) as picture,
       (select count(*)::int4 from content_pins as p where p.client_id = $1 and p.state not in ('removed', 'rejected')
           and left(p.planned_for::text, 10) = $7) as day`;

type AgainRow = { link: boolean; picture: boolean; day: number };

const ofOthers = ({ pin, settings }: Look, row: AgainRow | undefined): PinProblem[] => {
  if (row === undefined || pin.dueAt === null) return [];
  const problems: PinProblem[] = [];
  const { spacingDays: most, dayCap } = settings;
  if (row.link) problems.push({ code: 'link-again', stops: false, field: 'link', most });
  if (row.picture) problems.push({ code: 'picture-again', stops: false, field: 'media', most });
  if (row.day > dayCap)
    problems.push({ code: 'day-full', stops: false, field: 'plannedFor', count: row.day, most: dayCap });
  return problems;
};

/**
 * Everything that is wrong with a Pin, all at once: what stops it first.
 *
 * @cost one transaction with two queries
 * @source limits of the official description of Pinterest's API; spacing and the day's cap are the client's own terms
 * @personal none
 */
export const problemsOf = (
  ctx: Context,
  input: { pin: PlannedPin; settings: ContentSettings },
): Promise<PinProblem[]> => {
  const { pin, settings } = input;
  const { clientId, content } = pin;
  const ids = assetsOf(content.media);
  return withClients(ctx.db, { actor: ctx.actor, clientIds: [clientId] }, async (tx) => {
    const rows = await tx.sql<{ asset_id: string; width: number; height: number }>(
      'select asset_id, width, height from content_assets where client_id = $1 and asset_id = any ($2) and removed_at is null',
      [clientId, ids],
    );
    const [others] = await tx.sql<AgainRow>(AGAIN, [
      ...[clientId, pin.pinId, pin.dueAt, settings.spacingDays],
      ...[content.link?.split('#')[0]?.split('?')[0] ?? null, ids, pin.plannedFor?.slice(0, 10) ?? null],
    ]);
    const look = { pin, settings, now: ctx.clock.now(), assets: new Map(rows.map((row) => [row.asset_id, row])) };
    const found = [
      ...ofMedia(look),
      ...ofPlace(look),
      ...ofTexts(look),
      ...ofLink(look),
      ...ofOthers(look, pin.state === 'live' ? undefined : others),
    ];
    return [...found.filter(({ stops }) => stops), ...found.filter(({ stops }) => !stops)];
  });
};
