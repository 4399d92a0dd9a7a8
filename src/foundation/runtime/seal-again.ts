import { isFault } from '../kit/index.ts';
import type { Keys } from './keys.ts';
import { open, seal, sealedWith } from './seals.ts';

/** What became of a sealed value: it had the newest key already, it has it now, or it does not open any more. */
export type SealedAgain = { readonly state: 'newest' | 'lost' } | { readonly state: 'again'; readonly bytes: Buffer };

/**
 * Seals a stored value again with the newest key when an older one sealed it. A value that does not open is told, not
 * thrown: one that is lost must not keep the others from being moved to the new key.
 *
 * @param aad as for `open`
 * @personal none
 */
export const sealAgain = (keys: Keys, bytes: Uint8Array, aad: string): SealedAgain => {
  if (sealedWith(bytes) === keys.sealing().current) return { state: 'newest' };
  try {
    return { state: 'again', bytes: seal(keys, open(keys, bytes, aad).reveal(), aad) };
  } catch (error) {
    if (isFault(error, 'RUNTIME_SEAL_BROKEN') || isFault(error, 'RUNTIME_SEAL_KEY_UNKNOWN')) return { state: 'lost' };
    throw error;
  }
};
