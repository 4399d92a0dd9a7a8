import assert from 'node:assert/strict';
import { addDays, type Day, dayOf, secret } from '../../src/foundation/kit/index.ts';
import { exchangeCode, refreshTokens } from '../../src/pinterest/oauth.ts';
import * as read from '../../src/pinterest/read.ts';
import { type Case, firstOf, gathered, type Stage } from './stage.ts';

const quarter = async ({ sandbox }: Stage): Promise<{ from: Day; to: Day }> => {
  const today = dayOf(await sandbox.control.clock.now());
  return { from: addDays(today, -90), to: today };
};

const REDIRECT = 'http://127.0.0.1:9/callback';

const codeOf = async ({ sandbox, user }: Stage): Promise<string> => {
  const asked = new URLSearchParams({
    client_id: '1477000',
    redirect_uri: REDIRECT,
    response_type: 'code',
    scope: 'user_accounts:read',
    approve: user.id,
  });
  const page = await fetch(`${sandbox.url}/oauth/?${asked}`, { redirect: 'manual' });
  return new URL(page.headers.get('location') ?? '').searchParams.get('code') ?? '';
};

const organic = (split: 'NO_SPLIT' | 'APP_TYPE' | 'SOURCE' | 'OWNED_CONTENT' | 'PIN_FORMAT'): Case => ({
  operation: 'user_account/analytics',
  door: 'getOrganicFigures',
  title: split,
  run: async (stage) => read.getOrganicFigures(stage.pinterest, stage.session, { ...(await quarter(stage)), split }),
});

const pinFigures = (split: 'NO_SPLIT' | 'APP_TYPE'): Case => ({
  operation: 'pins/analytics',
  door: 'getPinFigures',
  title: split,
  run: async (stage) => {
    const { pinterest, session } = stage;
    const pin = firstOf(await gathered(read.listPins(pinterest, session, {})));
    const metrics = ['IMPRESSION', 'SAVE', 'SAVE_RATE', 'OUTBOUND_CLICK', 'TOTAL_COMMENTS', 'VIDEO_MRC_VIEW'];
    const days = await quarter(stage);
    return read.getPinFigures(pinterest, session, { ...days, pinId: pin.id, metrics, split });
  },
});

const trends = (kind: 'growing' | 'monthly' | 'yearly' | 'seasonal'): Case => ({
  operation: 'trending_keywords/list',
  door: 'listTrends',
  title: kind,
  run: async ({ pinterest, session }) => {
    const found = await read.listTrends(pinterest, session, { region: 'NL+BE+LU', kind, most: 20 });
    assert.ok(found.length > 0);
  },
});

/** Tokens, the account itself, its organic figures, planning and catalogs. */
export const accountCases: readonly Case[] = [
  {
    operation: 'oauth/token',
    door: 'exchangeCode',
    run: async (stage) =>
      exchangeCode(stage.pinterest, { budgetKey: 'app', code: await codeOf(stage), redirectUri: REDIRECT }),
  },
  {
    operation: 'oauth/token',
    door: 'refreshTokens',
    run: async (stage) => {
      const { refresh } = await stage.sandbox.consent({ user: stage.user.id });
      return refreshTokens(stage.pinterest, { budgetKey: stage.user.id, refreshToken: secret(refresh) });
    },
  },
  {
    operation: 'user_account/get',
    door: 'getUserAccount',
    run: ({ pinterest, session }) => read.getUserAccount(pinterest, session, {}),
  },
  {
    operation: 'user_account/get',
    door: 'getUserAccountPersonal',
    run: ({ pinterest, session }) => read.getUserAccountPersonal(pinterest, session, {}),
  },
  organic('NO_SPLIT'),
  organic('APP_TYPE'),
  organic('SOURCE'),
  organic('OWNED_CONTENT'),
  organic('PIN_FORMAT'),
  {
    operation: 'user_account/analytics/top_pins',
    door: 'listTopPins',
    run: async (stage) => {
      const days = await quarter(stage);
      return read.listTopPins(stage.pinterest, stage.session, { ...days, sortBy: 'SAVE', most: 50 });
    },
  },
  pinFigures('NO_SPLIT'),
  pinFigures('APP_TYPE'),
  trends('growing'),
  trends('monthly'),
  trends('yearly'),
  trends('seasonal'),
  {
    operation: 'trending_keywords/list',
    door: 'listTrends',
    title: 'of an interest and a word',
    run: ({ pinterest, session }) => {
      const question = { interests: ['home_decor', 'gardening'], includeKeywords: ['tuin', 'hout'] };
      return read.listTrends(pinterest, session, { region: 'NL+BE+LU', kind: 'growing', ...question });
    },
  },
  {
    operation: 'terms_related/list',
    door: 'getRelatedTerms',
    run: ({ pinterest, session }) => read.getRelatedTerms(pinterest, session, { terms: ['kleine tuinen', 'haken'] }),
  },
  {
    operation: 'feeds/list',
    door: 'listFeeds',
    run: ({ pinterest, session }) => gathered(read.listFeeds(pinterest, session, {})),
  },
  {
    operation: 'feed_processing_results/list',
    door: 'listFeedResults',
    run: async ({ pinterest, session }) => {
      const feed = firstOf(await gathered(read.listFeeds(pinterest, session, {})));
      const results = await read.listFeedResults(pinterest, session, { feedId: feed.id });
      assert.ok(results.length > 0);
    },
  },
];
