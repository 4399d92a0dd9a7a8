import { dbFaults } from '../../foundation/db/errors.ts';
import { kitFaults } from '../../foundation/kit/errors.ts';
import { asFault, type FaultWords } from '../../foundation/kit/index.ts';
import { outsideFaults } from '../../foundation/outside/errors.ts';
import { privacyFaults } from '../../foundation/privacy/errors.ts';
import { runtimeFaults } from '../../foundation/runtime/errors.ts';

/** What one look found: well, or a problem with what to do about it. */
export type Finding = {
  readonly check: string;
  readonly isOk: boolean;
  readonly found: string;
  readonly remedy: string | null;
};

const words: FaultWords = { ...kitFaults, ...runtimeFaults, ...dbFaults, ...privacyFaults, ...outsideFaults };

/** All is well with this. */
export const ok = (check: string, found: string): Finding => ({ check, isOk: true, found, remedy: null });

/** Something is wrong, and this is what to do. */
export const problem = (check: string, found: string, remedy: string): Finding => ({
  check,
  isOk: false,
  found,
  remedy,
});

/** Looks, and turns a fault into a problem with the remedy its room wrote down. */
export const look = async (check: string, find: () => Promise<Finding> | Finding): Promise<Finding> => {
  try {
    return await find();
  } catch (error) {
    const { code, message } = asFault(error);
    const cause = code === 'KIT_UNEXPECTED' && error instanceof Error ? error.message : `${code}: ${message}`;
    return problem(check, cause, (words[code] ?? kitFaults.KIT_UNEXPECTED).en.remedy);
  }
};
