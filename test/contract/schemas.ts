/** A JSON object of the description; its fields are looked at one by one. */
export type Json = Readonly<Record<string, unknown>>;

/** Whether a schema judges what is sent or what comes back: OpenAPI's readOnly and writeOnly fields differ. */
export type Side = 'request' | 'answer';

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The name under which the components are known to the validator. */
export const COMPONENTS = 'components';

const refOf = (ref: string): string => ref.replace('#/components/schemas/', `${COMPONENTS}#/schemas/`);

const forbidden = (side: Side): string => (side === 'request' ? 'readOnly' : 'writeOnly');

const propertiesFor = (properties: Json, side: Side): Json =>
  Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [
      name,
      // A field that only the other side writes must not be there.
      isObject(property) && property[forbidden(side)] === true ? false : schemaFor(property, side),
    ]),
  );

const requiredFor = (schema: Json, side: Side): unknown[] => {
  const required = Array.isArray(schema.required) ? schema.required : [];
  const properties = isObject(schema.properties) ? schema.properties : {};
  return required.filter((name) => {
    const property = properties[String(name)];
    return !(isObject(property) && property[forbidden(side)] === true);
  });
};

/** OpenAPI's discriminator as JSON Schema: the word decides which branch must hold, and it must be one of the known words. */
const branchesOf = (discriminator: Json): Json => {
  const name = String(discriminator.propertyName);
  const mapping = isObject(discriminator.mapping) ? discriminator.mapping : {};
  return {
    required: [name],
    properties: { [name]: { enum: Object.keys(mapping) } },
    allOf: Object.entries(mapping).map(([word, ref]) => ({
      if: { properties: { [name]: { const: word } } },
      // biome-ignore lint/suspicious/noThenProperty: JSON Schema's own word
      then: { $ref: refOf(String(ref)) },
    })),
  };
};

/** The same for a parent whose children refer back to it; to be used where a body or an answer names the parent. */
export const withChildren = (schema: Json, parent: Json): Json =>
  isObject(parent.discriminator) && parent.oneOf === undefined
    ? { allOf: [schema, branchesOf(parent.discriminator)] }
    : schema;

const listFor = (value: unknown, side: Side): unknown =>
  Array.isArray(value) ? value.map((one) => schemaFor(one, side)) : value;

const single: Readonly<Record<string, (value: unknown, side: Side) => unknown>> = {
  items: (value, side) => schemaFor(value, side),
  not: (value, side) => schemaFor(value, side),
  additionalProperties: (value, side) => (isObject(value) ? schemaFor(value, side) : value),
  properties: (value, side) => (isObject(value) ? propertiesFor(value, side) : value),
  allOf: listFor,
  anyOf: listFor,
};

const ignored = new Set(['nullable', 'discriminator', 'oneOf', 'required', 'readOnly', 'writeOnly', 'example', 'xml']);

const partsFor = (schema: Json, side: Side): Json => {
  const parts: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(schema)) {
    if (!ignored.has(key) && !key.startsWith('x-')) parts[key] = single[key]?.(value, side) ?? value;
  }
  const required = requiredFor(schema, side);
  return required.length === 0 ? parts : { ...parts, required };
};

/**
 * A schema of OpenAPI 3.0.3 in the words of JSON Schema: `nullable`, `discriminator`, `readOnly`. A `oneOf` without
 * discriminator becomes `anyOf`: the description lists IMPRESSION in both branches of `metric_types`, so that by the letter
 * nobody could ask for it.
 */
export const schemaFor = (schema: unknown, side: Side): Json => {
  if (!isObject(schema)) return {};
  if (typeof schema.$ref === 'string') return { $ref: refOf(schema.$ref) };
  const parts = partsFor(schema, side);
  const branches = schema.oneOf;
  const discriminator = schema.discriminator;
  let whole = parts;
  if (Array.isArray(branches) && isObject(discriminator)) whole = { allOf: [parts, branchesOf(discriminator)] };
  else if (Array.isArray(branches)) whole = { allOf: [parts, { anyOf: branches.map((one) => schemaFor(one, side)) }] };
  return schema.nullable === true ? { anyOf: [{ type: 'null' }, whole] } : whole;
};
