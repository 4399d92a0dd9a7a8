import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { unknownFields } from './known-fields.ts';
import { COMPONENTS, isObject, type Json, type Side, schemaFor, withChildren } from './schemas.ts';

/** A request and its answer, as they went over the wire. */
export type Exchange = {
  readonly method: string;
  readonly url: URL;
  readonly requestType: string | undefined;
  readonly requestBody: string | undefined;
  readonly status: number;
  readonly answerType: string | undefined;
  readonly answerBody: string;
};

type Parameter = {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly explode: boolean;
  readonly schema: Json;
};

/** One operation of the published description. */
export type Described = {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body: Json | undefined;
  readonly answers: Json;
  /** Scopes a person's token needs; none for calls that carry the app's own name. */
  readonly scopes: readonly string[];
  readonly category: string;
};

/** Pinterest's published description, ready to be held against what is sent and answered. */
export type Description = {
  readonly version: string;
  readonly operations: readonly Described[];
  /** The operation a call is meant for, by method and path below `/v5`. */
  readonly find: (method: string, path: string) => Described | undefined;
  /** What is wrong with the request; empty when nothing. */
  readonly judgeRequest: (operation: Described, exchange: Exchange) => string[];
  /** What is wrong with the answer; empty when nothing. */
  readonly judgeAnswer: (operation: Described, exchange: Exchange) => string[];
};

// Pinterest: boards, Pins and feeds carry times without a zone although the description says date-time.
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?$/;

// Named in the text of the description only: the flag for apps made before 25 September 2025.
const namedInProse = new Set(['oauth/token /continuous_refresh']);

const createAjv = (components: Json, side: Side): Ajv => {
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false, unicodeRegExp: false });
  addFormats.default(ajv);
  ajv.addFormat('date-time', DATE_TIME);
  const schemas = isObject(components.schemas) ? components.schemas : {};
  const all = Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, schemaFor(schema, side)]));
  ajv.addSchema({ $id: COMPONENTS, schemas: all });
  return ajv;
};

