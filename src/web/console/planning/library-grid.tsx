import { Button, NativeSelect, Text, TextInput } from '@mantine/core';
import type { AssetList, AssetTold } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { usePlanningWords } from '../../words/planning.ts';
import { assetAddress, type LibraryChoice } from './queries.ts';

type ChoiceProps = {
  readonly choice: LibraryChoice;
  readonly shelves: Pick<AssetList, 'folders' | 'tags'>;
  readonly onChange: (choice: LibraryChoice) => void;
};

const given = (choice: { [Field in keyof LibraryChoice]: string | undefined }): LibraryChoice =>
  Object.fromEntries(Object.entries(choice).filter(([, value]) => value !== undefined && value !== ''));

const options = (any: string, names: readonly string[]) => [
  { value: '', label: any },
  ...names.map((value) => ({ value, label: value })),
];

/** Which pictures are shown. */
export const LibraryChoices = ({ choice, shelves, onChange }: ChoiceProps) => {
  const { library: text } = usePlanningWords();
  return (
    <div className="plan-choices">
      <NativeSelect
        label={text.folder}
        value={choice.folder ?? ''}
        data={options(text.anyFolder, shelves.folders)}
        onChange={(event) => onChange(given({ ...choice, folder: event.currentTarget.value }))}
      />
      <NativeSelect
        label={text.tag}
        value={choice.tag ?? ''}
        data={options(text.anyTag, shelves.tags)}
        onChange={(event) => onChange(given({ ...choice, tag: event.currentTarget.value }))}
      />
      <NativeSelect
        label={text.used}
        value={choice.used ?? ''}
        data={[
          { value: '', label: text.anyUse },
          { value: 'yes', label: text.uses.yes },
          { value: 'no', label: text.uses.no },
        ]}
        onChange={(event) => {
          const { value } = event.currentTarget;
          const { used: _, ...rest } = choice;
          onChange(value === 'yes' || value === 'no' ? { ...rest, used: value } : rest);
        }}
      />
      <TextInput
        type="search"
        label={text.search}
        value={choice.search ?? ''}
        onChange={(event) => onChange(given({ ...choice, search: event.currentTarget.value }))}
      />
    </div>
  );
};

type GridProps = {
  readonly clientId: string;
  readonly assets: readonly AssetTold[];
  /** The chosen ones, in the order of choosing. */
  readonly chosen?: readonly string[];
  readonly onPress: (asset: AssetTold) => void;
  readonly more: { readonly isAsking: boolean; readonly ask: () => void } | undefined;
};

/** Pictures beside each other, each to be pressed. */
export const LibraryGrid = ({ clientId, assets, chosen, onPress, more }: GridProps) => {
  const { library: text, more: moreText } = usePlanningWords();
  const write = writerFor(useLocale().locale);
  return (
    <>
      <ul className="library">
        {assets.map((asset) => {
          const place = chosen?.indexOf(asset.id) ?? -1;
          return (
            <li key={asset.id}>
              <button
                type="button"
                className={place === -1 ? 'library-item' : 'library-item library-item-chosen'}
                onClick={() => onPress(asset)}
                {...(chosen !== undefined && { 'aria-pressed': place !== -1 })}
              >
                <span className="library-picture">
                  <img src={assetAddress(clientId, asset.id, 'thumb')} alt="" loading="lazy" />
                  {place !== -1 && <span className="library-place">{write.count(place + 1)}</span>}
                </span>
                <span className="library-name">{asset.name}</span>
                <Text component="span" size="sm" c="dimmed">
                  {text.size(String(asset.width), String(asset.height))} · {text.inUse(String(asset.uses))}
                </Text>
              </button>
            </li>
          );
        })}
      </ul>
      {more !== undefined && (
        <Button variant="default" loading={more.isAsking} onClick={more.ask} className="gallery-more">
          {moreText}
        </Button>
      )}
    </>
  );
};
