import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { clientFor, smallBudget } from '../../test/kit/pinterest.ts';
import { type SandboxChoices, testSandbox } from '../../test/kit/sandbox.ts';
import { addDays, type Day, dayOf, Fault, isFault, type Secret } from '../foundation/kit/index.ts';
import { conversionColumns, deliveryColumns, parseWindow, rateLimits, syncColumns, wantedScopes } from './contract.ts';
import type { Pinterest, Session } from './core/ports.ts';
import { authorizeUrl, exchangeCode, refreshTokens } from './oauth.ts';
import {
  createReport,
  downloadReport,
  getAccountFigures,
  getAd,
  getAdAccount,
  getAdFigures,
  getOrganicFigures,
  getReadyState,
  getReport,
  getUserAccount,
  getUserAccountPersonal,
  listAdAccounts,
  listAds,
  listBoardPins,
  listBoards,
  listCampaigns,
  listTopPins,
} from './read.ts';
import { createMedia, createPin, updateCampaigns, uploadMedia } from './write.ts';

const NOW = '2026-11-23T12:00:00Z';
const REDIRECT = 'http://127.0.0.1:9/callback';

const consentOf = async (pinterest: Pinterest, user: string) => {
  const url = authorizeUrl(pinterest, { redirectUri: REDIRECT, scopes: wantedScopes, state: 's-1' });
  const page = await fetch(`${url}&approve=${user}`, { redirect: 'manual' });
  const back = new URL(page.headers.get('location') ?? '');
  assert.equal(back.searchParams.get('state'), 's-1');
  return { budgetKey: 'app', code: back.searchParams.get('code') ?? '', redirectUri: REDIRECT };
};

// A connection as `connect` keeps it, in memory: the newest tokens, refreshed when the client asks.
const connected = async (t: TestContext, choices: SandboxChoices = {}) => {
  const sandbox = await testSandbox(t, { now: NOW, ...choices });
  const client = clientFor(sandbox.url, { timeoutMs: 1_500 });
  const { pinterest } = client;
  const [first] = await sandbox.users();
  const user = first?.id ?? '';
  let tokens = await exchangeCode(pinterest, await consentOf(pinterest, user));
  const session: Session & { refreshes: number } = {
    budgetKey: user,
    refreshes: 0,
    accessToken: async () => tokens.accessToken,
    refreshed: async () => {
      session.refreshes += 1;
      try {
        const refreshToken: Secret = tokens.refreshToken ?? tokens.accessToken;
        tokens = await refreshTokens(pinterest, { budgetKey: user, refreshToken });
        return true;
      } catch (error) {
        if (isFault(error, 'PINTEREST_GRANT_REFUSED')) return false;
        throw error;
      }
    },
  };
  return { ...client, sandbox, session, user, tokens: () => tokens };
};

const all = async <Item>(list: AsyncIterable<Item[]>): Promise<Item[]> => {
  const items: Item[] = [];
  for await (const page of list) items.push(...page);
  return items;
};

const adAccountOf = async (pinterest: Pinterest, session: Session): Promise<string> => {
  const accounts = await all(listAdAccounts(pinterest, session, {}));
  const own = accounts.find((account) => account.permissions.includes('OWNER'));
  return own?.id ?? assert.fail('no ad account of its own');
};

const faultOf = async (promise: Promise<unknown>): Promise<Fault> => {
  const error = await promise.then(
    () => undefined,
    (one: unknown) => one,
  );
  assert.ok(error instanceof Fault, String(error));
  return error;
};

const today = dayOf(new Date(NOW));
const yesterday = addDays(today, -1);

test('a consent becomes tokens once, and its code no second time', async (t) => {
  const sandbox = await testSandbox(t, { now: NOW });
  const { pinterest } = clientFor(sandbox.url);
  const [user] = await sandbox.users();
  const consent = await consentOf(pinterest, user?.id ?? '');
  const tokens = await exchangeCode(pinterest, consent);
  assert.deepEqual([...tokens.scopes].sort(), [...wantedScopes].sort());
  assert.equal(tokens.accessExpiresInSeconds, 2_592_000);
  assert.equal(tokens.refreshExpiresInSeconds, 5_184_000);
  assert.equal((await faultOf(exchangeCode(pinterest, consent))).code, 'PINTEREST_GRANT_REFUSED');
});

test('the account comes without its person, and the person only wrapped', async (t) => {
  const { pinterest, session, user } = await connected(t, { plant: 'PLANTED' });
  const account = await getUserAccount(pinterest, session, {});
  assert.deepEqual([account.id, account.account_type], [user, 'BUSINESS']);
  const adAccounts = await all(listAdAccounts(pinterest, session, {}));
  const boards = await all(listBoards(pinterest, session, {}));
  assert.doesNotMatch(JSON.stringify([account, adAccounts, boards]), /PLANTED/);
  const person = await getUserAccountPersonal(pinterest, session, {});
  assert.doesNotMatch(JSON.stringify(person), /PLANTED/);
  assert.match(person.username?.reveal() ?? '', /PLANTED$/);
});

