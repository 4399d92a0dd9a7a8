/*
 * The files people bring Pins in, told by their headers. Where a format is somebody's own, its headers stand here as that tool
 * writes them; look-alikes that circulate are read too, and written by nobody here.
 */

/** What a column of a file says about a Pin. `leave` is known, or pointed out, and not brought in. */
export const pinFields = [
  'key',
  'title',
  'description',
  'link',
  'altText',
  'disclosure',
  'board',
  'section',
  'labels',
  'utmCampaign',
  'media',
  'cover',
  'coverTime',
  'thumbnail',
  'type',
  'moment',
  'date',
  'time',
  'zone',
  'leave',
] as const;

/** One of them. */
export type PinField = (typeof pinFields)[number];

/** Whose file it is. */
export type PinFormat = 'native' | 'pinterest' | 'publer' | 'buffer' | 'tailwind' | 'look-alike' | 'unknown';

/** Our own header, in order. */
export const nativeHeader = [
  ...['key', 'client', 'account', 'board', 'section', 'type', 'title', 'description', 'link', 'alt_text', 'media_urls'],
  ...['cover_url', 'cover_time', 'publish_at', 'timezone', 'labels', 'utm_campaign', 'approval', 'disclosure'],
] as const;

/** Pinterest's own header, exactly and in this order. */
export const pinterestHeader = [
  ...['Title', 'Media URL', 'Pinterest board', 'Thumbnail', 'Description', 'Link', 'Publish date', 'Keywords'],
] as const;

/** A header as the lists write it. @personal none */
export const plainHeader = (header: string): string =>
  header
    .normalize('NFKC')
    .replaceAll(/[_\s]+/g, ' ')
    .trim()
    .toLowerCase();

type Known = { readonly [header: string]: PinField };

const native: Known = {
  ...{
    key: 'key',
    client: 'leave',
    account: 'leave',
    board: 'board',
    section: 'section',
    type: 'type',
    title: 'title',
  },
  ...{ description: 'description', link: 'link', 'alt text': 'altText', 'media urls': 'media', 'cover url': 'cover' },
  ...{ 'cover time': 'coverTime', 'publish at': 'moment', timezone: 'zone', labels: 'labels', approval: 'leave' },
  ...{ 'utm campaign': 'utmCampaign', disclosure: 'disclosure' },
};

const pinterest: Known = {
  ...{ title: 'title', 'media url': 'media', 'pinterest board': 'board', thumbnail: 'thumbnail', link: 'link' },
  ...{ description: 'description', 'publish date': 'moment', keywords: 'labels' },
};

// The first words only: what stands behind the dash changes with Publer's help texts.
const publer: Known = {
  ...{
    date: 'moment',
    text: 'description',
    'link(s)': 'link',
    'media url(s)': 'media',
    title: 'title',
    'label(s)': 'labels',
  },
  ...{ 'alt text(s)': 'altText', 'comment(s)': 'leave', 'pin board, fb album, or google category': 'board' },
  ...{ 'post subtype': 'leave', cta: 'leave', reminder: 'leave' },
};

const buffer: Known = {
  ...{ text: 'description', 'image url': 'media', tags: 'labels', 'posting time': 'moment', 'board name': 'board' },
};

const tailwind: Known = {
  ...{
    accountid: 'leave',
    mediaurl: 'media',
    mediatype: 'type',
    title: 'title',
    description: 'description',
    url: 'link',
  },
  ...{ boardid: 'board', alttext: 'altText', sendat: 'moment', 'image url': 'media', link: 'link', board: 'board' },
};

