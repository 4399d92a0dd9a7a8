import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientFor, countingSession, type Scripted, scriptedServer } from '../../../test/kit/pinterest.ts';
import { Fault, type FaultKind } from '../../foundation/kit/index.ts';
import { createBoardSection } from '../endpoints/boards/create-board-section.ts';
import { getBoard } from '../endpoints/boards/get-board.ts';
import { listFeeds } from '../endpoints/catalogs/list-feeds.ts';
import { exchangeCode } from '../endpoints/oauth/exchange-code.ts';
import { createPin } from '../endpoints/pins/create-pin.ts';
import { updatePin } from '../endpoints/pins/update-pin.ts';
import { getReport } from '../endpoints/reports/get-report.ts';
import { faultWords, type PinterestFaultCode } from '../errors.ts';
import type { Pinterest, Session } from './ports.ts';

type Ask = (pinterest: Pinterest, session: Session) => Promise<unknown>;

const read: Ask = (pinterest, session) => getBoard(pinterest, session, { boardId: '1' });
const figures: Ask = (pinterest, session) => getReport(pinterest, session, { adAccountId: '1', token: 't' });
const publish: Ask = (pinterest, session) =>
  createPin(pinterest, session, {
    pin: { board_id: '1', media_source: { source_type: 'image_url', url: 'https://example.org/a.png' } },
  });
const editPin: Ask = (pinterest, session) => updatePin(pinterest, session, { pinId: '1', change: { title: 'x' } });
const section: Ask = (pinterest, session) => createBoardSection(pinterest, session, { boardId: '1', name: 'x' });
const consent: Ask = (pinterest) =>
  exchangeCode(pinterest, { budgetKey: 'app', code: 'c', redirectUri: 'https://example.org/' });
const feeds: Ask = async (pinterest, session) => {
  for await (const page of listFeeds(pinterest, session, {})) return page;
  return [];
};

const refusal = (status: number, code: number | undefined, message: string): Scripted => ({
  status,
  body: { ...(code !== undefined && { code }), message, status: 'failure' },
});

const noScope =
  "Your application token does not have sufficient permissions or the correct set of scopes. Missing: ['boards:write']";
const ours = 'Sorry! Something went wrong on our end.';
const block = "You've hit a block (Pins) we have in place to combat spam.";
const trial = 'Apps with Trial access may not create Pins in production';

