/** One number for a monitoring system: `name{labels} value`, only ever rising within a process. */
export type Counter = {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
};

/** Counts what a process does. */
export type Counters = {
  readonly add: (name: string, labels: Readonly<Record<string, string>>, by?: number) => void;
  readonly list: () => Counter[];
};

/** Starts counting at zero. @personal none: labels are names from the code */
export const startCounters = (): Counters => {
  const counts = new Map<string, Counter>();
  return {
    add: (name, labels, by = 1) => {
      const key = JSON.stringify([name, labels]);
      counts.set(key, { name, labels, value: (counts.get(key)?.value ?? 0) + by });
    },
    list: () => [...counts.values()],
  };
};
