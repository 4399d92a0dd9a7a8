import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { clientFor, scriptedServer } from '../../../../test/kit/pinterest.ts';
import { isFault } from '../../../foundation/kit/index.ts';
import { downloadReport } from './download-report.ts';

const textOf = async (stream: ReadableStream<Uint8Array>): Promise<string> => {
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of stream) text += decoder.decode(piece, { stream: true });
  return text;
};

const dripping = async (t: TestContext, drip: (response: ServerResponse) => void): Promise<string> => {
  const server = createServer((_request, response) => drip(response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

test('a report comes in pieces, without token', async (t) => {
  const { url, received } = await scriptedServer(t, [{ status: 200, body: 'CAMPAIGN_ID,DATE\n1,2026-11-01\n' }]);
  const stream = await downloadReport(clientFor(url).pinterest, { url: `${url}/report.txt?sig=1` });
  assert.equal(await textOf(stream), 'CAMPAIGN_ID,DATE\n1,2026-11-01\n');
  assert.equal(received[0]?.headers.authorization, undefined);
});

test('an address that has expired asks for a fresh one', async (t) => {
  const { url } = await scriptedServer(t, [{ status: 403, body: '<Error/>' }]);
  await assert.rejects(downloadReport(clientFor(url).pinterest, { url }), (error) =>
    isFault(error, 'PINTEREST_REPORT_ADDRESS_EXPIRED'),
  );
});

test('a file that takes longer than the time-out is fine as long as pieces keep coming', async (t) => {
  const url = await dripping(t, (response) => {
    let sent = 0;
    const timer = setInterval(() => {
      response.write('line\n');
      sent += 1;
      if (sent < 6) return;
      clearInterval(timer);
      response.end();
    }, 60);
  });
  const stream = await downloadReport(clientFor(url, { timeoutMs: 200 }).pinterest, { url });
  assert.equal(await textOf(stream), 'line\n'.repeat(6));
});

test('a file that falls silent, or whose line breaks, ends as broken and not as complete', {
  timeout: 5_000,
}, async (t) => {
  const silent = await dripping(t, (response) => response.write('half'));
  const cut = await dripping(t, (response) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('half');
    setTimeout(() => response.destroy(), 20);
  });
  for (const url of [silent, cut]) {
    const stream = await downloadReport(clientFor(url, { timeoutMs: 150 }).pinterest, { url });
    await assert.rejects(textOf(stream), (error) => isFault(error, 'PINTEREST_DOWNLOAD_BROKEN'));
  }
});

test('a reader that stops early closes the line', async (t) => {
  let closed = false;
  const url = await dripping(t, (response) => {
    response.on('close', () => {
      closed = true;
    });
    response.write('first');
  });
  const stream = await downloadReport(clientFor(url).pinterest, { url });
  for await (const _piece of stream) break;
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.ok(closed);
});
