import { once } from 'node:events';

/** Waits until the person or the system asks the process to stop. */
export const untilStopped = async (stopping: AbortSignal): Promise<void> => {
  // A promise alone does not keep a process alive; a timer does.
  const alive = setInterval(() => undefined, 1 << 30);
  try {
    if (!stopping.aborted) await once(stopping, 'abort');
  } finally {
    clearInterval(alive);
  }
};
