import type { PinState } from '../shapes.ts';

/*
 * How far a planned Pin is. Texts and pictures may be unfinished up to `in-review`; from there on the content is a version
 * somebody is asked about, and any change of it goes back to `draft`.
 *
 * | state           | means                                                | goes to                                                 |
 * |-----------------|------------------------------------------------------|---------------------------------------------------------|
 * | `draft`         | somebody works on it                                  | `in-review` · `removed`                                  |
 * | `in-review`     | the agency is asked                                   | `at-client` · `approved` · `changes-asked` · `rejected`   |
 * | `at-client`     | the client is asked (only where its setting says so)  | `approved` · `changes-asked` · `rejected`                 |
 * | `changes-asked` | somebody wants it otherwise                           | `draft` (by changing it) · `in-review` · `removed`        |
 * | `rejected`      | it will not go out like this                          | `draft` · `removed`                                      |
 * | `approved`      | a person said yes; the ledger of changes has it       | `live` · `failed` · `draft` (changed: the yes is void)    |
 * | `failed`        | it did not go out; a person is asked                  | `approved` (again) · `draft` · `removed` · `live`         |
 * | `live`          | it is on Pinterest                                    | —                                                       |
 * | `removed`       | given up before it went out                           | —                                                       |
 *
 * Whether an approved Pin is on its way at this moment is known by the ledger of changes alone (`act`).
 */

/** Content may be changed in these; from `approved` and later ones the approval is withdrawn first. @personal none */
export const changeable: readonly PinState[] = [
  'draft',
  'in-review',
  'at-client',
  'changes-asked',
  'rejected',
  'approved',
  'failed',
];
