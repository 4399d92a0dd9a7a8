import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { boundAdAccounts } from '../../connect/index.ts';
import type { Context } from '../../foundation/db/index.ts';
import { Fault } from '../../foundation/kit/index.ts';
import {
  discardImport,
  getImport,
  type ImportKey,
  type ImportState,
  type ImportStated,
  type ImportView,
  importStated,
  landImport,
  receiveImport,
} from '../../ingest/index.ts';
import type { Command, Tools } from '../command.ts';
import { clientGiven, requiredGiven, textGiven, wordGiven } from '../given.ts';

const levels = ['account', 'campaign', 'adGroup', 'ad'] as const;
const LOOK_MS = 300;

const statedOf = (given: Tools['given']): ImportStated => {
  const words = {
    level: wordGiven(given, 'level', levels),
    window: textGiven(given, 'window'),
    reportTime: wordGiven(given, 'reportTime', ['TIME_OF_AD_ACTION', 'TIME_OF_CONVERSION']),
    decimal: wordGiven(given, 'decimal', ['.', ',']),
    dayOrder: wordGiven(given, 'dayOrder', ['day-month', 'month-day']),
  };
  const read = importStated.safeParse(
    Object.fromEntries(Object.entries(words).filter(([, word]) => word !== undefined)),
  );
  if (!read.success)
    throw new Fault('CLI_VALUE_INVALID', 'invalid', '--window is not a window Pinterest knows, as 30/30/1.');
  return read.data;
};

const follow = async (
  tools: Tools,
  ctx: Context,
  key: ImportKey,
  until: readonly ImportState[],
): Promise<ImportView> => {
  let said = -1;
  for (;;) {
    const view = await getImport(ctx, key);
    if (view.state === 'uploaded' && view.rowsDone !== said) {
      said = view.rowsDone;
      tools.say(`${said} of ${view.rows} rows read`);
    }
    if (until.includes(view.state) && view.underived === 0) return view;
    if (tools.stopping.aborted) {
      throw new Fault('CLI_INTERRUPTED', 'conflict', 'Interrupted; running workers go on with it.');
    }
    await wait(LOOK_MS);
  }
};

const linesOf = ({ outcome, state }: ImportView): string[] => {
  if (outcome === null) return [state];
  const { good, bad, from, to, level, rules, comparison } = outcome;
  const about = comparison?.delivery ?? comparison?.conversion;
  return [
    `${state}: ${good} good rows, ${bad} bad, level ${level}, ${from ?? 'no'} to ${to ?? 'days'}`,
    ...Object.entries(rules).map(([rule, rows]) => `  ${rows} × ${rule}`),
    ...(about === undefined || about === null
      ? []
      : [
          `  ${about.closingDays} days come in, ${about.added} rows are new, ${about.different} other, ${about.equal} the same`,
          `  ${about.pinterestDays} days are Pinterest's own, with ${about.pinterestDifferent} rows that differ`,
        ]),
    ...outcome.totals.differ.map(
      ({ column, file, rows }) => `  total of ${column}: ${file} in the file, ${rows} in its rows`,
    ),
  ];
};

const refusedOf = ({ faultCode }: ImportView): Fault =>
  new Fault(faultCode ?? 'INGEST_IMPORT_STATE', 'invalid', 'The file cannot be checked as it stands.');

const tell = (tools: Tools, view: ImportView): void => {
  const { importId: id, state, rows, outcome, choice, sha256 } = view;
  tools.print({ id, state, rows, sha256, outcome, choice }, linesOf(view));
};

/** Brings in an export of Ads Manager: reads it, says what it is worth and what it would change, and imports it. */
export const importExport: Command = {
  name: 'import',
  help: 'Import history from a CSV export of Ads Manager; --dry-run tells what it would change',
  options: [
    { flags: '--client <id>', help: 'whose it is' },
    { flags: '--account <id>', help: 'the ad account it is about; left out when the client has one' },
    { flags: '--file <path>', help: 'the export, as Ads Manager gave it' },
    { flags: '--level <level>', help: `${levels.join(', ')}; told from the file when left out` },
    { flags: '--window <days>', help: 'click/engagement/view days it was exported with', default: '30/30/1' },
    { flags: '--report-time <time>', help: 'TIME_OF_AD_ACTION or TIME_OF_CONVERSION', default: 'TIME_OF_AD_ACTION' },
    { flags: '--decimal <sign>', help: 'the decimal sign, where the file does not show it' },
    { flags: '--day-order <order>', help: 'day-month or month-day, where the file does not show it' },
    { flags: '--good-only', help: 'import the good rows of a file with bad ones' },
    { flags: '--part', help: 'the file is a part: what it does not mention stays as it is' },
    { flags: '--over-pinterest', help: 'also days Pinterest itself has told about' },
    { flags: '--dry-run', help: 'check only, and throw the file away' },
  ],
  run: async (tools) => {
    const { given } = tools;
    const clientId = clientGiven(given);
    if (clientId === undefined) throw new Fault('CLI_VALUE_MISSING', 'invalid', 'Say --client.');
    const file = requiredGiven(given, 'file');
    const stated = statedOf(given);
    const found = await stat(file).catch(() => undefined);
    if (found?.isFile() !== true) throw new Fault('CLI_VALUE_INVALID', 'invalid', '--file is not a file one can read.');
    await tools.open('job', async ({ ctx }) => {
      const accounts = (await boundAdAccounts(ctx, { clientId })).map(({ adAccountId }) => adAccountId);
      const account = textGiven(given, 'account') ?? (accounts.length === 1 ? accounts[0] : undefined);
      if (account === undefined) throw new Fault('CLI_VALUE_MISSING', 'invalid', 'Say --account.');
      const helpers = await tools.work();
      try {
        const body = createReadStream(file);
        const key = { clientId, importId: await receiveImport(ctx, { clientId, account, stated, body }) };
        const checked = await follow(tools, ctx, key, ['checked', 'refused']);
        const isDry = given.dryRun === true;
        if (isDry || checked.state === 'refused') await discardImport(ctx, key);
        if (checked.state === 'refused') throw refusedOf(checked);
        if (isDry) return tell(tools, checked);
        await landImport(ctx, key, {
          rows: given.goodOnly === true ? 'good' : 'all',
          wholeDays: given.part !== true,
          overPinterest: given.overPinterest === true,
        });
        return tell(tools, await follow(tools, ctx, key, ['landed']));
      } finally {
        await helpers.stop();
      }
    });
  },
};
