import { NativeSelect } from '@mantine/core';
import { useWords } from '../../kit/preferences.tsx';
import { useGalleryWords } from '../../words/gallery.ts';
import { useWorkspaceWords } from '../../words/workspace.ts';
import { comparisons, periodChoices } from '../workspace/address.ts';
import type { DaysAddress } from './address.ts';

/** What may change in the days of an address. */
export type DaysChange = { readonly [Key in keyof DaysAddress]?: DaysAddress[Key] | undefined };

/** Of which days, compared with which: the same words as in the workspace, with the days of one's own when it came with them. */
export const DaysChoices = (props: {
  readonly address: DaysAddress;
  readonly accounts: readonly string[];
  readonly account: string | null;
  readonly onChange: (change: DaysChange) => void;
}) => {
  const { address, accounts, account, onChange } = props;
  const text = useGalleryWords();
  const words = useWords();
  const { periods, comparisons: compared } = useWorkspaceWords();
  const isOwn = address.from !== undefined;
  const named = periodChoices.map((value) => ({ value: value as string, label: periods[value] }));
  return (
    <>
      <NativeSelect
        label={text.period}
        value={isOwn ? 'custom' : (address.period ?? 'last-30')}
        data={isOwn ? [...named, { value: 'custom', label: `${address.from} – ${address.to}` }] : named}
        onChange={(event) => {
          const { value } = event.currentTarget;
          const period = periodChoices.find((each) => each === value);
          if (period !== undefined) onChange({ period, from: undefined, to: undefined });
        }}
      />
      <NativeSelect
        label={text.compare}
        value={address.compare ?? 'previous'}
        data={comparisons.map((value) => ({ value, label: compared[value] }))}
        onChange={(event) => onChange({ compare: comparisons.find((each) => each === event.currentTarget.value) })}
      />
      {accounts.length > 1 && (
        <NativeSelect
          label={words.account}
          data={[...accounts]}
          value={account ?? ''}
          onChange={(event) => onChange({ account: event.currentTarget.value })}
        />
      )}
    </>
  );
};
