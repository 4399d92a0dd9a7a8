import type { FaultKind, FaultWords } from '../../foundation/kit/index.ts';

/** Kind, and meaning and remedy in each language. @personal none */
export const word = (
  kind: FaultKind,
  nl: readonly [meaning: string, remedy: string],
  en: readonly [meaning: string, remedy: string],
): FaultWords[string] => ({
  kind,
  nl: { meaning: nl[0], remedy: nl[1] },
  en: { meaning: en[0], remedy: en[1] },
});
