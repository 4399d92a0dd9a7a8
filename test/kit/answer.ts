/** What tests of the sandbox's ads side read of answers; a field that is not there fails the assertion about it. */
export type Answer = {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly code: number;
  readonly message: string;
  readonly scope: string;
  readonly access_token: string;
  readonly refresh_token: string;
  readonly expires_in: number;
  readonly username: string;
  readonly about: string;
  readonly profile_image: string;
  readonly business_name: string;
  readonly website_url: string;
  readonly permissions: readonly string[];
  readonly owner: { readonly username: string };
  readonly token: string;
  readonly report_status: string;
  readonly url: string;
  readonly summary_status: string;
  readonly review_status: string;
  readonly rejected_reasons: readonly string[];
  readonly updated_time: number;
  readonly budget_in_micro_currency: number;
  readonly bookmark: string | null;
  readonly items: readonly [Item, Item, Item, ...Item[]];
  readonly data: readonly { readonly targeting_type: string; readonly metrics: Figures }[];
};

/** One item of a list or of a batch. */
export type Item = Omit<Answer, 'data'> & {
  readonly data: Answer;
  /** A list for campaigns and ad groups, one object for ads. */
  readonly exceptions: readonly [Refusal] & Refusal;
};

type Refusal = { readonly code: number; readonly message: string };

/** A row of figures. */
export type Figures = {
  readonly AD_ID: string;
  readonly CAMPAIGN_ID: number;
  readonly DATE: string;
  readonly SPEND_IN_MICRO_DOLLAR: number;
  readonly IMPRESSION_1: number;
};

/** The JSON of an answer, read as what its test expects. */
export const readAnswer = async <Body = Answer>(response: Response | Promise<Response>): Promise<Body> =>
  JSON.parse(await (await response).text());
