import { test } from 'node:test';
import { tellLedgerStory } from './ledger-story.ts';

test('the ledger of a whole agency equals the truth at two moments, and gives the first numbers again', (t) =>
  tellLedgerStory({ after: (end) => t.after(end) }, 'agency'));
