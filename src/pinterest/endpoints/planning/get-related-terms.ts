import { ask, endpoint } from '../../core/endpoint.ts';
import { type RelatedTerms, relatedTermsShape } from '../../shapes/planning.ts';

/** Search words related to the given ones; may be empty in a small niche. @personal none */
export const getRelatedTerms = endpoint(
  'terms_related/list',
  (call, input: { terms: readonly string[] }): Promise<RelatedTerms> =>
    ask(call, { query: { terms: input.terms } }, relatedTermsShape),
);
