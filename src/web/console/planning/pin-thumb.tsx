import type { PinWritten } from '../../../api/contract.ts';
import { assetAddress } from './queries.ts';

/** The first picture of a Pin, small; an empty place without one. */
export const PinThumb = ({ clientId, media }: { readonly clientId: string } & Pick<PinWritten, 'media'>) => {
  const assetId = media === null ? undefined : media.kind === 'carousel' ? media.slides[0]?.assetId : media.assetId;
  return (
    <span className="plan-thumb" aria-hidden="true">
      {assetId !== undefined && <img src={assetAddress(clientId, assetId, 'thumb')} alt="" loading="lazy" />}
    </span>
  );
};
