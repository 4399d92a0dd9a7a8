import { Readable } from 'node:stream';
import { z } from 'zod';
import { accountKey, boundAdAccounts, currenciesOf } from '../../../connect/index.ts';
import type { Context } from '../../../foundation/db/index.ts';
import { Fault } from '../../../foundation/kit/index.ts';
import { listUsers } from '../../../identity/index.ts';
import {
  discardImport,
  getImport,
  IMPORT_BYTES_MAX,
  type ImportKey,
  type ImportView,
  importStated,
  importVerdicts,
  landImport,
  listImports,
  receiveImport,
  restateImport,
} from '../../../ingest/index.ts';
import { validWindows } from '../../../pinterest/contract.ts';
import {
  type ImportAnswer,
  type ImportList,
  importAnswer,
  importChoiceRequest,
  importList,
  importStatement,
} from '../../contract/imports.ts';
import { localeOf } from '../../middleware/problems.ts';
import { csvLine, textCell } from '../../present/csv.ts';
import { presentImport } from '../../present/imports.ts';
import { type Asked, clientOf, type Route, route } from '../../route.ts';

// What a person looks back to; older ones stand in the audit trail.
const MOST_IMPORTS = 20;
const SHOWN_VERDICTS = 50;
// Each may send a quarter of a gigabyte.
const UPLOADS_A_MINUTE = 12;

const path = '/clients/:clientId/imports';
const wanted = z.object({
  account: z.string().describe('The ad account the file is about'),
  window: z.string().default('30/30/1').describe('Click, engagement and view days the conversions were exported with'),
  reportTime: z.enum(['TIME_OF_AD_ACTION', 'TIME_OF_CONVERSION']).default('TIME_OF_AD_ACTION'),
  level: z.enum(['account', 'campaign', 'adGroup', 'ad']).optional().describe('Told from the file when left out'),
});

const keyOf = (asked: Asked): ImportKey => {
  const importId = z.uuid().safeParse(asked.params.importId).data;
  if (importId === undefined) throw new Fault('INGEST_IMPORT_MISSING', 'missing', 'There is no such import.');
  return { clientId: clientOf(asked), importId };
};

const aroundOf = async (ctx: Context, asked: Asked, views: readonly ImportView[]) => {
  const clientId = clientOf(asked);
  const [currencies, users] = await Promise.all([currenciesOf(ctx, { clientIds: [clientId] }), listUsers(ctx)]);
  const locale = localeOf(asked.request.headers['accept-language']);
  const people = new Map(users.map((each) => [String(each.userId), each.name]));
  return views.map((view) => {
    const currency = currencies.get(accountKey(clientId, view.account)) ?? null;
    return presentImport(view, { locale, currency, people });
  });
};

const answerOf = async (ctx: Context, asked: Asked, key: ImportKey): Promise<ImportAnswer> => {
  const view = await getImport(ctx, key);
  const verdicts: ImportAnswer['verdicts'] = [];
  if (view.state === 'checked' && (view.outcome?.bad ?? 0) > 0) {
    for await (const verdict of importVerdicts(ctx, key)) {
      verdicts.push(verdict);
      if (verdicts.length >= SHOWN_VERDICTS) break;
    }
  }
  const [told] = await aroundOf(ctx, asked, [view]);
  if (told === undefined) throw new Fault('INGEST_IMPORT_MISSING', 'missing', 'There is no such import.');
  return { ...told, verdicts };
};

const upload = route({
  method: 'POST',
  path,
  summary: 'Bring in an export of Ads Manager (the body: the CSV as it is); its rows are then checked',
  action: 'sync.start',
  query: wanted,
  takes: 'csv',
  perMinute: UPLOADS_A_MINUTE,
  answer: importAnswer,
  run: async ({ ctx }, asked): Promise<ImportAnswer> => {
    const { account, ...stated } = wanted.parse(asked.request.query);
    const { body } = asked;
    if (!(body instanceof Readable)) throw new Fault('INGEST_IMPORT_EMPTY', 'invalid', 'The request has no file.');
    try {
      const clientId = clientOf(asked);
      // Left open at a refusal: who is still sending could not read why.
      const bytes = body.iterator({ destroyOnReturn: false });
      const importId = await receiveImport(ctx, { clientId, account, stated: importStated.parse(stated), body: bytes });
      return await answerOf(ctx, asked, { clientId, importId });
    } finally {
      body.resume();
    }
  },
});

