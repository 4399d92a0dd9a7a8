import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PinCard } from '../../../api/contract.ts';
import { useLocale } from '../../kit/preferences.tsx';
import { useGalleryWords } from '../../words/gallery.ts';
import { noPictureQuery, pictureAddress } from './queries.ts';

type Shown = Pick<PinCard, 'id' | 'colour' | 'picture'>;

const Missing = ({ address }: { readonly address: string | undefined }) => {
  const text = useGalleryWords();
  const { locale } = useLocale();
  const { data } = useQuery({ ...noPictureQuery(address ?? '', locale), enabled: address !== undefined });
  return (
    <span className="pin-no-picture">
      <span aria-hidden="true" className="pin-no-picture-sign" />
      {address === undefined ? text.pictureNone : data === undefined || data === '' ? text.pictureAway : data}
    </span>
  );
};

/** A Pin's picture in its place: the Pin's own colour until it is there, and the reason where it does not come. */
export const PinPicture = (props: {
  readonly clientId: string;
  readonly pin: Shown;
  readonly size: 'card' | 'large';
  readonly alt: string;
  readonly lazy?: boolean;
}) => {
  const { clientId, pin, size } = props;
  const address = pictureAddress(clientId, pin.id, size);
  const [failed, setFailed] = useState<string>();
  const isMissing = pin.picture === 'none' || failed === address;
  return (
    <span className="pin-picture" style={pin.colour === null ? undefined : { backgroundColor: pin.colour }}>
      {isMissing ? (
        <Missing address={pin.picture === 'none' ? undefined : address} />
      ) : (
        <img
          src={address}
          alt={props.alt}
          loading={props.lazy === true ? 'lazy' : 'eager'}
          decoding="async"
          onError={() => setFailed(address)}
        />
      )}
    </span>
  );
};
