import { DELIVERY_WIDTH, WIDTH } from './columns.ts';
import { type Attribution, createConversions, LONGEST_DELAY, type Span } from './conversions.ts';
import { deliveryOf, type Moment, type Target, type Traits } from './delivery.ts';
import { perAccount } from './per-account.ts';
import { type Plan, planOf } from './plan.ts';
import type { World, WorldAccount } from './world.ts';

/** The heights at which figures are asked. */
export type Level = 'account' | 'campaign' | 'adGroup' | 'ad';

/** One account, campaign, ad group or ad, and the ads whose figures are its own: `first` up to before `end`. */
export type Subject = { readonly id: string; readonly index: number; readonly first: number; readonly end: number };

/** What is asked of the model. `conversions` undefined: delivery only. */
export type Question = {
  readonly span: Span;
  readonly moment: Moment;
  readonly delivery: boolean;
  readonly conversions: Attribution | undefined;
};

/** The one source of every number: reports, direct questions and the truth all read these. */
export type Figures = {
  readonly plan: Plan;
  /** Everything at a level that could have figures, in ascending id. Nothing of a deleted campaign but the account itself. */
  readonly subjects: (level: Level) => Generator<Subject>;
  /**
   * Fills `matrix` (days × columns) for one subject: the sum over its ads. False, and the matrix untouched, when none of its
   * ads could have a figure in the span.
   */
  readonly fill: (subject: Subject, question: Question, matrix: Float64Array) => boolean;
};

/** A matrix for a span. */
export const matrixFor = (span: Span): Float64Array => new Float64Array((span.to - span.from + 1) * WIDTH);

function* listSubjects(world: World, account: WorldAccount, level: Level): Generator<Subject> {
  const plan = planOf(world, account);
  if (level === 'account') yield { id: account.id, index: 0, first: 0, end: plan.ads };
  for (const campaign of level === 'account' ? [] : plan.campaigns) {
    if (campaign.deleted) continue;
    const end = campaign.firstAd + campaign.ads;
    if (level === 'campaign')
      yield {
        id: world.ids.campaign(account.index, campaign.index),
        index: campaign.index,
        first: campaign.firstAd,
        end,
      };
    if (level === 'adGroup')
      yield* listGroups(world, account, campaign.firstGroup, campaign.firstGroup + campaign.groups);
    for (let ad = campaign.firstAd; level === 'ad' && ad < end; ad += 1) {
      yield { id: world.ids.ad(account.index, ad), index: ad, first: ad, end: ad + 1 };
    }
  }
}

function* listGroups(world: World, account: WorldAccount, ...[from, to]: [number, number]): Generator<Subject> {
  const { groups } = planOf(world, account);
  for (const group of groups.slice(from, to)) {
    yield {
      id: world.ids.adGroup(account.index, group.index),
      index: group.index,
      first: group.firstAd,
      end: group.firstAd + group.ads,
    };
  }
}

/** Whether any figure of a campaign's ads can fall within the span: late conversions come up to sixty days after its end. */
const mayTouch = (plan: Plan, ad: number, question: Question): boolean => {
  const campaign = plan.campaigns[plan.campaignOfAd[ad] ?? 0];
  const late = question.conversions?.time === 'conversion' ? LONGEST_DELAY : 0;
  return (
    campaign !== undefined &&
    campaign.from <= question.span.to &&
    campaign.until + late > question.span.from &&
    campaign.until > 0
  );
};

/** The days whose delivery matters: those of the span, and those whose late conversions fall into it. */
const daysOf = (traits: Traits, question: Question): { first: number; last: number } => {
  const { span, conversions } = question;
  const reach =
    conversions?.time === 'conversion' ? Math.max(conversions.click, conversions.engagement, conversions.view) : 0;
  return { first: Math.max(traits.from, span.from - reach), last: Math.min(traits.until - 1, span.to, span.today) };
};

/** From this age on a day's delivery is final. @unit days */
const FINAL_AGE = 3;

const build = (world: World, account: WorldAccount): Figures => {
  const plan = planOf(world, account);
  const delivery = deliveryOf(world, account);
  const conversions = createConversions(world, account);
  const final: Target = { row: new Float64Array(WIDTH), offset: 0, moment: 'final' };
  const seen = new Float64Array(WIDTH);

  /** The day's delivery as it shows at the moment of the question. */
  const shown = (traits: Traits, day: number, question: Question): Float64Array => {
    if (question.moment.today - day >= FINAL_AGE) return final.row;
    seen.fill(0);
    delivery.write(traits, day, { row: seen, offset: 0, moment: question.moment });
    return seen;
  };

  const addDelivery = (traits: Traits, day: number, place: { question: Question; matrix: Float64Array }): void => {
    const row = shown(traits, day, place.question);
    const offset = (day - place.question.span.from) * WIDTH;
    const { matrix } = place;
    for (let at = 0; at < DELIVERY_WIDTH; at += 1) matrix[offset + at] = (matrix[offset + at] ?? 0) + (row[at] ?? 0);
  };

  const addAd = (traits: Traits, question: Question, matrix: Float64Array): void => {
    const { span, conversions: attribution } = question;
    const place = attribution && { cell: final.row, matrix, span, attribution, width: WIDTH };
    const { first, last } = daysOf(traits, question);
    for (let day = first; day <= last; day += 1) {
      final.row.fill(0);
      if (!delivery.write(traits, day, final)) continue;
      if (question.delivery && day >= span.from) addDelivery(traits, day, { question, matrix });
      if (place) conversions(traits, day, place);
    }
  };

  const fill: Figures['fill'] = (subject, question, matrix) => {
    let touched = false;
    for (let ad = subject.first; ad < subject.end; ad += 1) {
      if (!mayTouch(plan, ad, question)) continue;
      if (!touched) matrix.fill(0);
      touched = true;
      addAd(delivery.traits(ad), question, matrix);
    }
    return touched;
  };

  return { plan, fill, subjects: (level) => listSubjects(world, account, level) };
};

/** The figures of an ad account; the model is built once per world and answers for any moment. */
export const figuresOf = perAccount(build);