// Every refusal known of Pinterest, and the answers that are no errors of Pinterest's own.
const table: [sentence: string, ask: Ask, answer: Scripted, code: PinterestFaultCode, kind: FaultKind][] = [
  [
    'a parameter Pinterest does not take is for the asker',
    read,
    refusal(400, 1, "'board_id' value 'x' must match the pattern: ^\\d+$"),
    'PINTEREST_PARAMETER_INVALID',
    'invalid',
  ],
  [
    'code 400 is a bare status: invalid too',
    figures,
    refusal(400, 400, 'Invalid ad analytics parameters.'),
    'PINTEREST_PARAMETER_INVALID',
    'invalid',
  ],
  [
    'code 12 on figures passes by itself',
    figures,
    refusal(400, 12, 'Something went wrong'),
    'PINTEREST_TRY_AGAIN',
    'upstream',
  ],
  [
    'code 12 on a change proves nothing',
    editPin,
    refusal(400, 12, 'Something went wrong'),
    'PINTEREST_OUTCOME_UNSURE',
    'unsure',
  ],
  [
    'a limit told in a 400 is a limit',
    figures,
    refusal(400, 8, 'Too many. Retry after 7 seconds'),
    'PINTEREST_ANALYTICS_LIMITED',
    'limited',
  ],
  ['2787 may have made the Pin', publish, refusal(400, 2787, ours), 'PINTEREST_OUTCOME_UNSURE', 'unsure'],
  [
    'a picture Pinterest cannot fetch made no Pin',
    publish,
    refusal(400, 235, 'Sorry we could not fetch the image.'),
    'PINTEREST_IMAGE_UNREACHABLE',
    'upstream',
  ],
  [
    'another sentence for the same',
    publish,
    refusal(400, undefined, 'Unable to reach the URL.'),
    'PINTEREST_IMAGE_UNREACHABLE',
    'upstream',
  ],
  [
    'a video without cover',
    publish,
    refusal(400, 1, 'cover_image_url or cover_image_content_type is required'),
    'PINTEREST_VIDEO_COVER_MISSING',
    'invalid',
  ],
  [
    'a carousel of six',
    publish,
    refusal(400, 1, 'items fails constraint: maxItems=5'),
    'PINTEREST_CAROUSEL_INVALID',
    'invalid',
  ],
  [
    'an id that is no number',
    publish,
    refusal(400, 1, "'abc' does not match '^\\d+$'"),
    'PINTEREST_PARAMETER_INVALID',
    'invalid',
  ],
  [
    'a bookmark that has died starts the list again',
    feeds,
    refusal(400, 1, 'The bookmark is not valid.'),
    'PINTEREST_BOOKMARK_EXPIRED',
    'conflict',
  ],
  ['a dead token', read, refusal(401, 2, 'Authentication failed.'), 'PINTEREST_TOKEN_REFUSED', 'unauthenticated'],
  [
    'a report token is not the access token',
    figures,
    refusal(400, 1104, 'The token you provided is not valid or has expired'),
    'PINTEREST_REPORT_TOKEN_INVALID',
    'missing',
  ],
  ['a missing scope', section, refusal(401, 3, noScope), 'PINTEREST_SCOPE_MISSING', 'forbidden'],
  [
    'a feature the app was not given',
    editPin,
    refusal(401, 3, 'Your application does not have access to this restricted feature: pin_edit'),
    'PINTEREST_FEATURE_RESTRICTED',
    'forbidden',
  ],
  ["someone else's board, as 401", read, refusal(401, 7, 'Not authorized.'), 'PINTEREST_NOT_YOURS', 'forbidden'],
  ["someone else's board, as 403", read, refusal(403, 7, 'Not authorized.'), 'PINTEREST_NOT_YOURS', 'forbidden'],
  ['a role that may not', read, refusal(403, 29, 'You are not permitted.'), 'PINTEREST_NOT_PERMITTED', 'forbidden'],
  ['an app on trial', publish, refusal(403, 29, trial), 'PINTEREST_TRIAL_ACCESS', 'forbidden'],
  ['a personal account', read, refusal(403, 403, 'PINNER_DATA_ACCESS_DENIED'), 'PINTEREST_PINNER_ACCOUNT', 'forbidden'],
  [
    'code 403 is a bare status',
    figures,
    refusal(403, 403, 'Not authorized to access the user account analytics.'),
    'PINTEREST_NOT_PERMITTED',
    'forbidden',
  ],
  ['a disapproved shop', feeds, refusal(403, 2625, 'Merchant'), 'PINTEREST_MERCHANT_DISAPPROVED', 'forbidden'],
  ['a shop under review', feeds, refusal(403, 2626, 'Merchant'), 'PINTEREST_MERCHANT_UNDER_REVIEW', 'forbidden'],
  ['a business account is needed', feeds, refusal(403, 654, 'Business'), 'PINTEREST_BUSINESS_REQUIRED', 'forbidden'],
  ['no such board', read, refusal(404, 40, 'Board not found.'), 'PINTEREST_BOARD_MISSING', 'missing'],
  ['no such Pin', editPin, refusal(404, 50, 'Pin not found.'), 'PINTEREST_PIN_MISSING', 'missing'],
  ['no such section', section, refusal(404, 2031, 'Section not found.'), 'PINTEREST_SECTION_MISSING', 'missing'],
  ['no such user', read, refusal(404, 30, 'User not found.'), 'PINTEREST_USER_MISSING', 'missing'],
  ['code 404 is a bare status', read, refusal(404, 404, 'Not found.'), 'PINTEREST_MISSING', 'missing'],
  ['a method the address does not know', read, refusal(405, 5, 'Not allowed'), 'PINTEREST_METHOD_REFUSED', 'bug'],
  [
    'a board somebody else is changing',
    section,
    refusal(409, 409, 'Could not get exclusive access to the board'),
    'PINTEREST_CONFLICT',
    'conflict',
  ],
  ['a name that exists', section, refusal(422, 4170, 'Name exists'), 'PINTEREST_NAME_TAKEN', 'invalid'],
  ['a rate limit', read, refusal(429, 8, 'You have exceeded your rate limit.'), 'PINTEREST_LIMITED', 'limited'],
  ['a rate limit with the old code', read, refusal(429, 30, 'Rate limit'), 'PINTEREST_LIMITED', 'limited'],
  ['a question too costly', figures, refusal(429, 2726, 'Query cost'), 'PINTEREST_QUERY_TOO_COSTLY', 'limited'],
  ['a block against spam', publish, refusal(429, 8, block), 'PINTEREST_SPAM_BLOCK', 'limited'],
  ['a block against spam, as 400', publish, refusal(400, 9, block), 'PINTEREST_SPAM_BLOCK', 'limited'],
  ['trouble at Pinterest while reading', read, refusal(500, 500, ours), 'PINTEREST_SERVER_TROUBLE', 'upstream'],
  ['trouble at Pinterest while changing', publish, refusal(502, 502, ours), 'PINTEREST_OUTCOME_UNSURE', 'unsure'],
  ['a switched-off endpoint', publish, refusal(503, 4197, 'Ramped down'), 'PINTEREST_ENDPOINT_CLOSED', 'missing'],
  ['an HTML page as refusal', read, { status: 503, body: '<html>503</html>' }, 'PINTEREST_SERVER_TROUBLE', 'upstream'],
  ['an empty refusal', publish, { status: 503 }, 'PINTEREST_OUTCOME_UNSURE', 'unsure'],
  ['an HTML page as success', read, { status: 200, body: '<html>' }, 'PINTEREST_ANSWER_UNREADABLE', 'upstream'],
  ['an empty success', read, { status: 200 }, 'PINTEREST_ANSWER_UNREADABLE', 'upstream'],
  [
    'an unreadable success of a change',
    publish,
    { status: 201, body: '{"id":"1' },
    'PINTEREST_OUTCOME_UNSURE',
    'unsure',
  ],
  ['a success in an unknown form', read, { status: 200, body: { id: [] } }, 'PINTEREST_ANSWER_UNEXPECTED', 'bug'],
  ['a changed thing in an unknown form', publish, { status: 201, body: {} }, 'PINTEREST_OUTCOME_UNSURE', 'unsure'],
  [
    'a redirect',
    read,
    { status: 302, headers: { location: 'http://127.0.0.1:1/' } },
    'PINTEREST_REDIRECTED',
    'upstream',
  ],
  ['a broken line while reading', read, 'reset', 'PINTEREST_UNREACHABLE', 'upstream'],
  ['a broken line while changing', publish, 'reset', 'PINTEREST_OUTCOME_UNSURE', 'unsure'],
  ['silence while reading', read, 'hang', 'PINTEREST_TIMEOUT', 'upstream'],
  ['silence while changing', publish, 'hang', 'PINTEREST_OUTCOME_UNSURE', 'unsure'],
  [
    'a spent code of a consent',
    consent,
    refusal(400, 283, 'Invalid authorization code.'),
    'PINTEREST_GRANT_REFUSED',
    'unauthenticated',
  ],
  [
    'a wrong app secret',
    consent,
    refusal(401, 2, 'Authentication failed.'),
    'PINTEREST_GRANT_REFUSED',
    'unauthenticated',
  ],
  ['trouble during a consent', consent, refusal(500, 500, ours), 'PINTEREST_SERVER_TROUBLE', 'upstream'],
];

