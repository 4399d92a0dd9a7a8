import type { KeyboardEvent } from 'react';

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

const cellOf = (element: Element): readonly [number, number] | undefined => {
  const [row, column] = element.getAttribute('data-cell')?.split(' ') ?? [];
  return row === undefined || column === undefined ? undefined : [Number(row), Number(column)];
};

/**
 * Moves from figure to figure with the arrow keys, so that a table of many is one stop of the tab key a row. A row that is not
 * drawn is scrolled to first.
 */
export const moveByKey =
  (scrollTo: (row: number) => void) =>
  (event: KeyboardEvent<HTMLElement>): void => {
    const step = steps[event.key];
    const from = event.target instanceof Element ? cellOf(event.target) : undefined;
    if (step === undefined || from === undefined) return;
    event.preventDefault();
    const [row, column] = [from[0] + step[0], from[1] + step[1]];
    const table = event.currentTarget;
    const focus = (): boolean => {
      const found = table.querySelector<HTMLElement>(`[data-cell="${row} ${column}"]`);
      found?.focus();
      return found !== null;
    };
    if (focus() || step[0] === 0 || row < 0) return;
    scrollTo(row);
    requestAnimationFrame(focus);
  };
