import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { PinList } from '../../../api/contract.ts';
import { useGalleryWords } from '../../words/gallery.ts';
import { daysOf, formats, type GalleryAddress, isChosen, readGallery, sorts, statuses } from './address.ts';
import { DaysChoices } from './days-choices.tsx';

type Change = { readonly [Key in keyof GalleryAddress]?: GalleryAddress[Key] | undefined };

/** Changes the address, each choice on what it is at that moment; choices replace each other in the history. */
export const useChangeGallery = (clientId: string) => {
  const navigate = useNavigate();
  return (change: Change): void => {
    const search = (now: Record<string, unknown>): GalleryAddress => readGallery({ ...now, ...change });
    void navigate({ to: '/clients/$clientId/pins', params: { clientId }, search, replace: true, resetScroll: false });
  };
};

type Props = { readonly clientId: string; readonly address: GalleryAddress };

// Long enough that a word is asked once and not letter by letter.
const TYPING_MS = 350;

const TypedField = (props: {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly type: 'search' | 'number';
  readonly onTyped: (text: string) => void;
}) => {
  const [typed, setTyped] = useState(props.value);
  const [shown, setShown] = useState(props.value);
  // The address has moved on without the field: by the way back, or because the choice was cleared.
  if (shown !== props.value) {
    setShown(props.value);
    setTyped(props.value);
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing asks anew
  useEffect(() => {
    if (typed.trim() === props.value) return undefined;
    const timer = setTimeout(() => props.onTyped(typed.trim()), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <TextInput
      type={props.type}
      label={props.label}
      value={typed}
      maxLength={120}
      {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
      {...(props.type === 'number' ? { min: 0, step: 1 } : {})}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  );
};

const SortChoice = ({ clientId, address }: Props) => {
  const text = useGalleryWords();
  const change = useChangeGallery(clientId);
  const sort = address.sort ?? 'spend';
  const order = address.order ?? (sort === 'title' ? 'up' : 'down');
  return (
    <>
      <NativeSelect
        label={text.sort}
        value={sort}
        data={sorts.map((value) => ({ value, label: text.sorts[value] }))}
        onChange={(event) => {
          const found = sorts.find((value) => value === event.currentTarget.value);
          change({ sort: found === 'spend' ? undefined : found, order: undefined });
        }}
      />
      <NativeSelect
        label={text.order}
        value={order}
        data={(['down', 'up'] as const).map((value) => ({ value, label: text.orders[value] }))}
        onChange={(event) => change({ order: event.currentTarget.value === 'up' ? 'up' : 'down' })}
      />
    </>
  );
};

const Switch = (props: { readonly label: string; readonly on: boolean; readonly onChange: (on: boolean) => void }) => (
  <label className="idle-switch">
    <input type="checkbox" checked={props.on} onChange={(event) => props.onChange(event.currentTarget.checked)} />
    {props.label}
  </label>
);

const KindChoices = ({ clientId, address, list }: Props & { readonly list: PinList | undefined }) => {
  const text = useGalleryWords();
  const change = useChangeGallery(clientId);
  const there = formats.filter((value) => list?.formats.includes(value) || value === address.format);
  return (
    <>
      <NativeSelect
        label={text.format}
        value={address.format ?? ''}
        data={[{ value: '', label: text.anyFormat }, ...there.map((value) => ({ value, label: text.formats[value] }))]}
        onChange={(event) => change({ format: formats.find((value) => value === event.currentTarget.value) })}
      />
      <NativeSelect
        label={text.status}
        value={address.status ?? ''}
        data={[
          { value: '', label: text.anyStatus },
          ...statuses.map((value) => ({ value, label: text.statuses[value] })),
        ]}
        onChange={(event) => change({ status: statuses.find((value) => value === event.currentTarget.value) })}
      />
    </>
  );
};

/** Of which days, in which order, and which Pins: all of it stands in the address. */
export const GalleryChoices = ({ clientId, address, list }: Props & { readonly list: PinList | undefined }) => {
  const text = useGalleryWords();
  const change = useChangeGallery(clientId);
  const navigate = useNavigate();
  const currency = list?.about.currency ?? null;
  // Only where there is little room: on a wide page all choices are in sight.
  const [opened, setOpened] = useState(isChosen(address));
  return (
    <div className="gallery-choices">
      <div className="day-choices">
        <DaysChoices
          address={address}
          accounts={list?.about.accounts ?? []}
          account={list?.about.account ?? null}
          onChange={change}
        />
        <SortChoice clientId={clientId} address={address} />
      </div>
      <Button
        variant="default"
        className="gallery-choices-toggle"
        aria-expanded={opened}
        onClick={() => setOpened((now) => !now)}
      >
        {text.moreChoices}
      </Button>
      <div className={opened ? 'day-choices' : 'day-choices gallery-choices-closed'}>
        <TypedField
          type="search"
          label={text.search}
          placeholder={text.searchHow}
          value={address.search ?? ''}
          onTyped={(given) => change({ search: given === '' ? undefined : given })}
        />
        <KindChoices clientId={clientId} address={address} list={list} />
        {currency !== null && (
          <TypedField
            type="number"
            label={text.minSpend(currency)}
            value={address.minSpend === undefined ? '' : String(address.minSpend)}
            onTyped={(given) => change({ minSpend: given === '' ? undefined : Number(given) })}
          />
        )}
        <div className="gallery-switches">
          <Switch
            label={text.organicOnly}
            on={address.organic === 'yes'}
            onChange={(on) => change({ organic: on ? 'yes' : undefined })}
          />
          <Switch
            label={text.idle}
            on={address.idle === 'yes'}
            onChange={(on) => change({ idle: on ? 'yes' : undefined })}
          />
        </div>
        {isChosen(address) && (
          <Button
            variant="subtle"
            onClick={() =>
              void navigate({
                to: '/clients/$clientId/pins',
                params: { clientId },
                search: daysOf(address),
                replace: true,
                resetScroll: false,
              })
            }
          >
            {text.clear}
          </Button>
        )}
      </div>
    </div>
  );
};
