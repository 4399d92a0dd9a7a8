import { type Fault, isFault } from '../../../foundation/kit/index.ts';
import type { Pinterest } from '../../core/ports.ts';
import { pinterestFault } from '../../core/read-refusal.ts';

const operation = 'analytics/get_report';

const refused = (status: number): Fault =>
  pinterestFault(
    // Storage answers 403 or 404 once the five minutes are over.
    status === 403 || status === 404 ? 'PINTEREST_REPORT_ADDRESS_EXPIRED' : 'PINTEREST_DOWNLOAD_BROKEN',
    { operation, facts: { status } },
  );

const broken = (cause: unknown): Fault =>
  isFault(cause) ? cause : pinterestFault('PINTEREST_DOWNLOAD_BROKEN', { operation, cause });

// A time-out over the whole download would cut long reports; what matters is that pieces keep coming.
const watched = (body: ReadableStream<Uint8Array>, stop: AbortController, timeoutMs: number) => {
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const timer = setTimeout(() => stop.abort(), timeoutMs);
      try {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        controller.error(broken(error));
      } finally {
        clearTimeout(timer);
      }
    },
    async cancel(reason) {
      await reader.cancel(reason);
      stop.abort();
    },
  });
};

/**
 * The file of a finished report, as it comes in. The address is asked without the connection's token. Either read the stream
 * to its end or cancel it. A stream that breaks ends with PINTEREST_DOWNLOAD_BROKEN.
 *
 * @throws PINTEREST_REPORT_ADDRESS_EXPIRED when the address is older than five minutes: take a new one from `getReport`
 * @throws PINTEREST_DOWNLOAD_BROKEN when the file cannot be fetched
 * @personal none
 */
export const downloadReport = async (
  pinterest: Pinterest,
  input: { url: string },
): Promise<ReadableStream<Uint8Array>> => {
  const { config, ports } = pinterest;
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), config.timeoutMs);
  try {
    const answer = await ports.fetch(input.url, {
      method: 'GET',
      headers: {},
      signal: stop.signal,
      redirect: 'manual',
    });
    if (answer.ok && answer.body !== null) return watched(answer.body, stop, config.timeoutMs);
    await answer.body?.cancel();
    throw refused(answer.status);
  } catch (error) {
    throw broken(error);
  } finally {
    clearTimeout(timer);
  }
};
