import { writerFor } from '../kit/numbers.ts';
import { useLocale } from '../kit/preferences.tsx';
import { useDocsWords } from '../words/docs.ts';
import { type Answer, commandFor, type Description, type Operation, parametersOf } from './description.ts';
import { SchemaTree } from './schema-tree.tsx';

const who = (operation: Operation, text: ReturnType<typeof useDocsWords>): string => {
  const right = operation['x-right'];
  if (right !== undefined) return `${text.right}: ${right}`;
  return operation.security?.length === 0 ? text.anybody : text.person;
};

const Terms = ({ operation }: { readonly operation: Operation }) => {
  const text = useDocsWords();
  const { count } = writerFor(useLocale().locale);
  const limit = operation['x-requests-per-minute'];
  const told = [
    who(operation, text),
    ...(operation['x-fresh-code'] === true ? [text.freshCode] : []),
    ...(limit === undefined ? [] : [text.perMinute(count(limit))]),
  ];
  return <p className="docs-note">{told.join(' · ')}</p>;
};

const Parameters = ({ operation, all }: { readonly operation: Operation; readonly all: Description }) => {
  const text = useDocsWords();
  const parameters = parametersOf(operation, all);
  return (
    <>
      <h3>{text.parameters}</h3>
      <ul className="docs-tree">
        {parameters.map((each) => (
          <li key={`${each.in} ${each.name}`}>
            <code className="docs-field">{each.name}</code> <span className="docs-type">{each.in}</span>
            {each.required === true && <span className="docs-note"> · {text.required}</span>}
            {each.description !== undefined && <span className="docs-note"> · {each.description}</span>}
          </li>
        ))}
      </ul>
    </>
  );
};

const AnswerLine = ({
  status,
  answer,
  all,
}: {
  readonly status: string;
  readonly answer: Answer;
  readonly all: Description;
}) => {
  const schema = answer.content?.['application/json']?.schema;
  const codes = answer['x-codes'] ?? [];
  return (
    <li>
      <strong className="docs-status">{status}</strong> {answer.description}
      {codes.length > 0 && <span className="docs-codes"> {codes.join(', ')}</span>}
      {schema !== undefined && <SchemaTree schema={schema} all={all} />}
    </li>
  );
};

const Details = ({ operation, all }: { readonly operation: Operation; readonly all: Description }) => {
  const text = useDocsWords();
  const body = operation.requestBody?.content['application/json']?.schema;
  return (
    <div className="docs-details">
      <Terms operation={operation} />
      <Parameters operation={operation} all={all} />
      {body !== undefined && (
        <>
          <h3>{text.body}</h3>
          <SchemaTree schema={body} all={all} />
        </>
      )}
      <h3>{text.answers}</h3>
      <ul className="docs-tree">
        {Object.entries(operation.responses).map(([status, answer]) => (
          <AnswerLine key={status} status={status} answer={answer} all={all} />
        ))}
      </ul>
      <h3>{text.example}</h3>
      {/* Longer than a narrow window: it scrolls, by keyboard too. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable without a mouse */}
      <section className="docs-code" aria-label={text.example} tabIndex={0}>
        <pre>{commandFor(operation, window.location.origin)}</pre>
      </section>
    </div>
  );
};

type Props = {
  readonly operation: Operation;
  readonly all: Description;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
};

/** One thing the API does: one line, and everything about it when opened. */
export const OperationCard = ({ operation, all, isOpen, onOpen }: Props) => (
  <details
    className="docs-operation"
    id={operation.operationId}
    open={isOpen}
    onToggle={(event) => onOpen(event.currentTarget.open)}
  >
    <summary>
      <span className={`docs-method docs-${operation.method.toLowerCase()}`}>{operation.method}</span>
      <code className="docs-path">{operation.path.replace('/api/v1', '')}</code>
      <span className="docs-summary">{operation.summary}</span>
    </summary>
    {isOpen && <Details operation={operation} all={all} />}
  </details>
);
