import type { AttentionItem, OverviewRow } from '../../../api/contract.ts';

/** What needs somebody at one client, in the order of the list: the gravest first. */
export type Needy = {
  readonly key: string;
  readonly clientId: string;
  readonly name: string;
  readonly items: AttentionItem[];
};

const keyOf = ({ clientId, account }: Pick<AttentionItem, 'clientId' | 'account'>): string =>
  `${clientId}/${account ?? ''}`;

/** The reasons by client (by ad account, as the rows are named, where it has several), in the order in which each client's gravest one stands. */
export const byClient = (items: readonly AttentionItem[]): Needy[] =>
  [...Map.groupBy(items, ({ clientId, name }) => `${clientId}/${name}`)].flatMap(([key, own]) => {
    const [first] = own;
    return first === undefined ? [] : [{ key, clientId: first.clientId, name: first.name, items: own }];
  });

/** The gravest reason of each row, and its place among all; a reason of the whole client is one of all its rows. */
export const gravestOf = (items: readonly AttentionItem[]) => {
  const first = new Map<string, { readonly item: AttentionItem; readonly place: number }>();
  for (const [place, item] of items.entries()) {
    const key = keyOf(item);
    if (!first.has(key)) first.set(key, { item, place });
  }
  return (
    row: Pick<OverviewRow, 'id' | 'account'>,
  ): { readonly item: AttentionItem; readonly place: number } | undefined => {
    const found = [keyOf({ clientId: row.id, account: row.account }), keyOf({ clientId: row.id, account: null })];
    const [own, whole] = found.map((key) => first.get(key));
    if (own === undefined || whole === undefined) return own ?? whole;
    return own.place < whole.place ? own : whole;
  };
};