/** Names that circulate for the same things, in English and Dutch; also what is guessed of a header nobody knows. */
const aliases: Known = {
  ...native,
  ...pinterest,
  ...{
    id: 'key',
    'idempotency key': 'key',
    sleutel: 'key',
    kop: 'title',
    titel: 'title',
    headline: 'title',
    name: 'title',
  },
  ...{
    text: 'description',
    tekst: 'description',
    caption: 'description',
    content: 'description',
    omschrijving: 'description',
  },
  ...{
    beschrijving: 'description',
    body: 'description',
    url: 'link',
    'destination url': 'link',
    'destination link': 'link',
  },
  ...{
    website: 'link',
    bestemming: 'link',
    'link url': 'link',
    alt: 'altText',
    'alt tekst': 'altText',
    'alt-text': 'altText',
  },
  ...{
    'alt-tekst': 'altText',
    alttekst: 'altText',
    bord: 'board',
    'board name': 'board',
    'board id': 'board',
    bordnaam: 'board',
  },
  ...{
    boardname: 'board',
    'pinterest board id': 'board',
    'pinterest board name': 'board',
    prikbord: 'board',
    sectie: 'section',
  },
  ...{
    'section id': 'section',
    'board section': 'section',
    label: 'labels',
    tags: 'labels',
    tag: 'labels',
    keyword: 'labels',
  },
  ...{
    trefwoorden: 'labels',
    category: 'labels',
    categorie: 'labels',
    campaign: 'utmCampaign',
    campagne: 'utmCampaign',
  },
  ...{
    image: 'media',
    'image url': 'media',
    'image urls': 'media',
    'image link': 'media',
    picture: 'media',
    media: 'media',
  },
  ...{
    afbeelding: 'media',
    afbeeldingen: 'media',
    'video url': 'media',
    foto: 'media',
    cover: 'cover',
    'cover image': 'cover',
  },
  ...{ 'cover image url': 'cover', 'thumbnail url': 'cover', soort: 'type', 'media type': 'type', 'pin type': 'type' },
  ...{
    'published at': 'moment',
    'scheduled at': 'moment',
    'schedule date': 'moment',
    scheduledate: 'moment',
    'run at': 'moment',
  },
  ...{
    'publish time': 'moment',
    'post at': 'moment',
    'scheduled for': 'moment',
    'planned for': 'moment',
    moment: 'moment',
  },
  ...{
    'date time': 'moment',
    datetime: 'moment',
    'posting time': 'moment',
    publicatiedatum: 'moment',
    gepland: 'moment',
  },
  ...{
    date: 'date',
    datum: 'date',
    day: 'date',
    dag: 'date',
    time: 'time',
    tijd: 'time',
    tijdstip: 'time',
    'time zone': 'zone',
  },
  ...{
    tijdzone: 'zone',
    zone: 'zone',
    'account id': 'leave',
    'first comment': 'leave',
    platforms: 'leave',
    platform: 'leave',
  },
  ...{ 'fb content type': 'leave', 'ig publish type': 'leave', 'yt is short': 'leave', status: 'leave' },
};

type Layout = {
  readonly format: PinFormat;
  readonly names: Known;
  /** Headers without which it is not this format. */
  readonly must: readonly string[];
};

const layouts: readonly Layout[] = [
  { format: 'pinterest', names: pinterest, must: pinterestHeader.map(plainHeader) },
  { format: 'publer', names: publer, must: ['date', 'text', 'media url(s)', 'label(s)'] },
  { format: 'native', names: native, must: ['key', 'title', 'media urls'] },
  { format: 'buffer', names: buffer, must: ['text', 'image url', 'posting time'] },
  { format: 'tailwind', names: tailwind, must: ['mediaurl', 'boardid'] },
  { format: 'tailwind', names: tailwind, must: ['image url', 'title', 'board'] },
];

const fieldIn = (names: Known, name: string): PinField | undefined =>
  Object.hasOwn(names, name) ? names[name] : undefined;

const publerName = (name: string): string => name.replace(/ [-–] .*$/, '');

/** What a header is, by its names: whose format, and what each column says; undefined where nobody knows. */
export type Recognised = { readonly format: PinFormat; readonly fields: readonly (PinField | undefined)[] };

const inLayout = ({ format, names, must }: Layout, header: readonly string[]): Recognised | undefined => {
  const plain = header.map((name) => (format === 'publer' ? publerName(name) : name));
  const isIt =
    must.every((name) => plain.includes(name)) &&
    plain.every((name) => name === '' || fieldIn(names, name) !== undefined);
  return isIt ? { format, fields: plain.map((name) => fieldIn(names, name)) } : undefined;
};

const onlyFirst = (fields: readonly (PinField | undefined)[]): (PinField | undefined)[] =>
  fields.map((field, at) =>
    field === undefined || field === 'leave' || field === 'media' || fields.indexOf(field) === at ? field : undefined,
  );

/**
 * Tells whose file it is from its header. Two columns of one thing are left to a person, except those of media, of which the
 * one goes on where the other ends.
 *
 * @personal none
 */
export const recogniseHeader = (header: readonly string[]): Recognised => {
  const plain = header.map(plainHeader);
  for (const layout of layouts) {
    const found = inLayout(layout, plain);
    if (found !== undefined) return { ...found, fields: onlyFirst(found.fields) };
  }
  const fields = onlyFirst(plain.map((name) => fieldIn(aliases, name)));
  const known = fields.filter((field) => field !== undefined && field !== 'leave').length;
  const isAllKnown = plain.every((name, at) => name === '' || fields[at] !== undefined);
  return { format: isAllKnown && known >= 3 ? 'look-alike' : 'unknown', fields };
};

const headerNames: readonly Known[] = [aliases, publer, tailwind];

/** How well a line may be a header: how many of its cells are names we know. @personal none */
export const headerScore = (cells: readonly string[]): number =>
  cells.filter((cell) => {
    const name = plainHeader(cell);
    return headerNames.some(
      (names) => fieldIn(names, name) !== undefined || fieldIn(names, publerName(name)) !== undefined,
    );
  }).length;
