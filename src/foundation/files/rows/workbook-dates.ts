// Excel keeps a date as a number of days and only its format says that it is one. These are the formats it does not write out.
const builtIn = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** Whether a format shows a number as a date or a time. @personal none */
export const isDateFormat = (id: number, code: string | undefined): boolean => {
  if (code === undefined) return builtIn(id);
  const bare = code.replaceAll(/"[^"]*"|\\.|\[[^\]]*\]/g, '');
  return /[dmyhs]/i.test(bare) && !/general/i.test(bare);
};

const DAY_MS = 86_400_000;
const two = (value: number): string => String(value).padStart(2, '0');

/**
 * A number as the date or time it shows: '2026-11-25', '2026-11-25T09:00:00', or '09:00:00' for less than a day.
 *
 * @param isFrom1904 whether the workbook counts from 1904, as those of old Macs do
 * @personal none
 */
export const dateOfSerial = (serial: number, isFrom1904: boolean): string => {
  const seconds = Math.round(serial * 86_400);
  if (serial >= 0 && serial < 1) {
    return `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  }
  const start = isFrom1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  const at = new Date(start + seconds * 1000);
  if (!Number.isFinite(at.getTime()) || at.getUTCFullYear() > 9999) return String(serial);
  const text = at.toISOString().slice(0, 19);
  return at.getTime() % DAY_MS === 0 ? text.slice(0, 10) : text;
};
