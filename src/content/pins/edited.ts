import type { PinContent } from '../shapes.ts';
import { emptyContent } from './content.ts';

/** Content with some of it changed; what is left out, or undefined, stays. @personal none */
export const editedContent = (
  before: PinContent,
  change: { readonly [Field in keyof PinContent]?: PinContent[Field] | undefined },
): PinContent => {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return { ...emptyContent, ...before, ...given };
};
