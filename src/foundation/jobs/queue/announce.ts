import { z } from 'zod';
import type { Tx } from '../../db/index.ts';
import { Fault } from '../../kit/index.ts';
import type { Event, Subscription } from '../definitions/define-event.ts';
import { defineJob } from '../definitions/define-job.ts';
import { checkIdPayload } from '../definitions/id-payload.ts';
import { put, toQueued } from './enqueue.ts';

/**
 * The one job through which every event travels. Whoever announces need not know who listens: any worker, of any process
 * and version, hands the event on to the subscribers it was started with.
 */
export const deliverEvent = defineJob({ name: 'jobs-deliver-event', payload: z.unknown(), atOnce: 4 });

const envelope = z.object({ event: z.string(), payload: z.record(z.string(), z.unknown()) });

/**
 * Announces that something has happened, in the transaction in which it happens. Each subscriber of `main/wiring.ts`
 * gets one job, at least once.
 *
 * @throws JOBS_PAYLOAD_REFUSED when the payload holds anything but ids, numbers, days and lists of those
 * @personal none
 */
export const announce = async <Payload>(tx: Tx, event: Event<Payload>, payload: Payload): Promise<void> => {
  const checked = checkIdPayload(event.name, event.payload.parse(payload));
  const queued = toQueued(deliverEvent, {}, { priority: 10 });
  await put(tx, [{ ...queued, payload: { event: event.name, payload: checked } }]);
};

/** The same id for the same delivery: handing an event on twice adds nothing. */
const deliveryId = async (deliveryJob: string, subscriber: string, index: number): Promise<string> => {
  const text = new TextEncoder().encode(`${deliveryJob}|${subscriber}|${index}`);
  const hash = Buffer.from(await crypto.subtle.digest('SHA-256', text)).toString('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
};

/** Puts the subscribers' jobs of one delivered event in the queue. */
export const handOn = async (
  tx: Tx,
  delivery: { readonly id: string; readonly payload: unknown },
  subscriptions: readonly Subscription[],
): Promise<void> => {
  const read = envelope.safeParse(delivery.payload);
  if (!read.success) throw new Fault('JOBS_PAYLOAD_REFUSED', 'bug', 'A delivered event has no name or payload.');
  const { event, payload } = read.data;
  const hearing = subscriptions.filter((subscription) => subscription.event === event);
  const jobs = await Promise.all(
    hearing.map(async (subscription, index) => {
      const wanted = subscription.toJob(payload);
      if (wanted === undefined) return undefined;
      const { priority } = wanted;
      const options =
        wanted.singletonKey === undefined ? { priority } : { priority, singletonKey: wanted.singletonKey };
      const id = await deliveryId(delivery.id, subscription.job.name, index);
      const queued = toQueued(subscription.job, wanted.payload, options);
      return { ...queued, id, singletonKey: wanted.singletonKey ?? id };
    }),
  );
  await put(
    tx,
    jobs.filter((each) => each !== undefined),
  );
};
