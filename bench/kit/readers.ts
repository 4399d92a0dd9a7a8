import { Agent, get } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

/** A page somebody reads, over and over. */
export type Page = { readonly url: string; readonly cookie: string };

// The product counts requests by address, six hundred a minute. Readers sit behind addresses of their own, and as their number
// is what is measured, each address is left after a few hundred.
const REQUESTS_AN_ADDRESS = 300;
let asked = 0;

const address = (): string => {
  asked += 1;
  const place = Math.floor(asked / REQUESTS_AN_ADDRESS);
  return `10.${(place >> 16) & 255}.${(place >> 8) & 255}.${place & 255}`;
};

/** Reads a page to its end. @returns how long it took, in milliseconds, and how many bytes it had */
export const readPage = ({ url, cookie }: Page, agent: Agent): Promise<{ ms: number; bytes: number }> =>
  new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const request = get(url, { agent, headers: { cookie, 'x-forwarded-for': address() } }, (answer) => {
      let bytes = 0;
      answer.on('data', (piece: Buffer) => {
        bytes += piece.length;
      });
      answer.on('error', reject);
      answer.on('end', () => {
        if (answer.statusCode === 200) resolve({ ms: performance.now() - startedAt, bytes });
        else reject(new Error(`${answer.statusCode} from ${url}`));
      });
    });
    request.on('error', reject);
  });

/** Lets everybody read their page again and again for a while. @returns pages a second */
export const readTogether = async (pages: readonly Page[], forMs: number, stopping: AbortSignal): Promise<number> => {
  const agent = new Agent({ keepAlive: true, maxSockets: pages.length });
  const startedAt = performance.now();
  const isOver = (): boolean => stopping.aborted || performance.now() - startedAt >= forMs;
  let read = 0;
  const reader = async (page: Page): Promise<void> => {
    while (!isOver()) {
      await readPage(page, agent);
      read += 1;
    }
  };
  await Promise.all(pages.map(reader));
  const seconds = (performance.now() - startedAt) / 1000;
  agent.destroy();
  // What one side leaves behind (dirty pages, open sockets) shall not be the other's to clear.
  await pause(200);
  stopping.throwIfAborted();
  return read / seconds;
};
