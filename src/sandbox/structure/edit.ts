import { z } from 'zod';
import type { ControlAnswer, ControlRequest, ControlRoute } from '../control-route.ts';
import { viewAccount } from './account-view.ts';
import { findIndex } from './batch.ts';
import type { Kind } from './shelf.ts';
import { showThing } from './summary.ts';

const kinds: Readonly<Record<string, Kind>> = {
  'campaigns/update': 'campaign',
  'ad_groups/update': 'adGroup',
  'ads/update': 'ad',
};

const editBody = z.strictObject({
  account: z.string(),
  op: z.string(),
  id: z.string(),
  set: z.record(z.string(), z.unknown()),
});

const failed = (status: number, message: string): ControlAnswer => ({ status, json: { message } });

const edit = (request: ControlRequest): ControlAnswer => {
  const body = editBody.safeParse(request.body);
  if (!body.success) return failed(400, body.error.message);
  const { data } = body;
  const account = request.world.account(data.account);
  if (!account) return failed(404, 'There is no such ad account.');
  const kind = kinds[data.op];
  if (kind === undefined) return failed(400, `op is one of ${Object.keys(kinds).join(', ')}.`);
  const view = viewAccount(request, account);
  const index = findIndex(view, kind, data.id);
  if (index === undefined) return failed(404, `There is no such ${kind} in this account.`);
  view.shelves[kind].change(index, { ...data.set, updated_time: view.now });
  return { status: 200, json: showThing(view, kind, index) };
};

/** `/__sandbox/edit`: a person changes something in Ads Manager, past this app and past its rules. */
export const editControl: readonly ControlRoute[] = [{ method: 'POST', path: '/edit', handle: edit }];