for (const [sentence, ask, answer, code, kind] of table) {
  test(`${sentence}: ${code}`, async (t) => {
    const { url } = await scriptedServer(t, [answer]);
    const { pinterest } = clientFor(url, { retry: { attempts: 1, baseMs: 1 }, timeoutMs: 300 });
    const fault = await ask(pinterest, countingSession(['pina_one'])).then(
      () => assert.fail('no fault'),
      (error: unknown) => error,
    );
    assert.ok(fault instanceof Fault, String(fault));
    assert.deepEqual([fault.code, fault.kind], [code, kind]);
    assert.equal(fault.retryAt !== undefined, kind === 'limited');
  });
}

test('what a fault tells are codes and vocabulary, never a sentence of Pinterest', async (t) => {
  const planted = 'Anna de Vries <anna@example.org>';
  const { url } = await scriptedServer(t, [
    {
      status: 401,
      headers: { 'x-pinterest-rid': '112233' },
      body: { code: 3, message: `${planted} ${noScope}`, message_detail: planted },
    },
    refusal(400, 1, `'title' value '${planted}' is too long`),
    { status: 200, body: { id: planted, name: { first: planted } } },
  ]);
  const { pinterest } = clientFor(url);
  const faults: unknown[] = [];
  for (const ask of [section, section, read]) {
    faults.push(await ask(pinterest, countingSession(['x'])).catch((error: unknown) => error));
  }
  const [scope, parameter] = faults.map((fault) => (fault instanceof Fault ? fault.facts : {}));
  assert.deepEqual(
    { ...scope, ...parameter },
    {
      operation: 'board_sections/create',
      status: 400,
      code: 1,
      scopes: 'boards:write',
      requestId: '112233',
      parameter: 'title',
    },
  );
  for (const fault of faults) {
    assert.ok(fault instanceof Fault);
    assert.doesNotMatch(JSON.stringify([fault.message, fault.facts, fault.stack, String(fault.cause)]), /Anna|anna@/);
  }
});

test('every code says in every language what it means and what to do', () => {
  for (const [code, words] of Object.entries(faultWords)) {
    assert.match(code, /^PINTEREST_[A-Z_]+$/);
    const texts = (['nl', 'en'] as const).flatMap((locale) => [words[locale].meaning, words[locale].remedy]);
    assert.equal(new Set(texts).size, 4, code);
    for (const text of texts) assert.match(text, /^[A-Z'].{10,}\.$/, code);
  }
});
