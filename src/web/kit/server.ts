import type { Problem } from '../../api/contract.ts';

/** The server refused; `status` and `code` say how, and the remedy is in the reader's language. */
export class ServerProblem extends Error {
  readonly status: number;
  readonly code: string;
  constructor(problem: Pick<Problem, 'title' | 'status' | 'code'>) {
    super(problem.title);
    this.name = 'ServerProblem';
    this.status = problem.status;
    this.code = problem.code;
  }
}

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'status' in value && 'code' in value && 'title' in value;

/**
 * Asks the server and gives its answer. The shape is the server's promise: it enforces its response schemas.
 * @throws ServerProblem when the server refuses; TypeError when it cannot be reached
 */
export const ask = async <Answer>(path: string, options: { method?: string; body?: unknown } = {}): Promise<Answer> => {
  const response = await fetch(`/api/v1${path}`, {
    method: options.method ?? 'GET',
    credentials: 'same-origin',
    headers: options.body === undefined ? {} : { 'content-type': 'application/json' },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });
  if (response.status === 204) return undefined as Answer;
  const text = await response.text();
  const answer: unknown = text === '' ? undefined : JSON.parse(text);
  if (response.ok) return answer as Answer;
  throw new ServerProblem(
    isProblem(answer) ? answer : { title: response.statusText, status: response.status, code: 'WEB_UNREADABLE' },
  );
};
