import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { type TestContext, test } from 'node:test';
import { isFault } from '../kit/index.ts';
import { createGuardedFetch, type GuardedRequest, type Ways } from './guarded-fetch.ts';
import { isPublicAddress } from './public-address.ts';

const real = { pinterest: { apiUrl: 'https://api.pinterest.com/v5', oauthUrl: 'https://www.pinterest.com/oauth/' } };
const ask = (more: Partial<GuardedRequest> = {}): GuardedRequest => ({
  bytes: 1_000_000,
  signal: new AbortController().signal,
  ...more,
});
const isRefused = (error: unknown) => isFault(error, 'OUTSIDE_ADDRESS_REFUSED');

/** A name server and a network of the test's own: what is dialled is written down, and answered by a server on this machine. */
const network = async (
  t: TestContext,
  names: Readonly<Record<string, readonly (readonly string[])[]>>,
  answer: Parameters<typeof createServer>[1],
) => {
  const server = createServer(answer as never);
  await new Promise<void>((go) => server.listen(0, '127.0.0.1', go));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const dialled: string[] = [];
  const asked: string[] = [];
  const ways: Ways = {
    resolve: async (host) => {
      const turn = asked.filter((each) => each === host).length;
      asked.push(host);
      const answers = names[host];
      if (answers === undefined) throw new Error('ENOTFOUND');
      return answers[Math.min(turn, answers.length - 1)] ?? [];
    },
    dial: (to) => {
      dialled.push(`${to.address}:${to.port}`);
      return connect(port, '127.0.0.1');
    },
  };
  return { ways, dialled, asked };
};

const inside = [
  ...[
    '127.0.0.1',
    '127.1',
    '127.255.255.254',
    '0.0.0.0',
    '0',
    '10.0.0.1',
    '10.255.255.255',
    '172.16.0.1',
    '172.31.255.255',
  ],
  ...['192.168.0.1', '192.168.255.255', '169.254.169.254', '169.254.0.1', '100.64.0.1', '100.127.255.255', '192.0.0.1'],
  ...['192.0.2.1', '198.51.100.7', '203.0.113.9', '198.18.0.1', '198.19.255.255', '224.0.0.1', '239.255.255.250'],
  ...['240.0.0.1', '255.255.255.255', '2130706433', '0x7f000001', '0x7f.1', '017700000001', '0177.0.0.1', '127.0.1'],
  ...['0x7f.0x0.0x0.0x1', '3232235521', '2852039166', '0xa9fea9fe', '0251.0376.0251.0376', '192.88.99.1'],
  ...['[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::ffff:a9fe:a9fe]', '[::127.0.0.1]', '[::7f00:1]'],
  ...['[fe80::1]', '[fe80::a9fe:a9fe]', '[fc00::1]', '[fd00:ec2::254]', '[fec0::1]', '[ff02::1]', '[2001:db8::1]'],
  ...['[64:ff9b::7f00:1]', '[64:ff9b::a9fe:a9fe]', '[64:ff9b:1::7f00:1]', '[2002:7f00:1::]', '[2002:a9fe:a9fe::1]'],
  ...['[2001::7f00:1]', '[2001:0:4136:e378::1]', '[100::1]', '[5f00::1]', '[3fff::1]', '[0:0:0:0:0:ffff:10.0.0.1]'],
  ...['①②⑦.⓪.⓪.①', '127。0。0。1', '127．0．0．1', '１２７.0.0.1'],
];
const otherwise = [
  ...['file:///etc/passwd', 'gopher://127.0.0.1:6379/_INFO', 'ftp://example.com/x', 'data:text/html,x', 'javascript:1'],
  ...['dict://127.0.0.1:11211/', 'ldap://127.0.0.1/', 'ws://example.com/', 'about:blank', 'unix:/var/run/docker.sock'],
  ...['http://example.com:22/', 'http://example.com:5432/', 'https://example.com:8443/', 'http://example.com:443/'],
  ...[
    'https://example.com:80/',
    'http://name:word@example.com/',
    'http://name@example.com/',
    'http://[fe80::1%25eth0]/',
  ],
  ...['', 'example.com', '//example.com', 'http://', 'http://exa mple.com/', 'http://[::1', 'https://:443/'],
  ...['http://127.0.0.1:80@169.254.169.254/', 'http://169.254.169.254#@example.com/', 'http://%31%32%37.0.0.1/'],
];
const names: Readonly<Record<string, readonly string[]>> = {
  'inside.example': ['127.0.0.1'],
  'meta.example': ['169.254.169.254'],
  'home.example': ['192.168.1.1'],
  'both.example': ['93.184.215.14', '10.0.0.1'],
  'six.example': ['::1'],
  'mapped.example': ['::ffff:127.0.0.1'],
  'zone.example': ['fe80::1%eth0'],
  'none.example': [],
  'nat64.example': ['64:ff9b::7f00:1'],
  localhost: ['127.0.0.1', '::1'],
  'localhost.': ['127.0.0.1'],
  'db.internal': ['10.1.2.3'],
};

