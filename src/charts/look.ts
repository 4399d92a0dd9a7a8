/** The colours of every chart, per theme; text and lines pass WCAG AA on the page's own paper. @personal none */
export const colours = (dark: boolean) =>
  dark
    ? {
        bar: '#2dd4bf',
        text: '#c9c5bd',
        line: '#393733',
        before: '#d6a76c',
        back: '#1f1f1d',
        missing: '#393733',
        tip: '#2a2a27',
      }
    : {
        bar: '#0f766e',
        text: '#44403c',
        line: '#e7e5e0',
        before: '#b45309',
        back: '#ffffff',
        missing: '#e7e5e0',
        tip: '#ffffff',
      };

/** The colours of one theme. */
export type Colours = ReturnType<typeof colours>;

/** Where a chart stands and how its words look. @personal none */
export const frameOf = (colour: Colours, description: string) => ({
  animation: false,
  aria: { enabled: true, label: { description } },
  grid: { left: 4, right: 4, top: 16, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
  textStyle: {
    color: colour.text,
    fontFamily: "system-ui, -apple-system, 'Segoe UI', 'Liberation Sans', sans-serif",
  },
});

/** What is told of the day that is pointed at; `tell` gives HTML. @personal none */
export const tooltipOf = (colour: Colours, tell: (index: number) => string, pointer: 'shadow' | 'line') => ({
  trigger: 'axis',
  axisPointer: { type: pointer },
  confine: true,
  backgroundColor: colour.tip,
  borderColor: colour.line,
  textStyle: { color: colour.text },
  formatter: (items: readonly { dataIndex: number }[]) => tell(items[0]?.dataIndex ?? -1),
});

/** Days along, values up. @personal none */
export const axesOf = (
  colour: Colours,
  days: readonly string[],
  write: { readonly writeDay: (day: string) => string; readonly writeValue: (value: number) => string },
) => ({
  xAxis: {
    type: 'category',
    data: days,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: colour.line } },
    axisLabel: { color: colour.text, hideOverlap: true, formatter: (day: string) => write.writeDay(day) },
  },
  yAxis: {
    type: 'value',
    splitNumber: 4,
    splitLine: { lineStyle: { color: colour.line } },
    axisLabel: { color: colour.text, formatter: (value: number) => write.writeValue(value) },
  },
});

/** Words of a person's own inside a tooltip, which is HTML. @personal none */
export const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);
