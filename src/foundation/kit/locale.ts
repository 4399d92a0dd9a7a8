/** The languages every text a person sees is written in. A new value here makes the compiler name every place that lacks it. */
export type Locale = 'nl' | 'en';

/** One text in every language. */
export type Words = Readonly<Record<Locale, string>>;
