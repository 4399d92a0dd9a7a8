import type { Stage } from './stage.ts';

type Listed = { items: { id: string }[] };

const answerOf = async (stage: Stage, path: string): Promise<Listed> => {
  const { reveal } = await stage.session.accessToken();
  return JSON.parse(await (await stage.sandbox.call(reveal(), 'GET', path)).text());
};

const lastWeek = async ({ sandbox }: Stage): Promise<[string, string]> => {
  const now = (await sandbox.control.clock.now()).getTime();
  const before = (days: number): string => new Date(now - days * 86_400_000).toISOString().slice(0, 10);
  return [before(7), before(1)];
};

let made = 0;

const aSection = async (stage: Stage): Promise<string> => {
  const { items } = await answerOf(stage, '/boards');
  const path = `/boards/${items[0]?.id}/sections`;
  made += 1;
  const { reveal } = await stage.session.accessToken();
  const answer = await stage.sandbox.call(reveal(), 'POST', path, { name: `Section ${made}` });
  const { id }: { id: string } = JSON.parse(await answer.text());
  return `${path}/${id}`;
};

/** Figures of one of the first things in a list of the user's own ad account, split by who saw the ad. */
const split = (list: 'ad_groups' | 'ads', ids: string) => async (stage: Stage) => {
  const accounts = await answerOf(stage, '/ad_accounts?include_shared_accounts=false');
  const account = `/ad_accounts/${accounts.items[0]?.id}`;
  const { items } = await answerOf(stage, `${account}/${list}?page_size=1`);
  const [from, to] = await lastWeek(stage);
  const asked = `${ids}=${items[0]?.id}&targeting_types=GENDER,COUNTRY&columns=IMPRESSION_1,CLICKTHROUGH_1&granularity=TOTAL`;
  await stage.raw('GET', `${account}/${list}/targeting_analytics?${asked}&start_date=${from}&end_date=${to}`);
};

/**
 * Operations that the sandbox answers although the client does not use them yet: an address to ask, found in the world.
 * One that is missing here fails the test, so that nothing is served unchecked.
 */
export const extraCases: Readonly<Record<string, (stage: Stage) => Promise<unknown>>> = {
  'board_sections/update': async (stage) => {
    const section = await aSection(stage);
    await stage.raw('PATCH', section, { body: { name: 'Renamed' } });
  },
  'board_sections/list_pins': async (stage) => stage.raw('GET', `${await aSection(stage)}/pins`),
  'board_sections/delete': async (stage) => stage.raw('DELETE', await aSection(stage)),
  'media/list': async (stage) => {
    await stage.raw('POST', '/media', { body: { media_type: 'video' } });
    await stage.raw('GET', '/media?page_size=10');
  },
  'multi_pins/analytics': async (stage) => {
    const { items } = await answerOf(stage, '/pins?page_size=3');
    const ids = items.map(({ id }) => `pin_ids=${id}`).join('&');
    const [from, to] = await lastWeek(stage);
    await stage.raw('GET', `/pins/analytics?${ids}&start_date=${from}&end_date=${to}&metric_types=IMPRESSION,SAVE`);
  },
  'ad_groups_targeting_analytics/get': split('ad_groups', 'ad_group_ids'),
  'ad_targeting_analytics/get': split('ads', 'ad_ids'),
  'terms_suggested/list': (stage) => stage.raw('GET', '/terms/suggested?term=kleine'),
  'feeds/get': async (stage) => {
    const { items } = await answerOf(stage, '/catalogs/feeds');
    await stage.raw('GET', `/catalogs/feeds/${items[0]?.id}`);
  },
  'linked_business_accounts/get': (stage) => stage.raw('GET', '/user_account/businesses'),
  'token/revoke': (stage) =>
    stage.raw('POST', '/oauth/token/revoke', {
      form: { token: 'pina_unknown', token_type_hint: 'access_token' },
      basic: true,
    }),
};
