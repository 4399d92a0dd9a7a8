import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../../../test/kit/index.ts';
import { isFault, parseDay } from '../../foundation/kit/index.ts';
import { addClient } from '../roster/add-client.ts';
import type { AnnotationTerms } from '../shapes.ts';
import { addAnnotation, changeAnnotation, listAnnotations, removeAnnotation } from './annotations.ts';

const database = await testDatabase({ after });
const ctx = database.context();
const aClient = () => addClient(ctx, { name: 'Notitie', kind: 'legal_person', locale: 'nl', zone: 'Europe/Amsterdam' });

const sale: AnnotationTerms = {
  from: parseDay('2026-06-10'),
  to: parseDay('2026-06-12'),
  text: ' Zomeruitverkoop ',
  audience: 'internal',
};

test('a note stands with the days it touches, and only one meant for the client is shown to the client', async () => {
  const clientId = await aClient();
  const inside = await addAnnotation(ctx, { clientId, terms: sale });
  const forClient = await addAnnotation(ctx, {
    clientId,
    terms: { ...sale, from: parseDay('2026-06-12'), to: parseDay('2026-06-20'), audience: 'client' },
  });
  assert.equal(inside.text, 'Zomeruitverkoop');
  const ids = async (from: string, to: string, isClient = false) =>
    (await listAnnotations(ctx, { clientId, from: parseDay(from), to: parseDay(to), forClient: isClient })).map(
      (each) => each.annotationId,
    );
  assert.deepEqual(await ids('2026-06-01', '2026-06-30'), [forClient.annotationId, inside.annotationId]);
  assert.deepEqual(await ids('2026-06-12', '2026-06-12'), [forClient.annotationId, inside.annotationId]);
  assert.deepEqual(await ids('2026-06-13', '2026-06-13'), [forClient.annotationId]);
  assert.deepEqual(await ids('2026-06-21', '2026-06-30'), []);
  assert.deepEqual(await ids('2026-06-01', '2026-06-30', true), [forClient.annotationId]);
});

test('a note changes field by field, and the trail never holds its text', async () => {
  const clientId = await aClient();
  const { annotationId } = await addAnnotation(ctx, { clientId, terms: sale });
  await changeAnnotation(ctx, { clientId, annotationId, terms: { audience: 'client' } });
  const [note] = await listAnnotations(ctx, { clientId, forClient: true });
  assert.deepEqual([note?.text, note?.from, note?.writtenBy], ['Zomeruitverkoop', sale.from, null]);
  await removeAnnotation(ctx, { clientId, annotationId });
  assert.deepEqual(await listAnnotations(ctx, { clientId, forClient: false }), []);
  const entries = await database.admin<{ action: string; entry: string }>(
    "select to_jsonb(p) ->> 'action' as action, p::text as entry from audit_pending p where client_id = $1 order by entry_id",
    [clientId],
  );
  assert.deepEqual(
    entries.slice(1).map((each) => each.action),
    ['clients.annotation-added', 'clients.annotation-changed', 'clients.annotation-removed'],
  );
  assert.ok(entries.every((each) => !each.entry.includes('uitverkoop')));
});

test('an empty or long note, or days the wrong way round, are refused naming the field', async () => {
  const clientId = await aClient();
  const cases: [Partial<AnnotationTerms>, string, string][] = [
    [{ text: '   ' }, 'CLIENTS_ANNOTATION_TEXT_INVALID', 'text'],
    [{ text: 'x'.repeat(281) }, 'CLIENTS_ANNOTATION_TEXT_INVALID', 'text'],
    [{ to: parseDay('2026-06-09') }, 'CLIENTS_DAYS_INVALID', 'to'],
  ];
  for (const [wrong, code, field] of cases) {
    await assert.rejects(
      addAnnotation(ctx, { clientId, terms: { ...sale, ...wrong } }),
      (error) => isFault(error, code) && error.facts.field === field,
    );
  }
  const other = await aClient();
  const { annotationId } = await addAnnotation(ctx, { clientId, terms: sale });
  await assert.rejects(removeAnnotation(ctx, { clientId: other, annotationId }), (error) =>
    isFault(error, 'CLIENTS_ANNOTATION_MISSING'),
  );
});