test('of more than 120 addresses that lead inside, or are none of the web, not one is dialled', async (t) => {
  const { ways, dialled } = await network(
    t,
    Object.fromEntries(Object.entries(names).map(([name, to]) => [name, [to]])),
    (_request, response) => response.end('inside'),
  );
  const get = createGuardedFetch(real, ways);
  const hostile = [
    ...inside.flatMap((host) => [`http://${host}/`, `https://${host}/latest/meta-data/`]).slice(0, inside.length + 40),
    ...otherwise,
    ...Object.keys(names).map((name) => `http://${name}/`),
  ];
  assert.ok(new Set(hostile).size >= 120, String(new Set(hostile).size));
  for (const address of hostile) await assert.rejects(get(address, ask()), isRefused, address);
  assert.deepEqual(dialled, []);
});

test('a name is looked up once, and what is called is the number that was judged', async (t) => {
  const { ways, dialled, asked } = await network(
    t,
    { 'rebinds.example': [['93.184.215.14'], ['127.0.0.1']] },
    (request, response) => response.end(request.headers.host),
  );
  const get = createGuardedFetch(real, ways);
  const answer = await get('http://rebinds.example/x?y=1', ask());
  assert.equal(answer.body.toString(), 'rebinds.example');
  assert.deepEqual([asked, dialled], [['rebinds.example'], ['93.184.215.14:80']]);
  await assert.rejects(get('http://rebinds.example/', ask()), isRefused);
  assert.equal(dialled.length, 1);
});

test('a redirect is judged like the address itself, and three are followed at most', async (t) => {
  const to: Record<string, string> = {
    '/in': 'http://169.254.169.254/latest/',
    '/name': 'http://inside.example/',
    '/file': 'file:///etc/passwd',
    '/port': 'http://shop.example:5432/',
    '/1': '/2',
    '/2': 'http://shop.example/3',
    '/3': '//shop.example/end',
    '/round': '/round',
  };
  const { ways, dialled } = await network(
    t,
    { 'shop.example': [['93.184.215.14']], 'inside.example': [['127.0.0.1']] },
    ({ url = '' }, response) => {
      const location = to[url];
      if (location === undefined) response.end('here');
      else response.writeHead(302, { location }).end();
    },
  );
  const get = createGuardedFetch(real, ways);
  for (const path of ['/in', '/name', '/file', '/port']) {
    await assert.rejects(get(`http://shop.example${path}`, ask()), isRefused, path);
  }
  assert.equal(dialled.length, 4);
  const answer = await get('http://shop.example/1', ask());
  assert.deepEqual([answer.address, answer.body.toString()], ['http://shop.example/end', 'here']);
  await assert.rejects(get('http://shop.example/round', ask()), isRefused);
  const sent = await get('http://shop.example/in', ask({ method: 'POST', body: 'x' }));
  assert.equal(sent.status, 302);
});

test('an answer that is too large, too slow or breaks off is a fault with a remedy, and holds no path', async (t) => {
  const { ways } = await network(t, { 'shop.example': [['93.184.215.14']] }, ({ url = '' }, response) => {
    if (url.startsWith('/large')) response.end(Buffer.alloc(2_000));
    else if (url.startsWith('/broken')) response.destroy();
  });
  const get = createGuardedFetch(real, ways);
  await assert.rejects(get('http://shop.example/large?secret', ask({ bytes: 1_000 })), (error) => {
    assert.ok(isFault(error, 'OUTSIDE_TOO_LARGE'));
    return !JSON.stringify(error).includes('secret');
  });
  for (const path of ['/slow', '/broken']) {
    await assert.rejects(
      get(`http://shop.example${path}`, ask({ signal: AbortSignal.timeout(200) })),
      (error) => isFault(error, 'OUTSIDE_UNREACHABLE'),
      path,
    );
  }
  await assert.rejects(get('http://nowhere.example/', ask()), (error) => isFault(error, 'OUTSIDE_UNREACHABLE'));
});

test('the sandbox is called while the API address is loopback, and nothing else of this machine', async (t) => {
  const server = createServer((_request, response) => response.end('a shop'));
  await new Promise<void>((go) => server.listen(0, '127.0.0.1', go));
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const get = createGuardedFetch({ pinterest: { apiUrl: `${origin}/v5`, oauthUrl: `${origin}/oauth/` } });
  assert.equal((await get(`${origin}/shop`, ask())).body.toString(), 'a shop');
  for (const other of ['http://127.0.0.1/', `http://127.0.0.1:${port + 1}/`, `http://localhost:${port}/`]) {
    await assert.rejects(get(other, ask()), isRefused, other);
  }
  await assert.rejects(createGuardedFetch(real)(`${origin}/shop`, ask()), isRefused);
});

test('public addresses are public', () => {
  for (const address of ['8.8.8.8', '93.184.215.14', '2606:4700::1111', '2a00:1450:400e::200e']) {
    assert.ok(isPublicAddress(address), address);
  }
  assert.ok(!isPublicAddress('shop.example'));
});
