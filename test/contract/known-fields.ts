import { isObject, type Json } from './schemas.ts';

/** Finds the schema behind a `$ref`. */
export type Resolve = (ref: string) => Json;

type Fields = { readonly named: ReadonlyMap<string, readonly unknown[]>; readonly open: boolean };

/** Branches may name the same field with different schemas: what any of them knows is known. */
const merge = (all: readonly Fields[]): Fields => {
  const named = new Map<string, readonly unknown[]>();
  for (const fields of all) {
    for (const [name, schemas] of fields.named) named.set(name, [...(named.get(name) ?? []), ...schemas]);
  }
  return { named, open: all.some((fields) => fields.open) };
};

const partsOf = (schema: Json): unknown[] =>
  ['allOf', 'anyOf', 'oneOf'].flatMap((key) => (Array.isArray(schema[key]) ? schema[key] : []));

const childrenOf = (schema: Json): unknown[] => {
  const discriminator = schema.discriminator;
  if (!isObject(discriminator) || !isObject(discriminator.mapping) || schema.oneOf !== undefined) return [];
  return Object.values(discriminator.mapping).map((ref) => ({ $ref: ref }));
};

const fieldsOf = (schema: unknown, resolve: Resolve, seen: ReadonlySet<string> = new Set()): Fields => {
  if (!isObject(schema)) return { named: new Map(), open: false };
  const ref = schema.$ref;
  if (typeof ref === 'string') {
    if (seen.has(ref)) return { named: new Map(), open: false };
    return fieldsOf(resolve(ref), resolve, new Set([...seen, ref]));
  }
  const properties = isObject(schema.properties) ? schema.properties : {};
  const parts = [...partsOf(schema), ...childrenOf(schema)];
  const additional = schema.additionalProperties;
  const free = additional !== undefined && additional !== false;
  // An object that names no field at all is a map.
  const map = parts.length === 0 && schema.properties === undefined && schema.items === undefined;
  const own: Fields = {
    named: new Map(Object.entries(properties).map(([name, property]) => [name, [property]])),
    open: free || map,
  };
  return merge([own, ...parts.map((part) => fieldsOf(part, resolve, seen))]);
};

const itemsOf = (schema: unknown, resolve: Resolve): unknown[] => {
  if (!isObject(schema)) return [];
  if (typeof schema.$ref === 'string') return itemsOf(resolve(schema.$ref), resolve);
  const own = schema.items === undefined ? [] : [schema.items];
  return [...own, ...partsOf(schema).flatMap((part) => itemsOf(part, resolve))];
};

/**
 * Fields of a sent body that the description does not name. JSON Schema lets unknown fields pass; in a request one is a slip
 * of the pen that Pinterest would ignore in silence.
 */
export const unknownFields = (schema: unknown, value: unknown, resolve: Resolve, at = ''): string[] => {
  if (Array.isArray(value)) {
    const items = { anyOf: itemsOf(schema, resolve) };
    return value.flatMap((one, index) => unknownFields(items, one, resolve, `${at}/${index}`));
  }
  if (!isObject(value)) return [];
  const { named, open } = fieldsOf(schema, resolve);
  return Object.entries(value).flatMap(([name, field]) => {
    const known = named.get(name);
    if (known) return unknownFields({ anyOf: known }, field, resolve, `${at}/${name}`);
    return open ? [] : [`${at}/${name}`];
  });
};
