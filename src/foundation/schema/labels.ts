/** Why a column is kept. A new purpose is a change of the processing register and asks for a line in the DPIA. */
export type Purpose =
  | 'account'
  | 'sign-in'
  | 'security'
  | 'client-administration'
  | 'connection'
  | 'collection'
  | 'campaign-reporting'
  | 'organic-reporting'
  | 'optimisation'
  | 'publishing'
  | 'notification'
  | 'accountability'
  | 'rights-requests'
  | 'operation';

/** What kind of personal data a column holds. */
export type Category =
  | 'person.id'
  | 'person.name'
  | 'person.preference'
  | 'contact.email'
  | 'contact.phone'
  | 'contact.address'
  | 'credential'
  | 'session'
  | 'security-signal'
  | 'free-text'
  | 'pinterest.account'
  | 'pinterest.content';

/**
 * How long a value may stay. `days`/`hours` count from the event named; `client-retention` is the term in the client's
 * contract; `row` means as long as the row it stands in, whose table names its own term.
 */
export type Keep =
  | { readonly days: number; readonly after: KeepFrom }
  | { readonly hours: number; readonly after: KeepFrom }
  | 'client-retention'
  | 'row';

/** The event from which a term counts. */
export type KeepFrom = 'written' | 'read' | 'done' | 'expiry' | 'account-end' | 'contract-end' | 'disconnect';

/** What an erasure does to a value: its row goes, the value is blanked, replaced by a pseudonym, or stays on a legal ground. */
export type OnErase = 'delete' | 'blank' | 'pseudonym' | 'keep';

/** The privacy label of a column; no column exists without one. */
export type Label = {
  readonly class: 'plain' | 'business' | 'personal' | 'secret' | 'transient';
  readonly purpose: Purpose;
  readonly keep: Keep;
  readonly onErase: OnErase;
  readonly category: Category | undefined;
  /** Whose data it is: `self` for the row itself, a column of the table, or a path such as `user_id>people.id`. */
  readonly subject: string | undefined;
};

type Terms = { readonly purpose: Purpose; readonly keep: Keep; readonly onErase: OnErase };

/** Technical value without personal or business meaning: ids we made, states, counters, times. @personal none */
export const plain: Label = {
  class: 'plain',
  purpose: 'operation',
  keep: 'row',
  onErase: 'keep',
  category: undefined,
  subject: undefined,
};

/** A client's business data: campaign facts, settings, names of campaigns. @personal none */
export const business = (terms: Terms): Label => ({
  class: 'business',
  ...terms,
  category: undefined,
  subject: undefined,
});

/** Data about a person: whose it is, why it is kept and what an erasure does to it. @personal none */
export const personal = (terms: Terms & { readonly category: Category; readonly subject: string }): Label => ({
  class: 'personal',
  ...terms,
});

/** A token, password hash or key: stored sealed or hashed, never shown, logged or exported. @personal none */
export const secretData = (terms: Terms & { readonly category?: Category; readonly subject?: string }): Label => ({
  class: 'secret',
  category: undefined,
  subject: undefined,
  ...terms,
});

/**
 * Content read from Pinterest: at most 24 hours, in a transient table only, never in a backup.
 *
 * @unit keep hours since it was read; 24 at most (Pinterest's developer guidelines; policy.txt)
 * @personal none
 */
export const transient = (terms: {
  readonly purpose: Purpose;
  readonly category?: Category;
  readonly subject?: string;
}): Label => ({
  class: 'transient',
  keep: { hours: 24, after: 'read' },
  onErase: 'delete',
  category: undefined,
  subject: undefined,
  ...terms,
});
