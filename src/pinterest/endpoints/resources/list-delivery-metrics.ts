import { z } from 'zod';
import { ask, endpoint } from '../../core/endpoint.ts';
import { type DeliveryMetric, deliveryMetricShape } from '../../shapes/figures.ts';

const shape = z.object({ items: z.array(deliveryMetricShape) }).transform(({ items }) => items);

/** Pinterest's own explanations of its figures; `display_name` is what Ads Manager shows. @personal none */
export const listDeliveryMetrics = endpoint(
  'delivery_metrics/get',
  (call, input: { reportType?: 'SYNC' | 'ASYNC' }): Promise<DeliveryMetric[]> =>
    ask(call, { query: { report_type: input.reportType } }, shape),
);
