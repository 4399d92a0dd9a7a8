'use strict';
// The law of the house, and the only place it is written. Each later bracket is a higher floor;
// rooms in one bracket may not see each other. ARCHITECTURE.md's drawing is generated from this list.
module.exports = [
  ['foundation/kit'],
  ['foundation/schema'],
  ['foundation/runtime'],
  ['foundation/db'],
  ['foundation/files', 'foundation/outside', 'foundation/audit', 'foundation/jobs'],
  ['foundation/privacy'],
  ['pinterest', 'mail', 'charts'],
  ['sandbox', 'identity'],
  ['clients'],
  ['connect'],
  ['ingest'],
  ['facts'],
  ['act'],
  ['insight', 'content'],
  ['decide'],
  ['report'],
  ['api'],
  ['cli', 'web'],
  ['main'],
];
