import type { Page, PageAnswer, PageRequest } from '../handler.ts';
import { makeCode } from '../state/consents.ts';
import type { WorldUser } from '../world/world.ts';

type Asked = { clientId: string; redirectUri: string; scope: string; state: string };

const harmless = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const problemPage = (status: number, text: string): PageAnswer => ({
  status,
  body: `<!doctype html><title>Pinterest (sandbox)</title><h1>This app cannot ask for access</h1><p>${harmless(text)}</p>`,
});

const isWebAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

const problemOf = (asked: Asked, responseType: string, registered: readonly string[]): string | undefined => {
  if (!/^\d+$/.test(asked.clientId)) return 'client_id must be an app id.';
  if (responseType !== 'code') return 'response_type must be code.';
  if (!isWebAddress(asked.redirectUri)) return 'redirect_uri must be an http(s) address.';
  if (registered.length > 0 && !registered.includes(asked.redirectUri))
    return 'redirect_uri is not registered for this app.';
  return asked.scope === '' ? 'scope is missing.' : undefined;
};

const back = (asked: Asked, answer: Record<string, string>): PageAnswer => {
  const target = new URL(asked.redirectUri);
  for (const [name, value] of Object.entries({ ...answer, state: asked.state })) {
    if (name !== 'state' || value !== '') target.searchParams.set(name, value);
  }
  return { status: 302, headers: { location: target.href }, body: '' };
};

const deny = (asked: Asked): PageAnswer =>
  back(asked, { error: 'access_denied', error_description: 'The user denied access.' });

const approve = (request: PageRequest, asked: Asked, who: string): PageAnswer => {
  const user = request.world.user(who) ?? request.world.users.find((each) => each.username === who);
  if (!user) return problemPage(404, 'There is no such Pinterest account.');
  return back(asked, { code: makeCode(request, { user: user.id, app: asked.clientId, ...asked }) });
};

const row = (asked: Asked, user: WorldUser): string => {
  const hidden = Object.entries({
    client_id: asked.clientId,
    redirect_uri: asked.redirectUri,
    response_type: 'code',
    scope: asked.scope,
    state: asked.state,
    user: user.id,
  }).map(([name, value]) => `<input type="hidden" name="${name}" value="${harmless(value)}">`);
  return `<li><form method="post" action="/oauth/">${hidden.join('')}<strong>${harmless(user.username)}</strong>
    ${harmless(user.businessName)} (${user.accountType})
    <button name="decision" value="approve" data-user="${user.id}">Give access</button>
    <button name="decision" value="deny">Deny</button></form></li>`;
};

const consentPage = (request: PageRequest, asked: Asked): PageAnswer => ({
  status: 200,
  body: `<!doctype html><html lang="en"><title>Pinterest (sandbox)</title><h1>Give app ${harmless(asked.clientId)} access?</h1>
<p>It asks for: ${harmless(asked.scope)}. Choose the Pinterest account to answer as.</p>
<ul>${request.world.users.map((user) => row(asked, user)).join('\n')}</ul></html>`,
});

const handle = (request: PageRequest, field: (name: string) => string, decision: string): PageAnswer => {
  const asked: Asked = {
    clientId: field('client_id'),
    redirectUri: field('redirect_uri'),
    scope: field('scope'),
    state: field('state'),
  };
  const problem = problemOf(asked, field('response_type'), request.settings.redirectUris);
  if (problem !== undefined) return problemPage(400, problem);
  if (decision === 'deny') return deny(asked);
  return decision === 'approve' ? approve(request, asked, field('user')) : consentPage(request, asked);
};

/** `approve=<user id or username>` and `deny=1` answer without a page, for scripts that drive the real redirect. */
const show = (request: PageRequest): PageAnswer => {
  const user = request.query.text('approve') ?? '';
  const field = (name: string): string => (name === 'user' ? user : (request.query.text(name) ?? ''));
  const quick = user === '' ? '' : 'approve';
  return handle(request, field, request.query.text('deny') === undefined ? quick : 'deny');
};

const answer = (request: PageRequest): PageAnswer => {
  const form = new URLSearchParams(request.body.toString('utf8'));
  return handle(request, (name) => form.get(name) ?? '', form.get('decision') ?? '');
};

/** Where a person gives or refuses an app access: the page itself and its form. */
export const consentPages: readonly Page[] = [
  { method: 'GET', path: '/oauth/', handle: show },
  { method: 'GET', path: '/oauth', handle: show },
  { method: 'POST', path: '/oauth/', handle: answer },
];
