import { test } from 'node:test';
import { tellLedgerStory } from './ledger-story.ts';

test('the ledger equals the truth at two moments, and as of the first moment it gives the first numbers again', (t) =>
  tellLedgerStory({ after: (end) => t.after(end) }, 'small'));
