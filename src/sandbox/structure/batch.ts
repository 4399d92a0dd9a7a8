import { type Answer, type ApiRequest, ok, refuse } from '../handler.ts';
import { adAccountOf } from '../handlers/ad-accounts.ts';
import { type AccountView, viewAccount } from './account-view.ts';
import type { Fields, Kind } from './shelf.ts';
import { showThing } from './summary.ts';

/** Why one item of a batch was not done. */
export type Problem = { readonly code: number; readonly message: string };

/** What an item comes to: the number of the thing made or changed, or why not. */
export type Outcome = number | Problem;

/** A refusal of one item; the other items go on. */
export const problem = (message: string, code = 400): Problem => ({ code, message });

/** Two changes of one thing within a fifth of a second are refused. @unit real milliseconds */
const COLLISION_MS = 200;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const itemsOf = (request: ApiRequest): Fields[] => {
  const { body } = request;
  if (!Array.isArray(body) || body.length === 0 || body.length > 30 || !body.every(isFields)) {
    return refuse(400, 1, "'body' must be an array of 1 to 30 objects");
  }
  return body;
};

/** Ads tell of one exception, campaigns and ad groups of a list. */
const exceptionsOf = (kind: Kind, found: Problem | undefined): Fields => {
  if (kind !== 'ad') return { exceptions: found ? [found] : [] };
  return found ? { exceptions: found } : {};
};

const told = (view: AccountView, kind: Kind, outcome: Outcome): Fields =>
  typeof outcome === 'number'
    ? { data: showThing(view, kind, outcome), ...exceptionsOf(kind, undefined) }
    : exceptionsOf(kind, outcome);

/** Runs a batch item by item: 200 whatever becomes of them. @throws Refusal 400 for no or too many items, 403 without the role */
export const runBatch = (
  request: ApiRequest,
  kind: Kind,
  perform: (view: AccountView, item: Fields) => Outcome,
): Answer => {
  const view = viewAccount(request, adAccountOf(request, 'write'));
  const outcomes = itemsOf(request).map((item) => perform(view, item));
  return ok({ items: outcomes.map((outcome) => told(view, kind, outcome)) });
};

const lastWrites = new WeakMap<object, Map<string, number>>();

/** Whether this thing was changed a moment ago. */
export const collides = (view: AccountView, id: string): boolean => {
  const writes = lastWrites.get(view.sandbox.state) ?? new Map<string, number>();
  lastWrites.set(view.sandbox.state, writes);
  const now = view.sandbox.clock.real();
  const last = writes.get(id) ?? 0;
  writes.set(id, now);
  return now - last < COLLISION_MS;
};

/** The number behind an `id` field, if that thing is to be seen in this account. */
export const findIndex = (view: AccountView, kind: Kind, id: unknown): number | undefined => {
  const index = typeof id === 'string' ? view.shelves[kind].index(id) : undefined;
  return index !== undefined && showThing(view, kind, index) ? index : undefined;
};

/** The given fields of an item that a person may set. */
export const allowed = (item: Fields, names: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)));

/** The first rule that is broken. */
export const firstBroken = (rules: readonly (readonly [boolean, string])[]): Problem | undefined => {
  const broken = rules.find(([holds]) => !holds);
  return broken && problem(broken[1]);
};

/** Whether a value was given at all: null takes a field away. */
export const isSet = (value: unknown): boolean => value !== undefined && value !== null;
