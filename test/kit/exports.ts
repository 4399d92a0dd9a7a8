import { adColumns, isAdColumn } from '../../src/pinterest/contract.ts';

/** A number as the sandbox's truth tells it. */
export type TrueNumber = {
  readonly account: string;
  readonly level: string;
  readonly entity: string;
  readonly day: string;
  readonly metric: string;
  readonly value: string;
};

/** How Ads Manager, or the spreadsheet it passed through, writes a file. */
export type ExportStyle = 'english' | 'dutch' | 'excel' | 'pinterest';

const english: Readonly<Record<string, string>> = {
  SPEND_IN_MICRO_DOLLAR: 'Spend in account currency',
  IMPRESSION_1: 'Paid impressions',
  IMPRESSION_2: 'Earned impressions',
  CLICKTHROUGH_1: 'Paid Pin clicks',
  CLICKTHROUGH_2: 'Earned Pin clicks',
  OUTBOUND_CLICK_1: 'Paid outbound clicks',
  OUTBOUND_CLICK_2: 'Earned outbound clicks',
  REPIN_1: 'Paid saves',
  REPIN_2: 'Earned saves',
  TOTAL_CONVERSIONS: 'Total conversions',
  TOTAL_CHECKOUT: 'Total conversions (Checkout)',
  TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR: 'Total order value (Checkout)',
  TOTAL_CLICK_CHECKOUT: 'Click-through conversions (Checkout)',
  TOTAL_CLICK_CHECKOUT_VALUE_IN_MICRO_DOLLAR: 'Click-through order value (Checkout)',
  TOTAL_VIEW_CHECKOUT: 'View-through conversions (Checkout)',
  TOTAL_PAGE_VISIT: 'Total conversions (Page visit)',
};

const dutch: Readonly<Record<string, string>> = {
  SPEND_IN_MICRO_DOLLAR: 'Uitgaven in accountvaluta',
  IMPRESSION_1: 'Betaalde vertoningen',
  IMPRESSION_2: 'Verdiende vertoningen',
  CLICKTHROUGH_1: 'Betaalde Pin-klikken',
  OUTBOUND_CLICK_1: 'Uitgaande klikken (betaald)',
  TOTAL_CONVERSIONS: 'Totale conversies',
  TOTAL_CHECKOUT: 'Aankopen',
  TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR: 'Totale bestelwaarde (aankoop)',
};

const idHeaders: Readonly<Record<ExportStyle, Readonly<Record<string, string>>>> = {
  english: { account: 'Ad account ID', campaign: 'Campaign ID', adGroup: 'Ad group ID', ad: 'Ad ID' },
  dutch: {
    account: 'Advertentieaccount-id',
    campaign: 'Campagne-id',
    adGroup: 'Advertentiegroep-id',
    ad: 'Advertentie-id',
  },
  excel: { account: 'Ad account ID', campaign: 'Campaign ID', adGroup: 'Ad group ID', ad: 'Ad ID' },
  pinterest: { account: 'AD_ACCOUNT_ID', campaign: 'CAMPAIGN_ID', adGroup: 'AD_GROUP_ID', ad: 'AD_ID' },
};

const isMoney = (metric: string): boolean => isAdColumn(metric) && adColumns[metric].unit === 'micros';

const headerOf = (metric: string, style: ExportStyle): string => {
  const known = style === 'pinterest' ? metric : style === 'dutch' ? dutch[metric] : english[metric];
  return known ?? metric.replace('_IN_MICRO_DOLLAR', '_IN_DOLLAR');
};

const grouped = (digits: string, sign: string): string => digits.replaceAll(/\B(?=(\d{3})+$)/g, sign);

const cellOf = (metric: string, value: bigint, style: ExportStyle): string => {
  const [thousands, mark] = style === 'dutch' ? ['.', ','] : style === 'pinterest' ? ['', '.'] : [',', '.'];
  const size = value < 0n ? -value : value;
  const minus = value < 0n ? '-' : '';
  if (!isMoney(metric) || style === 'pinterest') return `${minus}${grouped(String(size), thousands)}`;
  const fraction = String(size % 1_000_000n).padStart(6, '0');
  return `${minus}${grouped(String(size / 1_000_000n), thousands)}${mark}${fraction}`;
};

const dayOf = (day: string, style: ExportStyle): string =>
  style === 'dutch' ? day.split('-').reverse().join('-') : day;

const quoted = (cell: string): string => (/[",;\t]/.test(cell) ? `"${cell}"` : cell);

/**
 * True numbers of one account, level and report time as Ads Manager would export them by day, with names, a status, a ratio and
 * its total at the end. `excel` is what comes out of "Unicode text": UTF-16 with tabs.
 */
export const exportOf = (numbers: readonly TrueNumber[], style: ExportStyle): Uint8Array => {
  const metrics = [...new Set(numbers.map(({ metric }) => metric))].sort();
  const level = numbers[0]?.level ?? 'ad';
  const rows = new Map<string, Map<string, bigint>>();
  const sums = new Map<string, bigint>();
  for (const { entity, day, metric, value } of numbers) {
    const key = `${day} ${entity}`;
    const row = rows.get(key) ?? new Map<string, bigint>();
    row.set(metric, BigInt(value));
    rows.set(key, row);
    sums.set(metric, (sums.get(metric) ?? 0n) + BigInt(value));
  }
  const account = numbers[0]?.account ?? '';
  const ids = level === 'account' ? ['account'] : ['account', level];
  const separator = style === 'dutch' ? ';' : style === 'excel' ? '\t' : ',';
  const line = (cells: readonly string[]): string => `${cells.map(quoted).join(separator)}\r\n`;
  const figures = (row: ReadonlyMap<string, bigint>): string[] =>
    metrics.map((metric) => cellOf(metric, row.get(metric) ?? 0n, style));
  const head = [
    ...[style === 'dutch' ? 'Datum' : 'Date', ...ids.map((each) => idHeaders[style][each] ?? '')],
    ...['Ad account name', 'Campaign status', 'CTR', ...metrics.map((metric) => headerOf(metric, style))],
  ];
  const lines = [...rows.entries()].sort().map(([key, row]) => {
    const [day = '', entity = ''] = key.split(' ');
    const about = level === 'account' ? [account] : [account, entity];
    return line([dayOf(day, style), ...about, 'Jan de Vries', 'ACTIVE', '1.23%', ...figures(row)]);
  });
  const total = line(['Total', ...ids.map(() => ''), '', '', '', ...figures(sums)]);
  const text = `${line(head)}${lines.join('')}${total}`;
  return style === 'excel' ? Buffer.from(`\ufeff${text}`, 'utf16le') : Buffer.from(`\ufeff${text}`);
};
