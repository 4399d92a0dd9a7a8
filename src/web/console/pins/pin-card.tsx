import { Link } from '@tanstack/react-router';
import type { PinCard } from '../../../api/contract.ts';
import { writerFor } from '../../kit/numbers.ts';
import { useLocale, useWords } from '../../kit/preferences.tsx';
import { useGalleryWords } from '../../words/gallery.ts';
import { type DaysAddress, daysOf } from './address.ts';
import { LensTable } from './lenses.tsx';
import { PinPicture } from './pin-picture.tsx';

/** What a Pin is called: its title, else the name of its newest ad, else its number. */
export const usePinTitle = () => {
  const { untitled } = useGalleryWords();
  return (pin: { readonly id: string; readonly title: string | null; readonly adName?: string | null }): string =>
    pin.title ?? pin.adName ?? untitled(pin.id);
};

/** Every Pin that is shown says that it is from Pinterest, and leads there. */
export const FromPinterest = ({
  id,
  title,
  long,
}: {
  readonly id: string;
  readonly title: string;
  readonly long?: boolean;
}) => {
  const text = useGalleryWords();
  return (
    <a
      className="from-pinterest"
      href={`https://www.pinterest.com/pin/${id}/`}
      target="_blank"
      rel="noreferrer noopener"
      aria-label={`${long === true ? text.onPinterest : text.fromPinterest}: ${text.opens(title)}`}
    >
      {long === true ? text.onPinterest : text.fromPinterest} <span aria-hidden="true">↗</span>
    </a>
  );
};

const Money = ({ pin, currency }: { readonly pin: PinCard; readonly currency: string | null }) => {
  const text = useGalleryWords();
  const { unknown } = useWords();
  const write = writerFor(useLocale().locale);
  if (pin.ads === 0) return <p className="pin-money">{text.notAdvertised}</p>;
  const spend = pin.figures.spend?.value ?? null;
  const roas = pin.figures.roas?.value ?? null;
  return (
    <p className="pin-money">
      <strong>{spend === null || currency === null ? unknown : write.money(spend, currency)}</strong>
      {roas !== null && ` · ROAS ${write.ratio(Number(roas))}`}
      <span className="pin-ads">
        {text.ads(pin.ads)}, {pin.activeAds > 0 ? text.active : text.paused}
      </span>
    </p>
  );
};

/** One Pin of the gallery: its picture, what its ads cost, and what came of it under three lenses. */
export const PinCardView = (props: {
  readonly clientId: string;
  readonly pin: PinCard;
  readonly address: DaysAddress;
  readonly currency: string | null;
}) => {
  const text = useGalleryWords();
  const title = usePinTitle()(props.pin);
  const { clientId, pin, address, currency } = props;
  return (
    <li className="pin-card">
      <div className="pin-card-picture">
        <PinPicture clientId={clientId} pin={pin} size="card" alt="" lazy />
        {pin.format !== null && pin.format !== 'image' && (
          <span className="pin-format">{text.formats[pin.format]}</span>
        )}
      </div>
      <div className="pin-card-body">
        <h2 className="pin-title">
          <Link
            to="/clients/$clientId/pins/$pinId"
            params={{ clientId, pinId: pin.id }}
            search={daysOf(address)}
            className="pin-link"
          >
            {title}
          </Link>
        </h2>
        <Money pin={pin} currency={currency} />
        <LensTable of={pin} title={title} />
        <FromPinterest id={pin.id} title={title} />
      </div>
    </li>
  );
};
