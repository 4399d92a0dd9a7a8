import { Text } from '@mantine/core';
import type { Brand } from '../../api/contract.ts';
import { usePortalWords } from '../words/portal.ts';

type Shown = { readonly clientId: string; readonly name: string; readonly brand: Brand };

/** The address of a client's logo; a new logo has a new one, so no browser shows the old. */
const logoAddress = (clientId: string, logo: string): string => `/api/v1/clients/${clientId}/brand/logo?v=${logo}`;

/** Whose window this is: the logo, or the name where there is none. */
export const BrandMark = ({ clientId, name, brand }: Shown) => {
  const { logoOf } = usePortalWords();
  const shown = brand.displayName ?? name;
  if (brand.logo !== null) {
    return <img className="brand-logo" src={logoAddress(clientId, brand.logo)} alt={logoOf(shown)} />;
  }
  return (
    <Text component="span" fw={700} size="lg" className="brand-name">
      {shown}
    </Text>
  );
};

/** The client's colour along the top. It carries no text, so any colour will do. */
export const BrandStripe = ({ colour }: { readonly colour: string | null }) =>
  colour === null ? null : <div className="brand-stripe" style={{ backgroundColor: colour }} aria-hidden="true" />;
