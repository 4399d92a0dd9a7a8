import type { breakdownNl } from './breakdown-nl.ts';

/** The texts of the breakdown in English. */
export const breakdownEn: typeof breakdownNl = {
  title: 'Breakdown',
  choose: 'Break down by',
  by: {
    country: 'Country',
    gender: 'Gender',
    age: 'Age',
    device: 'Device',
    placement: 'Placement',
    keyword: 'Keyword',
  },
  genders: { female: 'Female', male: 'Male', unknown: 'Unknown' },
  devices: {
    iphone: 'iPhone',
    ipad: 'iPad',
    android_mobile: 'Android phone',
    android_tablet: 'Android tablet',
    web: 'Computer',
    web_mobile: 'Browser on a phone',
  },
  placements: {
    browse: 'Browse',
    search: 'Search',
    related_pins: 'Related Pins',
    other: 'Other',
  },
  lead: 'Parts do not always add up to the whole.',
  why: {
    country: 'People whose country Pinterest does not know are in no part.',
    gender: 'People who gave no gender are under unknown or in no part.',
    age: 'People who gave no age are in no part.',
    device: 'What was seen on a device Pinterest does not know is in no part.',
    placement: 'What was seen in a place Pinterest does not tell is in no part.',
    keyword:
      'An ad may count under more than one keyword, and under none when nobody searched. Together they may be less than the whole, or more.',
  },
  collected: (from, to) => `Collected from ${from} to ${to}.`,
  daysPart: (days, all) => `${days} of the ${all} days of this period are collected; the others do not count here.`,
  conversionsPart: (days, all) =>
    `Conversions counted this way are there for ${days} of the ${all} days; ways of counting other than the first come once a week.`,
  notCompared: 'No comparison: not all days of both periods are collected.',
  share: 'Share',
  shareOf: (metric) => `Share of ${metric.toLowerCase()}`,
  others: (count) => `${count} others`,
  rest: 'In no part',
  restTwice: 'Counted more than once',
  restHow: 'The whole without all its parts.',
  whole: 'Whole',
  wholeHow: 'The figures of the whole, of the days whose parts are collected.',
  sortBy: (metric) => `Sort by ${metric}`,
  nothing: 'Nothing happened here in these days.',
  notYet:
    'Nothing of this breakdown has been collected yet. It comes after the figures themselves; until then it is unknown, not zero.',
  notThese: 'No breakdown of these days is collected: Pinterest is asked for the last half year.',
  csvHow: 'All parts as a CSV file',
  scrolls: 'Table of the breakdown, scrolls sideways',
};
