import { styleText } from 'node:util';

/** Tells a person at the terminal what happens, on stderr: results belong on stdout. */
export type Say = {
  readonly step: (text: string) => void;
  readonly done: (text: string) => void;
  readonly problem: (text: string) => void;
  /** One line that is written over while work goes on; plain lines where there is no terminal. */
  readonly progress: (text: string) => void;
};

// Where there is no terminal a line of progress is written at most this often, so that a log stays readable.
const PLAIN_EVERY_MS = 5000;

/** Speaks on stderr. @personal none */
export const openSay = (): Say => {
  const out = process.stderr;
  const isLive = out.isTTY === true;
  let isOpen = false;
  let spokeAt = Number.NEGATIVE_INFINITY;
  const line = (sign: string, text: string) => {
    if (isOpen) out.write('\r\u001b[2K');
    isOpen = false;
    out.write(`${sign} ${text}\n`);
  };
  return {
    step: (text) => line(styleText('cyan', '·'), text),
    done: (text) => line(styleText('green', '✓'), text),
    problem: (text) => line(styleText('red', '!'), text),
    progress: (text) => {
      if (isLive) {
        isOpen = true;
        out.write(`\r\u001b[2K  ${text.slice(0, Math.max(20, (out.columns ?? 80) - 4))}`);
      } else if (performance.now() - spokeAt > PLAIN_EVERY_MS) {
        spokeAt = performance.now();
        out.write(`  ${text}\n`);
      }
    },
  };
};
