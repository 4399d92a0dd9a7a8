import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { type TestContext, test } from 'node:test';
import { isFault } from '../kit/index.ts';
import { createPictureFetch, type PictureFetch, type PictureLimits } from './picture-fetch.ts';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
const usual: PictureLimits = { bytes: 1 << 20, milliseconds: 10_000 };
const forever = new AbortController().signal;

/** A real server in the sandbox's place, that answers as it is told. */
const served = async (
  t: TestContext,
  answer: RequestListener,
  limits: PictureLimits = usual,
): Promise<{ url: string; fetchPicture: PictureFetch }> => {
  const server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  assert(typeof address === 'object' && address !== null);
  const url = `http://127.0.0.1:${address.port}`;
  return {
    url,
    fetchPicture: createPictureFetch({ pinterest: { apiUrl: `${url}/v5`, oauthUrl: `${url}/oauth/` } }, limits),
  };
};

const refusedAs = (code: string) => (error: unknown) => isFault(error, code);
const bytesOf = async (body: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<Buffer> =>
  Buffer.from(await new Response(body).arrayBuffer());

test('a picture is told by its bytes, passed on whole, and asked without anything of ours', async (t) => {
  const asked: Record<string, unknown>[] = [];
  const rest = Buffer.alloc(200_000, 7);
  const { url, fetchPicture } = await served(t, (request, response) => {
    asked.push(request.headers);
    response.writeHead(200, { 'content-type': 'text/html' });
    // In pieces, the first of them too short to tell anything.
    response.write(PNG.subarray(0, 3));
    setImmediate(() => {
      response.write(PNG.subarray(3));
      response.end(rest);
    });
  });
  const { type, body } = await fetchPicture(`${url}/pinimg/600x/a.png`, { signal: forever });
  assert.equal(type, 'image/png');
  assert.deepEqual(await bytesOf(body), Buffer.concat([PNG, rest]));
  for (const name of ['authorization', 'cookie', 'referer']) assert.equal(asked[0]?.[name], undefined, name);
});

test('every kind of picture is known by its first bytes', async (t) => {
  const kinds = {
    'image/jpeg': [0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0, 0, 0, 0, 0],
    'image/gif': [...Buffer.from('GIF89a'), 0, 0, 0, 0, 0, 0],
    'image/webp': [...Buffer.from('RIFF'), 0, 0, 0, 0, ...Buffer.from('WEBP')],
  };
  const { url, fetchPicture } = await served(t, (request, response) => {
    response.end(Buffer.from(kinds[request.url?.slice(1).replace('-', '/') as keyof typeof kinds]));
  });
  for (const kind of Object.keys(kinds)) {
    const { type, body } = await fetchPicture(`${url}/${kind.replace('/', '-')}`, { signal: forever });
    assert.equal(type, kind);
    await body.cancel();
  }
});

test('a page or a drawing that says it is a picture is not passed on', async (t) => {
  const hostile = [
    '<!doctype html><script>alert(1)</script>',
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    'GIF',
    '',
  ];
  const { url, fetchPicture } = await served(t, (request, response) => {
    response.writeHead(200, { 'content-type': 'image/png' }).end(hostile[Number(request.url?.slice(1))]);
  });
  for (const place of hostile.keys()) {
    await assert.rejects(fetchPicture(`${url}/${place}`, { signal: forever }), refusedAs('OUTSIDE_PICTURE_REFUSED'));
  }
});

test('a redirect is not followed', async (t) => {
  let wasFollowed = false;
  const { url, fetchPicture } = await served(t, (request, response) => {
    wasFollowed ||= request.url === '/inside';
    response.writeHead(302, { location: '/inside' }).end(PNG);
  });
  await assert.rejects(fetchPicture(`${url}/moved`, { signal: forever }), refusedAs('OUTSIDE_PICTURE_REFUSED'));
  assert.equal(wasFollowed, false);
});

test('50 MB is refused when it is told, and broken off when it is not', async (t) => {
  const megabyte = Buffer.alloc(1 << 20);
  let sent = 0;
  const { url, fetchPicture } = await served(t, (request, response) => {
    if (request.url === '/told') {
      response.writeHead(200, { 'content-length': 50 << 20 });
      response.write(PNG);
      return;
    }
    response.write(PNG);
    const more = (): void => {
      while (sent < 50 && !response.destroyed) {
        sent += 1;
        if (!response.write(megabyte)) {
          response.once('drain', more);
          return;
        }
      }
      response.end();
    };
    more();
  });
  await assert.rejects(fetchPicture(`${url}/told`, { signal: forever }), refusedAs('OUTSIDE_PICTURE_REFUSED'));
  const { body } = await fetchPicture(`${url}/untold`, { signal: forever });
  await assert.rejects(bytesOf(body), refusedAs('OUTSIDE_PICTURE_REFUSED'));
  assert.ok(sent < 50, 'the rest was not taken');
});

test('a picture that does not come, or stops half way, is not waited for', async (t) => {
  const { url, fetchPicture } = await served(
    t,
    (request, response) => {
      if (request.url === '/half') response.write(PNG);
    },
    { ...usual, milliseconds: 200 },
  );
  await assert.rejects(fetchPicture(`${url}/never`, { signal: forever }), refusedAs('OUTSIDE_PICTURE_AWAY'));
  const { body } = await fetchPicture(`${url}/half`, { signal: forever });
  await assert.rejects(bytesOf(body));
  const gone = new AbortController();
  gone.abort();
  await assert.rejects(fetchPicture(`${url}/never`, { signal: gone.signal }), refusedAs('OUTSIDE_PICTURE_AWAY'));
});

test('a picture that is gone, and a host in trouble, are told apart', async (t) => {
  const { url, fetchPicture } = await served(t, (request, response) => {
    response.writeHead(Number(request.url?.slice(1))).end();
  });
  const outcomes = { 403: 'MISSING', 404: 'MISSING', 410: 'MISSING', 429: 'AWAY', 503: 'AWAY', 204: 'REFUSED' };
  for (const [status, end] of Object.entries(outcomes)) {
    await assert.rejects(
      fetchPicture(`${url}/${status}`, { signal: forever }),
      refusedAs(`OUTSIDE_PICTURE_${end}`),
      status,
    );
  }
});

test('no other host is asked: not the network behind us, not Pinterest while there is a sandbox, not the API for a picture', async (t) => {
  let calls = 0;
  const { url, fetchPicture } = await served(t, (_request, response) => {
    calls += 1;
    response.end(PNG);
  });
  const { port } = new URL(url);
  const elsewhere = [
    'http://169.254.169.254/latest/meta-data/',
    'http://10.0.0.1/a.png',
    'http://192.168.1.1/a.png',
    `http://[::1]:${port}/a.png`,
    `http://localhost:${port}/a.png`,
    `http://127.0.0.1.nip.io:${port}/a.png`,
    `http://user@127.0.0.1:${port}/a.png`,
    `http://127.0.0.1:${Number(port) + 1}/a.png`,
    'https://i.pinimg.com/originals/a.png',
    'file:///etc/passwd',
    'data:image/png;base64,AAAA',
    'no address',
  ];
  for (const address of elsewhere) {
    await assert.rejects(fetchPicture(address, { signal: forever }), refusedAs('OUTSIDE_PICTURE_REFUSED'), address);
  }
  const real = createPictureFetch({
    pinterest: { apiUrl: 'https://api.pinterest.com/v5', oauthUrl: 'https://www.pinterest.com/oauth/' },
  });
  for (const address of [
    'https://api.pinterest.com/v5/pins',
    'https://www.pinterest.com/a.png',
    'http://i.pinimg.com/a.png',
    'https://i.pinimg.com:8443/a.png',
    'https://i.pinimg.com.evil.example/a.png',
    'https://pinterest-reports.s3.amazonaws.com/async_reporting/a.png',
    `${url}/a.png`,
  ]) {
    await assert.rejects(real(address, { signal: forever }), refusedAs('OUTSIDE_PICTURE_REFUSED'), address);
  }
  assert.equal(calls, 0);
});
