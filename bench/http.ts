import { Agent } from 'node:http';
import { fillAgency, type Reader, signInReaders } from './kit/agency-world.ts';
import { judge, median, type Outcome, percentile, tell } from './kit/figures.ts';
import { startLineProcess } from './kit/line-process.ts';
import { openPlace, type Place } from './kit/place.ts';
import { type Page, readPage, readTogether } from './kit/readers.ts';

const READERS = 50;
// Seven turns each, product and bare one after the other: what else the machine does meets both, and the middle one counts.
const TURNS = 7;
const TURN_MS = 5000;
const WARM_UP_MS = 3000;
const OVERVIEWS = 200;
const OVERVIEWS_WARM_UP = 30;

const pathOf = ({ clientId }: Reader): string => `/api/v1/clients/${clientId}/figures`;

const dashboards = async (
  sides: { readonly product: readonly Page[]; readonly bare: readonly Page[] },
  stopping: AbortSignal,
): Promise<{ product: number; bare: number }> => {
  await readTogether(sides.product, WARM_UP_MS, stopping);
  await readTogether(sides.bare, WARM_UP_MS, stopping);
  const turns: { product: number; bare: number }[] = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    const product = await readTogether(sides.product, TURN_MS, stopping);
    const bare = await readTogether(sides.bare, TURN_MS, stopping);
    tell(`product ${product.toFixed(0)}/s, bare ${bare.toFixed(0)}/s: ${(product / bare).toFixed(3)}`);
    turns.push({ product, bare });
  }
  const ratios = turns.map(({ product, bare }) => product / bare).toSorted((one, other) => one - other);
  tell(`ratio ${ratios.map((each) => each.toFixed(3)).join(' ')}`);
  const bare = median(turns.map((each) => each.bare));
  return { product: median(ratios) * bare, bare };
};

/** One person who opens the overview again and again. */
const overviews = async (page: Page, stopping: AbortSignal): Promise<{ p95: number; bytes: number }> => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const times: number[] = [];
  let bytes = 0;
  for (let run = -OVERVIEWS_WARM_UP; run < OVERVIEWS; run += 1) {
    stopping.throwIfAborted();
    const read = await readPage(page, agent);
    bytes = read.bytes;
    if (run >= 0) times.push(read.ms);
  }
  agent.destroy();
  tell(
    `overview: best ${Math.min(...times).toFixed(1)} ms, p50 ${median(times).toFixed(1)} ms, p95 ${percentile(times, 0.95).toFixed(1)} ms`,
  );
  return { p95: percentile(times, 0.95), bytes };
};

const countsOf = async ({ admin }: Place, bytes: number): Promise<Record<string, number>> => {
  const { rows } = await admin.query<Record<string, number>>(
    `select (select count(*) from clients)::int4 as clients,
            (select count(*) from identity_sessions where completed_at is not null)::int4 as readers,
            (select count(*) from facts_account_days where level = 0)::int4 as "account-days",
            (select count(*) from client_goals)::int4 as goals,
            (select count(*) from ingest_chunks)::int4 as chunks`,
  );
  return { ...rows[0], 'overview-bytes': bytes };
};

/**
 * Fifty readers of dashboards, each of a client of their own, against a bare Fastify route that runs the same session query and
 * the same statements in one row-security transaction; and the overview of a hundred clients by itself.
 */
export const run = async (input: { stopping: AbortSignal }): Promise<Outcome> => {
  const { stopping } = input;
  const place = await openPlace('http');
  const ends: (() => Promise<void>)[] = [place.close];
  try {
    const world = await fillAgency(place, stopping);
    const readers = await signInReaders(place, world, READERS);
    // Behind a proxy, so that readers have addresses of their own.
    const env = { ...place.env, PRIKBORD_PUBLIC_URL: 'http://prikbord.example' };
    const askers = readers.map((reader) => ({ ...reader, path: pathOf(reader) }));
    const product = startLineProcess('bench/kit/http-server.ts', ['product'], env);
    ends.unshift(() => product.end());
    const bare = startLineProcess('bench/kit/http-server.ts', ['bare'], {
      ...env,
      PRIKBORD_BENCH_READERS: JSON.stringify(askers),
    });
    ends.unshift(() => bare.end());
    const [productUrl, bareUrl] = [await product.line(), await bare.line()];
    const [first] = readers;
    if (first === undefined) throw new Error('Nobody reads.');
    const overview = await overviews({ url: `${productUrl}/api/v1/clients/overview`, cookie: first.cookie }, stopping);
    const found = await dashboards(
      {
        product: readers.map((reader) => ({ url: `${productUrl}${pathOf(reader)}`, cookie: reader.cookie })),
        bare: readers.map(({ clientId, cookie }) => ({ url: `${bareUrl}/bare/${clientId}`, cookie })),
      },
      stopping,
    );
    return judge(
      'http',
      [
        { name: 'dashboard', value: found.product, baseline: found.bare },
        { name: 'overview-100-clients-p95', value: overview.p95 },
      ],
      await countsOf(place, overview.bytes),
    );
  } finally {
    for (const end of ends) await end();
  }
};
