import { useDocsWords } from '../words/docs.ts';
import { type Description, type Schema, schemaAt } from './description.ts';

// Deeper than any answer of ours goes; a schema that points at itself ends here.
const DEEPEST = 8;

const isNull = (schema: Schema): boolean => schema.type === 'null';

const typeOf = (schema: Schema): string => {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((each) => JSON.stringify(each)).join(' | ');
  const type = typeof schema.type === 'string' ? schema.type : (schema.type?.join(' | ') ?? '');
  if (type === 'array') return `${schema.items === undefined ? '' : typeOf(schema.items)}[]`;
  return schema.format === undefined ? type : `${type} (${schema.format})`;
};

type Props = { readonly schema: Schema; readonly all: Description; readonly depth?: number };

const Choice = ({
  choices,
  all,
  depth,
}: {
  readonly choices: readonly Schema[];
  readonly all: Description;
  readonly depth: number;
}) => {
  const text = useDocsWords();
  const real = choices.filter((each) => !isNull(each));
  return (
    <>
      {real.length > 1 && <p className="docs-note">{text.oneOf}</p>}
      {real.map((each, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the choices of a schema never change places
        <SchemaTree key={at} schema={each} all={all} depth={depth} />
      ))}
    </>
  );
};

const Field = ({
  name,
  schema,
  isRequired,
  all,
  depth,
}: {
  readonly name: string;
  readonly schema: Schema;
  readonly isRequired: boolean;
  readonly all: Description;
  readonly depth: number;
}) => {
  const text = useDocsWords();
  const choices = schema.anyOf ?? schema.oneOf;
  const mayBeNull = choices?.some(isNull) === true;
  const only = choices?.filter((each) => !isNull(each));
  const shown = only?.length === 1 ? (only[0] ?? schema) : schema;
  return (
    <li>
      <code className="docs-field">{name}</code> <span className="docs-type">{typeOf(shown)}</span>
      {mayBeNull && <span className="docs-note"> {text.orNull}</span>}
      {isRequired && <span className="docs-note"> · {text.required}</span>}
      {schema.description !== undefined && <span className="docs-note"> · {schema.description}</span>}
      <SchemaTree schema={shown} all={all} depth={depth + 1} />
    </li>
  );
};

/** What a body is made of, field by field. */
export const SchemaTree = ({ schema: given, all, depth = 0 }: Props) => {
  if (depth > DEEPEST) return null;
  const schema = schemaAt(given, all);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return <Choice choices={choices} all={all} depth={depth + 1} />;
  if (schema.items !== undefined) return <SchemaTree schema={schema.items} all={all} depth={depth + 1} />;
  if (schema.properties === undefined) return null;
  return (
    <ul className="docs-tree">
      {Object.entries(schema.properties).map(([name, each]) => (
        <Field
          key={name}
          name={name}
          schema={each}
          isRequired={schema.required?.includes(name) === true}
          all={all}
          depth={depth}
        />
      ))}
    </ul>
  );
};
