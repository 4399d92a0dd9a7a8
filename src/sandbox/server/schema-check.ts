import { readFileSync } from 'node:fs';
import { type ApiRequest, type Query, refuse } from '../handler.ts';

/** A schema of the published description, as far as requests are held against it. */
type Schema = {
  readonly $ref?: string;
  readonly type?: string;
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
};

type Parameter = { readonly name: string; readonly in: string; readonly required: boolean; readonly schema: Schema };
type Rules = {
  readonly operations: Readonly<
    Record<
      string,
      { readonly parameters: readonly Parameter[]; readonly body: Schema | null; readonly bodyRequired: boolean }
    >
  >;
  readonly schemas: Readonly<Record<string, Schema>>;
};

// Made by scripts/generate-sandbox-requests.ts from Pinterest's own description.
const rules: Rules = JSON.parse(readFileSync(new URL('../generated/requests.json', import.meta.url), 'utf8'));

const patterns = new Map<string, RegExp>();

const matches = (pattern: string, text: string): boolean => {
  const known = patterns.get(pattern) ?? new RegExp(pattern);
  patterns.set(pattern, known);
  return known.test(text);
};

/** The first thing wrong with a value, in Pinterest's words, or undefined. */
type Check = (schema: Schema, value: unknown, name: string) => string | undefined;

const firstProblem = (problems: Iterable<string | undefined>): string | undefined => {
  for (const problem of problems) if (problem !== undefined) return problem;
  return undefined;
};

/** A value as an error may show it: never a whole picture. */
const shown = (value: unknown): string =>
  String(typeof value === 'object' ? JSON.stringify(value) : value).slice(0, 60);

const checkText = (schema: Schema, text: string, name: string): string | undefined => {
  if (schema.pattern !== undefined && !matches(schema.pattern, text)) {
    return `'${name}' value '${shown(text)}' must match the pattern: ${schema.pattern}`;
  }
  if (schema.maxLength !== undefined && [...text].length > schema.maxLength) {
    return `'${name}' must not be longer than ${schema.maxLength} characters`;
  }
  return schema.minLength !== undefined && text.length < schema.minLength ? `'${name}' is too short` : undefined;
};

const checkNumber = (schema: Schema, value: number, name: string): string | undefined => {
  if (schema.type === 'integer' && !Number.isInteger(value))
    return `'${name}' value '${value}' is not of type 'integer'`;
  if (schema.minimum !== undefined && value < schema.minimum)
    return `'${name}' value ${value} is less than ${schema.minimum}`;
  return schema.maximum !== undefined && value > schema.maximum
    ? `'${name}' value ${value} is greater than ${schema.maximum}`
    : undefined;
};

function* listProblems(schema: Schema, list: readonly unknown[], name: string): Generator<string | undefined> {
  if (schema.minItems !== undefined && list.length < schema.minItems)
    yield `'${name}' constraint: minItems=${schema.minItems}`;
  if (schema.maxItems !== undefined && list.length > schema.maxItems)
    yield `'${name}' constraint: maxItems=${schema.maxItems}`;
  for (const [at, item] of list.entries()) yield schema.items && check(schema.items, item, `${name}[${at}]`);
}

function* objectProblems(schema: Schema, value: object, name: string): Generator<string | undefined> {
  const fields: ReadonlyMap<string, unknown> = new Map(Object.entries(value));
  for (const field of schema.required ?? []) {
    if (fields.get(field) === undefined)
      yield `'${field}' is a required property${name === 'body' ? '' : ` of '${name}'`}`;
  }
  for (const [field, of] of Object.entries(schema.properties ?? {})) {
    const given = fields.get(field);
    if (given !== undefined) yield check(of, given, field);
  }
}

const typeProblem = (schema: Schema, value: unknown, name: string): string | undefined => {
  const wanted = schema.type === 'integer' ? 'number' : schema.type;
  const actual = Array.isArray(value) ? 'array' : typeof value;
  return wanted !== undefined && wanted !== actual
    ? `'${name}' value '${shown(value)}' is not of type '${schema.type}'`
    : undefined;
};

const checkByType: Check = (schema, value, name) => {
  if (typeof value === 'string') return checkText(schema, value, name);
  if (typeof value === 'number') return checkNumber(schema, value, name);
  if (Array.isArray(value)) return firstProblem(listProblems(schema, value, name));
  return typeof value === 'object' && value !== null ? firstProblem(objectProblems(schema, value, name)) : undefined;
};

const checkAlternatives: Check = (schema, value, name) => {
  const alternatives = schema.oneOf ?? schema.anyOf;
  if (alternatives === undefined) return undefined;
  const problems = alternatives.map((alternative) => check(alternative, value, name));
  return problems.includes(undefined) ? undefined : problems[0];
};

const check: Check = (given, value, name) => {
  const schema = given.$ref === undefined ? given : (rules.schemas[given.$ref] ?? {});
  // The description often puts `nullable` beside a reference that does not allow null; a null is then allowed.
  if (value === null) return undefined;
  if (schema.enum && !schema.enum.includes(value)) {
    return `'${name}' value '${shown(value)}' is not one of the allowed values`;
  }
  return (
    typeProblem(schema, value, name) ??
    checkByType(schema, value, name) ??
    firstProblem((schema.allOf ?? []).map((part) => check(part, value, name))) ??
    checkAlternatives(schema, value, name)
  );
};

const resolved = (schema: Schema): Schema => {
  const found = schema.$ref === undefined ? schema : (rules.schemas[schema.$ref] ?? {});
  const [only] = found.allOf ?? [];
  return found.type === undefined && only ? resolved(only) : found;
};

const typed = (schema: Schema, text: string): unknown => {
  if (schema.type === 'integer' || schema.type === 'number') return text.trim() === '' ? text : Number(text);
  if (schema.type === 'boolean') return text === 'true' || text === 'false' ? text === 'true' : text;
  return text;
};

const given = (parameter: Parameter, query: Query): unknown => {
  const schema = resolved(parameter.schema);
  if (schema.type === 'array') {
    const list = query.list(parameter.name);
    return list.length === 0 ? undefined : list.map((text) => typed(resolved(schema.items ?? {}), text));
  }
  const text = query.text(parameter.name);
  return text === undefined ? undefined : typed(schema, text);
};

const checkParameter = (parameter: Parameter, request: ApiRequest): string | undefined => {
  const value = parameter.in === 'path' ? request.params[parameter.name] : given(parameter, request.query);
  if (value === undefined) return parameter.required ? `Missing parameter: ${parameter.name}` : undefined;
  return check(parameter.schema, value, parameter.name);
};

/** Holds a request against Pinterest's published description of the operation. @throws Refusal 400 code 1 where it does not fit */
export const checkRequest = (operationId: string, request: ApiRequest): void => {
  const rule = rules.operations[operationId];
  if (!rule) return;
  const problem = firstProblem(rule.parameters.map((parameter) => checkParameter(parameter, request)));
  if (problem !== undefined) refuse(400, 1, problem);
  if (rule.bodyRequired && request.body === undefined) refuse(400, 1, 'The request has no body.');
  if (!rule.body || request.body === undefined) return;
  const wrong = check(rule.body, request.body, 'body');
  if (wrong !== undefined) refuse(400, 1, wrong);
};
