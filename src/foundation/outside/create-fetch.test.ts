import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { test } from 'node:test';
import fc from 'fast-check';
import { isFault } from '../kit/index.ts';
import { createFetch } from './create-fetch.ts';
import { declaredHosts } from './declared-hosts.ts';

const real = { pinterest: { apiUrl: 'https://api.pinterest.com/v5', oauthUrl: 'https://www.pinterest.com/oauth/' } };
const get = { method: 'GET', headers: {}, redirect: 'manual' } as const;

const listen = async (server: Server): Promise<string> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert(typeof address === 'object' && address !== null);
  return `http://127.0.0.1:${address.port}`;
};

test('the sandbox is reached while the API address is loopback, and a redirect comes back unfollowed', async (t) => {
  let elsewhereCalls = 0;
  const elsewhere = createServer((_request, response) => {
    elsewhereCalls += 1;
    response.end('x');
  });
  const elsewhereUrl = await listen(elsewhere);
  const sandbox = createServer((request, response) => {
    if (request.url === '/v5/moved') response.writeHead(302, { location: `${elsewhereUrl}/v5/x` }).end();
    else response.end('hello');
  });
  const url = await listen(sandbox);
  t.after(() => [sandbox, elsewhere].map((server) => server.close()));
  const outside = createFetch({ pinterest: { apiUrl: `${url}/v5`, oauthUrl: `${url}/oauth/` } });
  assert.equal(await (await outside(`${url}/v5/x`, get)).text(), 'hello');
  const moved = await outside(`${url}/v5/moved`, get);
  assert.equal(moved.status, 302);
  await moved.body?.cancel();
  await assert.rejects(outside(`${elsewhereUrl}/v5/x`, get), (error) => isFault(error, 'OUTSIDE_HOST_REFUSED'));
  await assert.rejects(outside('https://api.pinterest.com/v5/x', get), (error) =>
    isFault(error, 'OUTSIDE_HOST_REFUSED'),
  );
  assert.equal(elsewhereCalls, 0);
});

test('a slow answer is cut off by the signal the caller gives', async (t) => {
  const slow = createServer(() => undefined);
  const url = await listen(slow);
  t.after(() => {
    slow.closeAllConnections();
    slow.close();
  });
  const outside = createFetch({ pinterest: { apiUrl: url, oauthUrl: url } });
  await assert.rejects(outside(`${url}/v5/x`, { ...get, signal: AbortSignal.timeout(50) }), { name: 'TimeoutError' });
});

test('a stream is sent as the body of a request', async (t) => {
  const server = createServer((request, response) => {
    let size = 0;
    request.on('data', (piece: Buffer) => {
      size += piece.length;
    });
    request.on('end', () => response.end(String(size)));
  });
  const url = await listen(server);
  t.after(() => server.close());
  const outside = createFetch({ pinterest: { apiUrl: url, oauthUrl: url } });
  const body = new Blob([new Uint8Array(100_000)]).stream();
  const answer = await outside(url, { ...get, method: 'POST', body });
  assert.equal(await answer.text(), '100000');
});

test('with the real API only Pinterest, its reports, uploads and pictures are declared', () => {
  const mayCall = declaredHosts(real);
  const allowed = [
    'https://api.pinterest.com/v5/pins',
    'https://www.pinterest.com/oauth/',
    'https://pinterest-waterloo.s3.us-east-1.amazonaws.com/async_reporting_v3/x/metrics_report.txt?sig',
    'https://pinterest-media-upload.s3-accelerate.amazonaws.com/',
    'https://i.pinimg.com/originals/a.jpg',
  ];
  const refused = [
    'http://api.pinterest.com/v5/pins',
    'https://api.pinterest.com:8443/v5/pins',
    'https://api.pinterest.com.evil.example/v5',
    'https://evilpinterest.com/v5',
    'https://pinterest-evil.s3.us-east-1.amazonaws.com/other/x',
    'https://s3.amazonaws.com/pinterest-waterloo/async_reporting_v3/x',
    'https://pinterest-x.s3.us-east-1.amazonaws.com.evil.example/async_reporting_v3/x',
    'http://127.0.0.1:4010/v5',
    'http://localhost/v5',
    'http://169.254.169.254/latest/meta-data',
    'https://business.pinterest.com/',
    'file:///etc/passwd',
  ];
  for (const text of allowed) assert.equal(mayCall(new URL(text)), true, text);
  for (const text of refused) assert.equal(mayCall(new URL(text)), false, text);
});

test('no host that is not declared is ever let through', () => {
  const mayCall = declaredHosts(real);
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, validSchemes: ['http', 'https'] }), (text) => {
      const url = new URL(text);
      fc.pre(!/(^|\.)pinterest\.com$|pinimg\.com$|amazonaws\.com$/.test(url.hostname));
      return !mayCall(url);
    }),
  );
});

test('an API address that is neither Pinterest nor this machine is refused at once', () => {
  for (const apiUrl of [
    'https://pinterest.example/v5',
    'http://api.pinterest.com/v5',
    'nonsense',
    'http://10.0.0.1/v5',
  ]) {
    assert.throws(
      () => createFetch({ pinterest: { ...real.pinterest, apiUrl } }),
      (error) => isFault(error, 'OUTSIDE_ADDRESS_INVALID'),
    );
  }
});