const list = route({
  method: 'GET',
  path,
  summary: 'The files that were brought in, the newest first',
  action: 'sync.read',
  answer: importList,
  run: async ({ ctx }, asked): Promise<ImportList> => {
    const clientId = clientOf(asked);
    const [items, accounts] = await Promise.all([
      listImports(ctx, { clientId, limit: MOST_IMPORTS }).then((found) => aroundOf(ctx, asked, found)),
      boundAdAccounts(ctx, { clientId }),
    ]);
    return {
      items,
      accounts: accounts.map(({ adAccountId: id, label, currency }) => ({ id, label, currency })),
      windows: [...validWindows],
      maxBytes: IMPORT_BYTES_MAX,
    };
  },
});

const read = route({
  method: 'GET',
  path: `${path}/:importId`,
  summary: 'One file: how far it is, what its rows are worth and what it would change',
  action: 'sync.read',
  answer: importAnswer,
  run: ({ ctx }, asked): Promise<ImportAnswer> => answerOf(ctx, asked, keyOf(asked)),
});

const restate = route({
  method: 'PUT',
  path: `${path}/:importId/statement`,
  summary: 'State anew what a file is and how it is written; its rows are checked again',
  action: 'sync.start',
  body: importStatement,
  answer: importAnswer,
  run: async ({ ctx }, asked): Promise<ImportAnswer> => {
    const given = Object.entries(asked.body).filter(([, value]) => value !== null);
    await restateImport(ctx, keyOf(asked), importStated.parse(Object.fromEntries(given)));
    return answerOf(ctx, asked, keyOf(asked));
  },
});

const land = route({
  method: 'POST',
  path: `${path}/:importId/landing`,
  summary: 'Import a checked file: all rows or the good ones; for whole days or its own rows only',
  action: 'sync.start',
  body: importChoiceRequest,
  answer: importAnswer,
  run: async ({ ctx }, asked): Promise<ImportAnswer> => {
    await landImport(ctx, keyOf(asked), asked.body);
    return answerOf(ctx, asked, keyOf(asked));
  },
});

const discard = route({
  method: 'DELETE',
  path: `${path}/:importId`,
  summary: 'Throw away a file that was not imported',
  action: 'sync.start',
  answer: z.undefined(),
  run: async ({ ctx }, asked): Promise<undefined> => {
    await discardImport(ctx, keyOf(asked));
    return undefined;
  },
});

async function* verdictLines(ctx: Context, key: ImportKey): AsyncGenerator<string> {
  yield csvLine(['line', 'column', 'value', 'rule']);
  for await (const { line, column, value, rule } of importVerdicts(ctx, key)) {
    yield csvLine([String(line), textCell(column), textCell(value), rule]);
  }
}

const verdicts = route({
  method: 'GET',
  path: `${path}/:importId/verdicts.csv`,
  summary: 'Every bad row of a file with its line, column, value and the rule it breaks, as CSV',
  action: 'sync.read',
  streams: 'text/csv',
  run: async ({ ctx }, asked) => {
    const key = keyOf(asked);
    await getImport(ctx, key);
    asked.reply
      .header('content-type', 'text/csv; charset=utf-8; header=present')
      .header('content-disposition', `attachment; filename="prikbord-import-${key.importId}.csv"`);
    return asked.reply.send(Readable.from(verdictLines(ctx, key)));
  },
});

/** Bringing in history: sending a file, what its rows are worth, and what becomes of it. @personal who sent it */
export const importRoutes: readonly Route[] = [upload, list, read, restate, land, discard, verdicts];
