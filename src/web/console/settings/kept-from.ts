/** The first day kept by a term of so many whole months before the month of today: as the server counts. */
export const keptFrom = (keepMonths: number, today: string): string => {
  const month = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 - keepMonths;
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`;
};
