import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { testDatabase } from '../../../test/kit/index.ts';
import { aClient, at, day, landingShelf } from '../../../test/kit/landings.ts';
import { addDays } from '../../foundation/kit/index.ts';
import { deriveLanding } from '../derive/derive-landing.ts';
import { ledgerMoment } from '../queries/list-facts.ts';
import { type OrganicDay, organicDaily } from './organic-figures.ts';

const database = await testDatabase({ after });
const ctx = database.context();
const from = day('2026-10-30');
const DAYS = 5;
const range = { from, to: addDays(from, DAYS - 1) };
const columns = ['IMPRESSION', 'SAVE'];

type Night = readonly (readonly [figure: number | null, status: string] | null)[];

// Each night says something of some days: a number, or that it does not know, or nothing.
const night: fc.Arbitrary<Night> = fc.array(
  fc.option(fc.tuple(fc.option(fc.nat({ max: 3 })), fc.constantFrom('READY', 'ESTIMATE', 'PROCESSING'))),
  { minLength: DAYS, maxLength: DAYS },
);

/** What ought to be known after a night, in the plainest words there are. */
const knownAfter = (known: readonly OrganicLike[], said: Night): OrganicLike[] =>
  known.map((former, index) => {
    const word = said[index] ?? null;
    if (word === null) return former;
    const [figure, status] = word;
    if (figure === null && former.impressions !== undefined) return former;
    return { status, impressions: figure === null ? undefined : BigInt(figure) };
  });

type OrganicLike = { readonly status: string; readonly impressions: bigint | undefined };
const nothing: readonly OrganicLike[] = Array.from({ length: DAYS }, () => ({ status: 'gap', impressions: undefined }));

const told = (days: readonly OrganicDay[]): OrganicLike[] =>
  days.map(({ status, figures }) => ({ status, impressions: figures.impressions }));

test('whatever the nights say, the present and every moment before give what was known then', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(night, { minLength: 1, maxLength: 4 }), async (nights) => {
      const clientId = aClient();
      const shelf = landingShelf();
      const moments: { asOf: string; known: OrganicLike[] }[] = [];
      let known: OrganicLike[] = [...nothing];
      for (const [index, said] of nights.entries()) {
        const landingId = shelf.addReport(
          {
            ...{ ...range, kind: 'organic', account: '', level: 'account', window: '', reportTime: '', columns },
            pulledAt: at(`2026-11-0${index + 4}T04:00:00Z`),
          },
          [],
        );
        const lines = said.flatMap((word, place) =>
          word === null ? [] : [`\t${addDays(from, place)}\t${word[1]}\t${word[0] ?? '\\N'}\t\\N\n`],
        );
        const readLanding: typeof shelf.reader.readLanding = async (tx, input) => {
          const { head } = await shelf.reader.readLanding(tx, input);
          return {
            head,
            body: (async function* () {
              yield Buffer.from(lines.join(''));
            })(),
          };
        };
        await deriveLanding(ctx, { clientId, landingId }, { ...shelf.reader, readLanding });
        known = knownAfter(known, said);
        const asOf = await ledgerMoment(ctx, clientId);
        if (asOf !== undefined) moments.push({ asOf, known });
      }
      assert.deepEqual(told(await organicDaily(ctx, { clientId, ...range })), known);
      for (const moment of moments) {
        assert.deepEqual(told(await organicDaily(ctx, { clientId, ...range, asOf: moment.asOf })), moment.known);
      }
    }),
    { numRuns: 25 },
  );
});