const at = (document: Json, ref: string): Json => {
  let found: unknown = document;
  for (const part of ref.slice(2).split('/')) {
    found = isObject(found) ? found[part.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined;
  }
  return isObject(found) ? found : {};
};

const entries = (value: unknown): [string, Json][] =>
  isObject(value)
    ? Object.entries(value).flatMap(([key, one]): [string, Json][] => (isObject(one) ? [[key, one]] : []))
    : [];

const parametersOf = (document: Json, lists: readonly unknown[]): Parameter[] =>
  lists
    .flatMap((list) => (Array.isArray(list) ? list : []))
    .map((one: unknown) => {
      const parameter = isObject(one) && typeof one.$ref === 'string' ? at(document, one.$ref) : one;
      const fields = isObject(parameter) ? parameter : {};
      return {
        name: String(fields.name),
        in: String(fields.in),
        required: fields.required === true,
        explode: fields.explode !== false,
        schema: isObject(fields.schema) ? fields.schema : {},
      };
    });

const scopesOf = (operation: Json): string[] => {
  const ways = Array.isArray(operation.security) ? operation.security : [];
  const scopes = ways.map((way: unknown) => (isObject(way) ? way.pinterest_oauth2 : undefined)).find(Array.isArray);
  return (scopes ?? []).map(String);
};

const operationsOf = (document: Json): Described[] =>
  entries(document.paths).flatMap(([path, item]) =>
    entries(item)
      .filter(([, operation]) => typeof operation.operationId === 'string')
      .map(([method, operation]) => ({
        operationId: String(operation.operationId),
        method: method.toUpperCase(),
        path,
        parameters: parametersOf(document, [item.parameters, operation.parameters]),
        body: isObject(operation.requestBody) ? operation.requestBody : undefined,
        answers: isObject(operation.responses) ? operation.responses : {},
        scopes: scopesOf(operation),
        category: String(operation['x-ratelimit-category']),
      })),
  );

const patternOf = (path: string): RegExp => new RegExp(`^${path.replace(/\{\w+\}/g, '([^/]+)')}$`);

const literalLength = (path: string): number => path.replace(/\{\w+\}/g, '').length;

const deref = (document: Json, schema: Json): Json =>
  typeof schema.$ref === 'string' ? at(document, schema.$ref) : schema;

const isArray = (document: Json, schema: Json): boolean => deref(document, schema).type === 'array';

/** A text of an address as the type the description gives it; texts that do not fit stay texts and fail there. */
const typedText = (document: Json, schema: Json, text: string): unknown => {
  const { type } = deref(document, schema);
  if ((type === 'integer' || type === 'number') && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
};

const complaints = (validate: ValidateFunction, where: string): string[] =>
  (validate.errors ?? []).map(
    (error) => `${where}${error.instancePath} ${error.message ?? 'is wrong'} (${error.schemaPath})`,
  );

/** Judges of the two sides over one description. */
const createJudges = (document: Json) => {
  const components = isObject(document.components) ? document.components : {};
  const judges = { request: createAjv(components, 'request'), answer: createAjv(components, 'answer') };
  const compiled = { request: new Map<Json, ValidateFunction>(), answer: new Map<Json, ValidateFunction>() };
  return (side: Side, schema: Json, value: unknown, where: string): string[] => {
    const known = compiled[side].get(schema);
    const validate = known ?? judges[side].compile(withChildren(schemaFor(schema, side), deref(document, schema)));
    compiled[side].set(schema, validate);
    return validate(value) ? [] : complaints(validate, where);
  };
};

type Judge = ReturnType<typeof createJudges>;

const judgeList = (document: Json, judge: Judge, parameter: Parameter, given: readonly string[]): string[] => {
  const { name, schema } = parameter;
  // explode false: one value joined by commas. Otherwise (the default) the name is repeated and commas belong to the value.
  const values = parameter.explode ? given : given.flatMap((text) => text.split(','));
  const twice = !parameter.explode && given.length > 1 ? [`query.${name} must be one value joined by commas`] : [];
  const items = deref(document, schema).items;
  const item = isObject(items) ? items : {};
  const typed = values.map((text) => typedText(document, item, text));
  return [...twice, ...judge('request', schema, typed, `query.${name}`)];
};

const judgeParameter = (document: Json, judge: Judge, parameter: Parameter, given: readonly string[]): string[] => {
  const { name, schema, required } = parameter;
  const [first] = given;
  if (first === undefined) return required ? [`query.${name} is missing`] : [];
  if (isArray(document, schema)) return judgeList(document, judge, parameter, given);
  if (given.length > 1) return [`query.${name} is given ${given.length} times`];
  return judge('request', schema, typedText(document, schema, first), `query.${name}`);
};

const judgeQuery = (document: Json, judge: Judge, operation: Described, url: URL): string[] => {
  const declared = operation.parameters.filter((parameter) => parameter.in === 'query');
  const strangers = [...new Set(url.searchParams.keys())].filter((name) => !declared.some((one) => one.name === name));
  return [
    ...strangers.map((name) => `query.${name} is not in the description`),
    ...declared.flatMap((one) => judgeParameter(document, judge, one, url.searchParams.getAll(one.name))),
  ];
};

const judgePath = (document: Json, judge: Judge, operation: Described, path: string): string[] => {
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  const values = patternOf(operation.path).exec(path)?.slice(1) ?? [];
  return names.flatMap((name, index) => {
    const parameter = operation.parameters.find((one) => one.in === 'path' && one.name === name);
    const text = decodeURIComponent(values[index] ?? '');
    return parameter
      ? judge('request', parameter.schema, typedText(document, parameter.schema, text), `path.${name}`)
      : [];
  });
};

const contentOf = (holder: Json, type: string | undefined): Json | undefined => {
  const wanted = (type ?? '').split(';')[0]?.trim();
  const content = entries(holder.content).find(([name]) => name === wanted);
  return content && (isObject(content[1].schema) ? content[1].schema : {});
};

const judgeBody = (document: Json, judge: Judge, operation: Described, exchange: Exchange): string[] => {
  const text = exchange.requestBody ?? '';
  if (!operation.body) return text === '' ? [] : ['a body is sent where none is described'];
  if (text === '') return operation.body.required === true ? ['the body is missing'] : [];
  const schema = contentOf(operation.body, exchange.requestType);
  if (!schema) return [`the body is sent as ${exchange.requestType ?? 'nothing'}`];
  const form = exchange.requestType?.startsWith('application/x-www-form-urlencoded');
  const value: unknown = form ? Object.fromEntries(new URLSearchParams(text)) : JSON.parse(text);
  const strangers = unknownFields(schema, value, (ref) => at(document, ref)).filter(
    (name) => !namedInProse.has(`${operation.operationId} ${name}`),
  );
  return [
    ...judge('request', schema, value, 'body'),
    ...strangers.map((name) => `body${name} is not in the description`),
  ];
};

const judgeAnswerBody = (judge: Judge, operation: Described, exchange: Exchange): string[] => {
  const described = operation.answers[String(exchange.status)] ?? operation.answers.default;
  if (!isObject(described)) return [`status ${exchange.status} is not in the description`];
  if (exchange.status === 204 || described.content === undefined) {
    return exchange.answerBody === '' ? [] : [`status ${exchange.status} must have no body`];
  }
  const schema = contentOf(described, exchange.answerType);
  if (!schema) return [`the answer comes as ${exchange.answerType ?? 'nothing'}`];
  return judge('answer', schema, JSON.parse(exchange.answerBody), `${exchange.status} answer`);
};

/** Loads Pinterest's OpenAPI file. */
export const loadDescription = (file: string): Description => {
  const document: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!isObject(document)) throw new Error(`${file} is no OpenAPI description`);
  const operations = operationsOf(document);
  const judge = createJudges(document);
  const info = isObject(document.info) ? document.info : {};
  const pathOf = (url: URL): string => url.pathname.replace(/^\/v5/, '');
  return {
    version: String(info.version),
    operations,
    find: (method, path) =>
      operations
        .filter((operation) => operation.method === method && patternOf(operation.path).test(path))
        .sort((one, other) => literalLength(other.path) - literalLength(one.path))[0],
    judgeRequest: (operation, exchange) => [
      ...judgePath(document, judge, operation, pathOf(exchange.url)),
      ...judgeQuery(document, judge, operation, exchange.url),
      ...judgeBody(document, judge, operation, exchange),
    ],
    judgeAnswer: (operation, exchange) => judgeAnswerBody(judge, operation, exchange),
  };
};
