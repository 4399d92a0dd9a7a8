const DAY_MS = 86_400_000;

const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const textOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** The day so many days later. */
export const dayAfter = (day: string, days: number): string => textOf(at(day) + days * DAY_MS);

/** The month so many months later, as '2026-11'. */
export const monthAfter = (month: string, months: number): string => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return textOf(Date.UTC(year, number - 1 + months, 1)).slice(0, 7);
};

/** The whole weeks, from Monday, in which the days of a month lie. */
export const weeksOf = (month: string): string[][] => {
  const first = at(`${month}-01`);
  const start = first - ((new Date(first).getUTCDay() + 6) % 7) * DAY_MS;
  const end = at(`${monthAfter(month, 1)}-01`);
  const weeks: string[][] = [];
  for (let monday = start; monday < end; monday += 7 * DAY_MS) {
    weeks.push([0, 1, 2, 3, 4, 5, 6].map((day) => textOf(monday + day * DAY_MS)));
  }
  return weeks;
};
