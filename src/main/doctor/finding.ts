import { allFaultWords } from '../../api/fault-words.ts';
import { kitFaults } from '../../foundation/kit/errors.ts';
import { asFault } from '../../foundation/kit/index.ts';

/** What one look found: well, or a problem with what to do about it. */
export type Finding = {
  readonly check: string;
  readonly isOk: boolean;
  readonly found: string;
  readonly remedy: string | null;
};

/** All is well with this. */
export const ok = (check: string, found: string): Finding => ({ check, isOk: true, found, remedy: null });

/** Something is wrong, and this is what to do. */
export const problem = (check: string, found: string, remedy: string): Finding => ({
  check,
  isOk: false,
  found,
  remedy,
});

/** What to do about a fault, as its room wrote it down. */
export const remedyOf = (code: string): string => (allFaultWords[code] ?? kitFaults.KIT_UNEXPECTED).en.remedy;

const failed = (check: string, error: unknown): Finding => {
  const { code, message } = asFault(error);
  const cause = code === 'KIT_UNEXPECTED' && error instanceof Error ? error.message : `${code}: ${message}`;
  return problem(check, cause, remedyOf(code));
};

/** Looks, and turns a fault into a problem with the remedy its room wrote down. */
export const look = async (check: string, find: () => Promise<Finding> | Finding): Promise<Finding> => {
  try {
    return await find();
  } catch (error) {
    return failed(check, error);
  }
};

/** The same for a look that finds several things. */
export const lookAtAll = async (check: string, find: () => Promise<Finding[]>): Promise<Finding[]> => {
  try {
    return await find();
  } catch (error) {
    return [failed(check, error)];
  }
};
