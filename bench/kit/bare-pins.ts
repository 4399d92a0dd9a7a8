/*
 * The baseline of the publish bench: `node bare-pins.ts <file>`. The file has a line of JSON per request: address, token, body and
 * the path of its picture. All bodies are made first; then they are sent, so many at a time as PRIKBORD_BENCH_IN_FLIGHT says, with
 * nothing written down and nothing asked. It says how long that took on a line of JSON.
 */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const line = z.object({
  address: z.string(),
  token: z.string(),
  picture: z.string(),
  body: z.looseObject({ media_source: z.looseObject({}) }),
});

const requests: { address: string; token: string; body: Buffer }[] = [];
for await (const text of createInterface({ input: createReadStream(process.argv[2] ?? '') })) {
  const { address, token, picture, body } = line.parse(JSON.parse(text));
  const media_source = { ...body.media_source, data: (await readFile(picture)).toString('base64') };
  requests.push({ address, token, body: Buffer.from(JSON.stringify({ ...body, media_source })) });
}

const inFlight = Number(process.env.PRIKBORD_BENCH_IN_FLIGHT);
let next = 0;
const refused: number[] = [];
const sendOn = async (): Promise<void> => {
  for (let request = requests[next]; request !== undefined; request = requests[next]) {
    next += 1;
    const { address, token, body } = request;
    const answer = await fetch(address, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, accept: 'application/json', 'content-type': 'application/json' },
      body,
      redirect: 'manual',
    });
    await answer.text();
    if (answer.status !== 201) refused.push(answer.status);
  }
};

const begun = performance.now();
await Promise.all(Array.from({ length: inFlight }, sendOn));
const seconds = (performance.now() - begun) / 1000;
process.stdout.write(`${JSON.stringify({ seconds, sent: requests.length, refused: refused.length })}\n`);
