/*
 * Pinterest's part in fetching reports, as a process of its own: `node report-server.ts <folder> <account>…`. Consent number n
 * reaches the n-th account; a report that is asked is finished at once and is the account's file in the folder. It says its
 * address and serves until its input ends. The sandbox computes what it reports; here the files lie ready, so that only the
 * receiving side is measured.
 */
import { createReadStream, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { wantedScopes } from '../../src/pinterest/contract.ts';

const [folder = '', ...accounts] = process.argv.slice(2);

const say = (response: ServerResponse, answer: unknown): void => {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
};

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces).toString();
};

const consentOf = (request: IncomingMessage): number =>
  Number(/(\d+)$/.exec(request.headers.authorization ?? '')?.[1] ?? Number.NaN);

const tokens = (code: string | null) => ({
  access_token: `pina_bench_${code}`,
  refresh_token: `pinr_bench_${code}`,
  expires_in: 2_592_000,
  refresh_token_expires_in: 5_184_000,
  scope: wantedScopes.join(','),
  token_type: 'bearer',
  response_type: 'authorization_code',
});

const report = (account: string) => ({
  report_status: 'FINISHED',
  url: `${origin()}/files/${account}.csv`,
  size: statSync(join(folder, `${account}.csv`)).size,
});

const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const body = await bodyOf(request);
  const [, account = ''] = /(\d+)\/reports$/.exec(url.pathname) ?? [];
  if (url.pathname.startsWith('/files/')) {
    createReadStream(join(folder, url.pathname.slice('/files/'.length))).pipe(response);
  } else if (url.pathname.endsWith('/oauth/token')) say(response, tokens(new URLSearchParams(body).get('code')));
  else if (url.pathname.endsWith('/user_account')) {
    say(response, { id: String(700_000_000_000 + consentOf(request)), account_type: 'BUSINESS' });
  } else if (url.pathname.endsWith('/ad_accounts')) {
    const id = accounts[consentOf(request)];
    say(response, { items: [{ id, currency: 'EUR', country: 'NL', permissions: ['OWNER'] }], bookmark: null });
  } else if (account !== '' && request.method === 'POST') {
    say(response, { token: `report-${account}`, report_status: 'IN_PROGRESS' });
  } else if (account !== '') say(response, report(account));
  else response.writeHead(404).end();
};

const server = createServer((request, response) => void answer(request, response));
const origin = (): string => {
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
};

server.listen(0, '127.0.0.1', () => process.stdout.write(`${origin()}\n`));
process.stdin.resume().on('end', () => {
  server.closeAllConnections();
  server.close();
});
