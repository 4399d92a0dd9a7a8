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

type Word = readonly [status: string, impressions: number | null, saves: number | null];
type Night = readonly (Word | null)[];

// Each night says something of some days: each figure a number or unknown; of other days nothing.
const figure = fc.option(fc.nat({ max: 3 }));
const night: fc.Arbitrary<Night> = fc.array(
  fc.option(fc.tuple(fc.constantFrom('READY', 'ESTIMATE', 'PROCESSING'), figure, figure)),
  { minLength: DAYS, maxLength: DAYS },
);

/** What ought to be known after a night, in the plainest words there are. */
const knownAfter = (known: readonly OrganicLike[], said: Night): OrganicLike[] =>
  known.map((former, index) => {
    const word = said[index] ?? null;
    if (word === null) return former;
    const [status, impressions, saves] = word;
    const isSilent = impressions === null && saves === null;
    if (isSilent && (former.impressions !== undefined || former.saves !== undefined)) return former;
    return {
      status,
      impressions: impressions === null ? former.impressions : BigInt(impressions),
      saves: saves === null ? former.saves : BigInt(saves),
    };
  });

type OrganicLike = {
  readonly status: string;
  readonly impressions: bigint | undefined;
  readonly saves: bigint | undefined;
};
const nothing: readonly OrganicLike[] = Array.from({ length: DAYS }, () => ({
  status: 'gap',
  impressions: undefined,
  saves: undefined,
}));

const told = (days: readonly OrganicDay[]): OrganicLike[] =>
  days.map(({ status, figures }) => ({ status, impressions: figures.impressions, saves: figures.saves }));

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
          word === null ? [] : [`\t${addDays(from, place)}\t${word[0]}\t${word[1] ?? '\\N'}\t${word[2] ?? '\\N'}\n`],
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
