import { checkLink, getPin } from '../../../content/index.ts';
import { createGuardedFetch } from '../../../foundation/outside/index.ts';
import { type LinkChecked, linkChecked } from '../../contract/planned-pins.ts';
import { localeOf } from '../../middleware/problems.ts';
import { faultOf } from '../../present/content/planned-pins.ts';
import { clientOf, route } from '../../route.ts';
import { idIn } from '../people/shared.ts';

// Each is a visit to somebody else's page.
const VISITS_A_MINUTE = 60;

/** Looks whether the page a Pin leads to is there. */
export const linkCheckRoute = route({
  method: 'GET',
  path: '/clients/:clientId/planned-pins/:plannedPinId/link-check',
  summary: 'Visit the page a Pin leads to, and tell whether it answers',
  action: 'content.write',
  perMinute: VISITS_A_MINUTE,
  answer: linkChecked,
  run: async ({ ctx, config, stopping }, asked): Promise<LinkChecked> => {
    const { content } = await getPin(ctx, { clientId: clientOf(asked), pinId: idIn(asked, 'plannedPinId') });
    if (content.link === null) return { state: 'none', status: null, host: null, fault: null };
    const checked = await checkLink(createGuardedFetch(config), { link: content.link, signal: stopping });
    const { faultCode, ...rest } = checked;
    return { ...rest, fault: faultOf(faultCode, localeOf(asked.request.headers['accept-language'])) };
  },
});
