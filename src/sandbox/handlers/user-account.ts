import { type Answer, type ApiRequest, type Handler, ok, refuse } from '../handler.ts';
import { draw, seedFor } from '../world/hash.ts';
import { rolesOf, type WorldUser } from '../world/world.ts';

/** The person of the token, or the owner of `ad_account_id` when the person has a role there. @throws Refusal 403 */
export const actingUser = (request: ApiRequest): WorldUser => {
  const self = request.world.user(request.token.user);
  if (!self) return refuse(404, 30, 'User not found.');
  const id = request.query.text('ad_account_id');
  if (id === undefined) return self;
  const account = request.world.account(id);
  if (!account || rolesOf(account, self).length === 0) {
    return refuse(403, 29, 'You are not permitted to access that resource.');
  }
  return account.owner;
};

const userAccount = (request: ApiRequest): Answer => {
  const user = actingUser(request);
  const { person } = request;
  const seed = seedFor(request.world.seed, 'followers');
  return ok({
    id: user.id,
    username: person(user.username),
    account_type: user.accountType,
    business_name: user.accountType === 'BUSINESS' ? person(user.businessName) : null,
    about: person(`Prikborden van ${user.username}`),
    profile_image: `https://i.pinimg.com/600x600_R/${person(user.id)}.jpg`,
    website_url: `${user.website}/${person('')}`,
    board_count: user.boards,
    pin_count: user.pins,
    follower_count: 200 + (draw(seed, user.index) % 40_000),
    following_count: draw(seed, user.index, 1) % 400,
    monthly_views: draw(seed, user.index, 2) % 900_000,
  });
};

const businesses = (request: ApiRequest): Answer => {
  const user = actingUser(request);
  if (user.accountType === 'BUSINESS') return ok([]);
  const image = (size: string): string => `https://i.pinimg.com/${size}/${request.person('linked')}.jpg`;
  return ok([
    {
      username: request.person('prikzaak'),
      image_small_url: image('75x75_RS'),
      image_medium_url: image('140x140_RS'),
      image_large_url: image('280x280_RS'),
      image_xlarge_url: image('600x600_RS'),
    },
  ]);
};

/** Whose account a token speaks for. */
export const userAccountHandlers: readonly Handler[] = [
  {
    operationId: 'user_account/get',
    method: 'GET',
    path: '/user_account',
    category: 'org_read',
    scopes: ['user_accounts:read'],
    handle: userAccount,
  },
  {
    operationId: 'linked_business_accounts/get',
    method: 'GET',
    path: '/user_account/businesses',
    category: 'org_read',
    scopes: ['user_accounts:read'],
    handle: businesses,
  },
];
