import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { testSandbox } from '../../../test/kit/sandbox.ts';

type Trend = { keyword: string; pct_growth_mom: number; time_series: Record<string, number> };

/** What these tests read of an answer. */
type Body = {
  code: number;
  id: string;
  location: string;
  status: string;
  bookmark: string | null;
  trends: Trend[];
  related_terms_list: { term: string; related_terms: string[] }[];
  items: [Body, ...Body[]];
};

const setUp = async (t: TestContext) => {
  const sandbox = await testSandbox(t, { now: '2026-11-23T15:00:00Z' });
  const [, user] = await sandbox.users();
  const { access } = await sandbox.consent({ user: user?.id ?? '' });
  const ask = async (path: string) => {
    const response = await sandbox.call(access, 'GET', path);
    const json: Body = JSON.parse(await response.text());
    return { status: response.status, json };
  };
  return { sandbox, ask };
};

test('trends come by region and order, a year of weeks each, at most fifty', async (t) => {
  const { ask } = await setUp(t);
  const { json } = await ask('/trends/keywords/NL%2BBE%2BLU/top/growing?limit=30');
  const growth = json.trends.map((trend) => trend.pct_growth_mom);
  assert.equal(growth.length, 30);
  assert.deepEqual(
    growth,
    growth.toSorted((one, other) => other - one),
  );
  for (const trend of json.trends) {
    const weeks = Object.entries(trend.time_series);
    assert.equal(weeks.length, 52);
    assert.ok(weeks.every(([day, value]) => new Date(day).getUTCDay() === 0 && value >= 0 && value <= 100));
  }
  const other = await ask('/trends/keywords/DE/top/growing?limit=30');
  assert.notDeepEqual(other.json, json);
  assert.equal((await ask('/trends/keywords/NL/top/growing')).status, 400);
  assert.equal((await ask('/trends/keywords/DE/top/growing?limit=51')).status, 400);
});

test('a word nobody searches for has no trends and no related terms', async (t) => {
  const { ask } = await setUp(t);
  const none = await ask('/trends/keywords/DE/top/monthly?include_keywords=zzzz');
  assert.deepEqual([none.status, none.json.trends], [200, []]);
  const { json } = await ask('/terms/related?terms=kleine%20tuinen&terms=zzzz');
  assert.ok((json.related_terms_list[0]?.related_terms.length ?? 0) > 0);
  assert.deepEqual(json.related_terms_list[1]?.related_terms, []);
});

test('a product feed is where it says, its nights are told newest first and never on a second page', async (t) => {
  const { ask } = await setUp(t);
  const [feed] = (await ask('/catalogs/feeds')).json.items;
  assert.equal((await fetch(feed.location)).status, 200);
  const { json } = await ask(`/catalogs/feeds/${feed.id}/processing_results?page_size=10`);
  assert.deepEqual([json.items.length, json.bookmark], [10, null]);
  const all = (await ask(`/catalogs/feeds/${feed.id}/processing_results?page_size=250`)).json.items;
  assert.deepEqual([...new Set(all.map(({ status }) => status))].sort(), ['COMPLETED', 'FAILED']);
  assert.deepEqual(
    await ask('/catalogs/feeds/1/processing_results').then(({ status, json: { code } }) => [status, code]),
    [404, 4161],
  );
});
