import { actFaults } from '../act/errors.ts';
import { clientsFaults } from '../clients/index.ts';
import { connectFaults } from '../connect/errors.ts';
import { contentFaults } from '../content/errors.ts';
import { factsFaults } from '../facts/index.ts';
import { auditFaults } from '../foundation/audit/errors.ts';
import { dbFaults } from '../foundation/db/errors.ts';
import { filesFaults } from '../foundation/files/index.ts';
import { jobsFaults } from '../foundation/jobs/errors.ts';
import { kitFaults } from '../foundation/kit/errors.ts';
import type { FaultWords } from '../foundation/kit/index.ts';
import { outsideFaults } from '../foundation/outside/errors.ts';
import { privacyFaults } from '../foundation/privacy/errors.ts';
import { runtimeFaults } from '../foundation/runtime/errors.ts';
import { identityFaults } from '../identity/errors.ts';
import { ingestFaults } from '../ingest/index.ts';
import { mailFaults } from '../mail/errors.ts';
import { faultWords } from '../pinterest/errors.ts';
import { apiFaults } from './errors.ts';

/**
 * What every fault code means to a person and what to do about it: the sentences stand in each room, this gathers them for the
 * faces.
 * @personal none
 */
export const allFaultWords: FaultWords = {
  ...kitFaults,
  ...runtimeFaults,
  ...dbFaults,
  ...filesFaults,
  ...jobsFaults,
  ...auditFaults,
  ...privacyFaults,
  ...outsideFaults,
  ...faultWords,
  ...mailFaults,
  ...identityFaults,
  ...clientsFaults,
  ...connectFaults,
  ...ingestFaults,
  ...factsFaults,
  ...contentFaults,
  ...actFaults,
  ...apiFaults,
};
