import { type Brand as ClientBrand, LOGO_BYTES_MAX } from '../../clients/index.ts';
import type { Brand } from '../contract/brand.ts';

/** A client's brand as faces read it. */
export const presentBrand = ({ displayName, colour, logoFile }: ClientBrand): Brand => ({
  displayName,
  colour,
  logo: logoFile,
  logoBytesMax: LOGO_BYTES_MAX,
});