test('boards and ads beyond one page are all there, each once', async (t) => {
  const { pinterest, sandbox } = await connected(t);
  let mostBoards = 0;
  let mostAds = 0;
  for (const { id: user } of await sandbox.users()) {
    const session = await sandbox.session({ user });
    const { account_type } = await getUserAccount(pinterest, session, {});
    if (account_type !== 'BUSINESS') continue;
    const boards = await all(listBoards(pinterest, session, {}));
    assert.equal(new Set(boards.map((board) => board.id)).size, boards.length);
    mostBoards = Math.max(mostBoards, boards.length);
    for (const account of await all(listAdAccounts(pinterest, session, { includeShared: false }))) {
      const ads = await all(listAds(pinterest, session, { adAccountId: account.id }));
      assert.equal(new Set(ads.map((ad) => ad.id)).size, ads.length);
      mostAds = Math.max(mostAds, ads.length);
    }
  }
  assert.ok(mostBoards > 250 && mostAds > 250, `${mostBoards} boards, ${mostAds} ads`);
});

test('archived things are listed unless only living ones are asked', async (t) => {
  const { pinterest, session } = await connected(t);
  const adAccountId = await adAccountOf(pinterest, session);
  assert.equal((await getAdAccount(pinterest, session, { adAccountId })).id, adAccountId);
  const every = await all(listCampaigns(pinterest, session, { adAccountId }));
  const alive = await all(listCampaigns(pinterest, session, { adAccountId, statuses: ['ACTIVE', 'PAUSED'] }));
  assert.ok(alive.every((campaign) => campaign.status === 'ACTIVE' || campaign.status === 'PAUSED'));
  assert.ok(every.length >= alive.length && alive.length > 0);
});

test('the ad figures asked directly add up to those of the account', async (t) => {
  const { pinterest, session } = await connected(t);
  const adAccountId = await adAccountOf(pinterest, session);
  const question = {
    adAccountId,
    from: addDays(yesterday, -6),
    to: yesterday,
    columns: syncColumns,
    granularity: 'DAY',
    window: parseWindow('30/30/1'),
    reportTime: 'TIME_OF_AD_ACTION',
  } as const;
  const ads = await all(listAds(pinterest, session, { adAccountId }));
  const rows = await getAdFigures(pinterest, session, { ...question, adIds: ads.map((ad) => ad.id) });
  const account = await getAccountFigures(pinterest, session, question);
  assert.ok(account.length > 0 && rows.length > 0);
  for (const total of account) {
    for (const column of syncColumns) {
      let sum = 0n;
      for (const row of rows) if (row.day === total.day) sum += row.values[column] ?? 0n;
      assert.equal(sum, total.values[column] ?? 0n, `${total.day} ${column}`);
    }
  }
  const one = ads[0] ?? assert.fail('no ads');
  assert.deepEqual(await getAd(pinterest, session, { adAccountId, adId: one.id }), one);
});

const finished = async (pinterest: Pinterest, session: Session, input: { adAccountId: string; token: string }) => {
  for (let poll = 0; poll < 200; poll += 1) {
    const found = await getReport(pinterest, session, input);
    if (found.url !== null) return found.url;
    assert.ok(found.state === 'IN_PROGRESS' || found.state === 'UNKNOWN', found.state);
    await sleep(50);
  }
  return assert.fail('the report was not finished');
};

test('a report is asked for, waited for and streamed: the columns asked, by their names, after id and day', async (t) => {
  const { pinterest, session } = await connected(t);
  const adAccountId = await adAccountOf(pinterest, session);
  const columns = [...deliveryColumns, ...conversionColumns];
  const started = await createReport(pinterest, session, {
    adAccountId,
    level: 'CAMPAIGN',
    from: addDays(yesterday, -13),
    to: yesterday,
    columns,
    window: parseWindow('30/30/1'),
    reportTime: 'TIME_OF_AD_ACTION',
  });
  const url = await finished(pinterest, session, { adAccountId, token: started.token });
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of await downloadReport(pinterest, { url })) text += decoder.decode(piece, { stream: true });
  const [header, ...lines] = text.trim().split(/\r?\n/);
  assert.deepEqual(header?.split(',').sort(), ['CAMPAIGN_ID', 'DATE', ...columns].sort());
  assert.ok(lines.length > 0);
  assert.ok(lines.every((line) => line.split(',').length === columns.length + 2));
  assert.equal((await getReport(pinterest, session, { adAccountId, token: 'never-made' })).state, 'DOES_NOT_EXIST');
  const tampered = url.replace(/Signature=\w{4}/, 'Signature=0000');
  assert.equal((await faultOf(downloadReport(pinterest, { url: tampered }))).code, 'PINTEREST_REPORT_ADDRESS_EXPIRED');
});

