import { assetAddress } from './queries.ts';

/** A picture of the library, whole. */
export const AssetPicture = (props: { readonly clientId: string; readonly assetId: string; readonly alt: string }) => (
  <img src={assetAddress(props.clientId, props.assetId, 'full')} alt={props.alt} />
);
