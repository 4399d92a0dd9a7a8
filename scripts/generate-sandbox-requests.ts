/**
 * Takes out of Pinterest's published description what the sandbox holds requests against: parameters and bodies of the
 * operations it answers, without prose. Run again when the description changes:
 *
 *   node scripts/generate-sandbox-requests.ts path/to/openapi.json
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { handlers } from '../src/sandbox/handlers.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

const KEPT = [
  ...[
    '$ref',
    'type',
    'nullable',
    'enum',
    'pattern',
    'minimum',
    'maximum',
    'minLength',
    'maxLength',
    'minItems',
    'maxItems',
  ],
  ...['items', 'properties', 'required', 'allOf', 'oneOf', 'anyOf', 'additionalProperties'],
];

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const asObject = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});
const asList = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);

const [, , file] = process.argv;
if (file === undefined) throw new Error("Give the path of Pinterest's openapi.json.");
const description: Json = JSON.parse(readFileSync(file, 'utf8'));
const schemas: JsonObject = {};

const lookUp = (ref: string): JsonObject =>
  asObject(
    ref
      .slice(2)
      .split('/')
      .reduce<Json | undefined>((found, key) => asObject(found)[key], description),
  );

const strip = (schema: Json): Json => {
  if (!isObject(schema)) return schema;
  const kept: JsonObject = {};
  for (const [key, value] of Object.entries(schema)) {
    if (!KEPT.includes(key)) continue;
    if (key === '$ref') kept[key] = keep(String(value));
    else if (key === 'properties') {
      kept[key] = Object.fromEntries(Object.entries(asObject(value)).map(([name, of]) => [name, strip(of)]));
    } else kept[key] = Array.isArray(value) ? value.map(strip) : strip(value);
  }
  return kept;
};

const keep = (ref: string): string => {
  const name = ref.split('/').at(-1) ?? ref;
  if (!(name in schemas)) {
    schemas[name] = {};
    schemas[name] = strip(lookUp(ref));
  }
  return name;
};

const parametersOf = (path: JsonObject, operation: JsonObject): Json[] =>
  [...asList(path.parameters), ...asList(operation.parameters)].map((given) => {
    const parameter = isObject(given) && typeof given.$ref === 'string' ? lookUp(given.$ref) : asObject(given);
    const { name, in: place, required, schema } = parameter;
    return { name: name ?? '', in: place ?? '', required: required ?? false, schema: strip(schema ?? {}) };
  });

const bodyOf = (operation: JsonObject): Json => {
  const [content] = Object.values(asObject(asObject(operation.requestBody).content));
  return strip(asObject(content).schema ?? null);
};

const wanted = new Set(handlers.map((handler) => handler.operationId));
const operations: JsonObject = {};
for (const path of Object.values(asObject(asObject(description).paths)).map(asObject)) {
  for (const operation of Object.values(path).map(asObject)) {
    const id = operation.operationId;
    if (typeof id !== 'string' || !wanted.has(id)) continue;
    const bodyRequired = asObject(operation.requestBody).required ?? false;
    operations[id] = { parameters: parametersOf(path, operation), body: bodyOf(operation), bodyRequired };
  }
}
writeFileSync(
  new URL('../src/sandbox/generated/requests.json', import.meta.url),
  `${JSON.stringify({ operations, schemas }, null, 1)}\n`,
);