test('organic figures come by day with their status, top Pins without pictures, readiness for a day', async (t) => {
  const { pinterest, session } = await connected(t);
  const from: Day = addDays(today, -7);
  const organic = await getOrganicFigures(pinterest, session, { from, to: today });
  assert.equal(organic.all?.daily_metrics.length, 8);
  assert.equal(organic.all?.daily_metrics.at(-1)?.data_status, 'PROCESSING');
  const top = await listTopPins(pinterest, session, { from, to: yesterday, sortBy: 'SAVE', most: 5 });
  assert.ok(top.pins.length > 0 && top.pins.length <= 5);
  const ready = await getReadyState(pinterest, session, { day: addDays(today, -10) });
  assert.deepEqual(ready, { conversion_metrics_ready: true, non_conversion_metrics_ready: true });
});

test('an expired token is replaced on the way, and nobody notices', async (t) => {
  const { pinterest, session, sandbox } = await connected(t);
  await sandbox.control.faults([{ op: '*', kind: 'expired-token', times: 1 }]);
  await getUserAccount(pinterest, session, {});
  assert.equal(session.refreshes, 1);
});

test('a revoked consent ends as unauthenticated after one look', async (t) => {
  const { pinterest, session, sandbox, journal } = await connected(t);
  await sandbox.control.faults([{ op: '*', kind: 'revoked', times: 1 }]);
  assert.equal((await faultOf(getUserAccount(pinterest, session, {}))).kind, 'unauthenticated');
  assert.equal(session.refreshes, 1);
  assert.deepEqual(
    journal.slice(-2).map((entry) => [entry.operation, entry.status]),
    [
      ['user_account/get', 401],
      ['oauth/token', 401],
    ],
  );
});

test('a missing scope is told by name and asks for no fresh token', async (t) => {
  const { pinterest, session, sandbox, user } = await connected(t);
  const { access } = await sandbox.consent({ user, app: '1477999', scopes: ['user_accounts:read'] });
  const narrow = { ...session, accessToken: async () => ({ ...(await session.accessToken()), reveal: () => access }) };
  const fault = await faultOf(all(listBoards(pinterest, narrow, {})));
  assert.deepEqual([fault.code, fault.facts.scopes, session.refreshes], ['PINTEREST_SCOPE_MISSING', 'boards:read', 0]);
});

for (const kind of ['500', 'html', 'reset', 'timeout', '429', 'slow'] as const) {
  test(`a read outlasts one ${kind}`, async (t) => {
    const { pinterest, session, sandbox } = await connected(t);
    await sandbox.control.faults([{ op: 'user_account/get', kind, times: 1 }]);
    assert.equal((await getUserAccount(pinterest, session, {})).account_type, 'BUSINESS');
  });
}

test('a Pin whose answer was lost is never sent twice, and can be found by looking', async (t) => {
  const { pinterest, session, sandbox, user } = await connected(t);
  const board = (await all(listBoards(pinterest, session, {}))).find((one) => one.privacy === 'PUBLIC');
  const boardId = board?.id ?? assert.fail('no board');
  for (const kind of ['500-after-commit', '2787-after-commit', 'timeout-after-commit', 'reset', '500'] as const) {
    await sandbox.control.faults([{ op: 'pins/create', kind, times: 1 }]);
    const link = `https://example.org/${kind}`;
    const pin = {
      board_id: boardId,
      title: kind,
      link,
      media_source: { source_type: 'image_base64', content_type: 'image/png', data: PIXEL },
    } as const;
    assert.equal((await faultOf(createPin(pinterest, session, { pin }))).kind, 'unsure', kind);
    const committed = kind.endsWith('-after-commit');
    const really = (await sandbox.control.pins(user)).filter((one) => one.link === link);
    assert.equal(really.length, committed ? 1 : 0, kind);
    const found = (await all(listBoardPins(pinterest, session, { boardId }))).filter((one) => one.link === link);
    assert.equal(found.length, really.length, kind);
  }
});

// The smallest picture there is: one transparent dot.
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

test('a change of several campaigns comes back one by one, the good with the bad', async (t) => {
  const { pinterest, session } = await connected(t);
  const adAccountId = await adAccountOf(pinterest, session);
  const campaigns = await all(listCampaigns(pinterest, session, { adAccountId, statuses: ['ACTIVE'] }));
  const [one] = campaigns;
  const outcomes = await updateCampaigns(pinterest, session, {
    adAccountId,
    items: [
      { id: one?.id ?? '', status: 'PAUSED' },
      { id: '99999999', status: 'PAUSED' },
    ],
  });
  assert.deepEqual(
    outcomes.map((outcome) => outcome.state),
    ['done', 'refused'],
  );
});

test('a video goes up to storage', async (t) => {
  const { pinterest, session } = await connected(t);
  const upload = await createMedia(pinterest, session, {});
  await uploadMedia(pinterest, { upload, file: new Blob([Buffer.alloc(2_000, 1)], { type: 'video/mp4' }) });
});

test('a burst of calls stays under the limits, as Pinterest counts them', async (t) => {
  const { sandbox, session } = await connected(t);
  const { pinterest } = clientFor(sandbox.url, {}, smallBudget(rateLimits.standard, 60_000));
  await Promise.all(Array.from({ length: 150 }, () => getUserAccount(pinterest, session, {})));
  const { overLimit, totals } = await sandbox.control.requests();
  assert.equal(overLimit, 0);
  assert.equal(totals['user_account/get'], 150);
});
