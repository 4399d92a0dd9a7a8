/** A part of a JSON schema, as far as the page draws it. */
export type Schema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
};

/** A parameter of an operation. */
export type Parameter = {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Schema;
};

type Content = Readonly<Record<string, { readonly schema?: Schema }>>;

/** An answer of an operation. */
export type Answer = {
  readonly description: string;
  readonly content?: Content;
  readonly 'x-codes'?: readonly string[];
};

/** One thing the API does. */
export type Operation = {
  readonly method: string;
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly tags?: readonly string[];
  readonly security?: readonly Readonly<Record<string, unknown>>[];
  readonly parameters: readonly (Parameter & { readonly $ref?: string })[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, Answer>>;
  readonly 'x-right'?: string;
  readonly 'x-fresh-code'?: boolean;
  readonly 'x-requests-per-minute'?: number;
};

/** The published description, as the server makes it. */
export type Description = {
  readonly info: { readonly description: string };
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Omit<Operation, 'method' | 'path'>>>>>;
  readonly components: {
    readonly parameters: Readonly<Record<string, Parameter>>;
    readonly schemas: Readonly<Record<string, Schema>>;
  };
};

const lastOf = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);

/** The parameters of an operation, with those that many share filled in. */
export const parametersOf = (operation: Operation, { components }: Description): readonly Parameter[] =>
  operation.parameters.flatMap((each) =>
    each.$ref === undefined ? each : (components.parameters[lastOf(each.$ref)] ?? []),
  );

/** A schema, or the one it points at. */
export const schemaAt = (schema: Schema, { components }: Description): Schema =>
  schema.$ref === undefined ? schema : (components.schemas[lastOf(schema.$ref)] ?? {});

/** Every operation, in the order of its address. */
export const operationsOf = ({ paths }: Description): readonly Operation[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
  );

/** Whether an operation has all the words that are looked for. */
export const isFound = (operation: Operation, sought: string): boolean => {
  const told = [operation.method, operation.path, operation.summary, operation['x-right'], operation.tags?.join(' ')]
    .join(' ')
    .toLowerCase();
  return sought
    .toLowerCase()
    .split(/\s+/)
    .every((word) => told.includes(word));
};

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

const sampleOf = (schema: Schema): unknown => {
  const [choice] = schema.anyOf ?? schema.oneOf ?? [];
  if (choice !== undefined) return sampleOf(choice);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const type = typeof schema.type === 'string' ? schema.type : schema.type?.[0];
  if (type === 'object') {
    return Object.fromEntries(
      Object.entries(schema.properties ?? {})
        .filter(([name]) => schema.required?.includes(name))
        .map(([name, each]) => [name, sampleOf(each)]),
    );
  }
  if (type === 'array') return schema.items === undefined ? [] : [sampleOf(schema.items)];
  if (type === 'integer' || type === 'number') return 1;
  return type === 'boolean' ? true : '…';
};

/** The operation as a command, at the address of whoever reads. */
export const commandFor = (operation: Operation, origin: string): string => {
  const { method, path, requestBody } = operation;
  const isWrite = method !== 'GET';
  const json = requestBody?.content['application/json']?.schema;
  const lines = [
    `curl ${isWrite ? `-X ${method} ` : ''}${quoted(`${origin}${path}`)}`,
    ...(operation.security?.length === 0 ? [] : ["-H 'Authorization: Bearer YOUR_KEY'"]),
    ...(isWrite && operation.security?.length !== 0 ? ['-H "Idempotency-Key: $(uuidgen)"'] : []),
    ...(json === undefined
      ? []
      : ["-H 'Content-Type: application/json'", `-d ${quoted(JSON.stringify(sampleOf(json)))}`]),
    ...(requestBody !== undefined && json === undefined
      ? ["-H 'Content-Type: text/csv'", '--data-binary @file.csv']
      : []),
  ];
  return lines.join(' \\\n  ');
};
