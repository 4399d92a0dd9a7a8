import type { Problem } from '../../api/contract.ts';
import { keyFor, noteAnswered } from './write-keys.ts';

/** The server refused; `status` and `code` say how, and the remedy is in the reader's language. */
export class ServerProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly remedy: string;
  /** What is wrong with which field, where the server names one. */
  readonly fields: NonNullable<Problem['fields']>;
  constructor(problem: Pick<Problem, 'title' | 'status' | 'code' | 'remedy' | 'fields'>) {
    super(problem.title);
    this.name = 'ServerProblem';
    this.status = problem.status;
    this.code = problem.code;
    this.remedy = problem.remedy;
    this.fields = problem.fields ?? [];
  }
}

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'status' in value && 'code' in value && 'title' in value;

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // A page of something between us and the server (a proxy that is restarting it): no answer of ours.
    return undefined;
  }
};

// What a proxy says while the server behind it starts again.
const away = new Set([502, 503, 504]);

/** True when the server could not be reached, and asking again may help; false when it gave an answer. */
export const isUnreachable = (error: unknown): boolean =>
  !(error instanceof ServerProblem) || (away.has(error.status) && error.code === 'WEB_UNREADABLE');

/** True for a question that was refused for what it asks: the page that asked it says so, once for all its parts. */
export const isRefusedQuestion = (error: unknown): boolean => error instanceof ServerProblem && error.status === 422;

/** True for the answer that nobody is signed in (any more). */
export const isSignedOut = (error: unknown): boolean => error instanceof ServerProblem && error.status === 401;

const isFile = (body: unknown): body is Blob => body instanceof Blob;

const typeOf = (body: unknown): Record<string, string> => {
  if (body === undefined) return {};
  return { 'content-type': isFile(body) ? body.type : 'application/json' };
};

type Options = {
  method?: string;
  body?: unknown;
  /** For a write that may as well happen twice and whose answer is a secret: the server then keeps no answer to give again. */
  isHarmlessTwice?: boolean;
};

// A write as one text, to know it by when it is sent again; a read and a file, which replaces what was there, need none.
const writeOf = (path: string, { method = 'GET', body, isHarmlessTwice }: Options): string | undefined =>
  method === 'GET' || isHarmlessTwice === true || isFile(body)
    ? undefined
    : JSON.stringify([method, path, body ?? null]);

// Under way is not answered yet: the process that began it may have died with it.
const isAnswer = (answer: unknown): boolean => !isProblem(answer) || answer.code !== 'IDENTITY_REQUEST_RUNNING';

/**
 * Asks the server and gives its answer. A file goes as it is, everything else as JSON. The shape is the server's promise: it enforces its response schemas.
 * A write that was not answered and is sent again, in the same words from the same page, happens once.
 * @throws ServerProblem when the server refuses; TypeError when it cannot be reached
 */
export const ask = async <Answer>(path: string, options: Options = {}): Promise<Answer> => {
  const write = writeOf(path, options);
  const response = await fetch(`/api/v1${path}`, {
    method: options.method ?? 'GET',
    credentials: 'same-origin',
    headers: {
      // The texts of the answer come in the language of the page, whatever the browser prefers.
      'accept-language': document.documentElement.lang,
      ...typeOf(options.body),
      ...(write === undefined ? {} : { 'idempotency-key': keyFor(write) }),
    },
    ...(options.body === undefined ? {} : { body: isFile(options.body) ? options.body : JSON.stringify(options.body) }),
  });
  const answer = response.status === 204 ? undefined : parse(await response.text());
  const isOurs = response.status === 204 || (response.ok && answer !== undefined) || isProblem(answer);
  if (write !== undefined && isOurs && isAnswer(answer)) noteAnswered(write);
  if (response.ok && (response.status === 204 || answer !== undefined)) return answer as Answer;
  throw new ServerProblem(
    isProblem(answer)
      ? answer
      : { title: response.statusText, status: response.status, code: 'WEB_UNREADABLE', remedy: '' },
  );
};

/** Asks for a picture by a write, for who has no session to send along. @throws ServerProblem when the server refuses */
export const askPicture = async (path: string, body: unknown): Promise<Blob> => {
  const response = await fetch(`/api/v1${path}`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (response.ok) return response.blob();
  const answer = parse(await response.text());
  throw new ServerProblem(
    isProblem(answer)
      ? answer
      : { title: response.statusText, status: response.status, code: 'WEB_UNREADABLE', remedy: '' },
  );
};
