// Two hashes of 32 bits a row in place of its text: a million rows take 16 MB instead of 100. That two different rows of a full
// file share both happens once in 40 million files, and would show as a bad row.
const FIRST_SLOTS = 1 << 12;
const FULL = 0.5;

const hashes = (text: string): [number, number] => {
  let one = 0x811c9dc5;
  let other = 0x9e3779b9;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 0x01000193);
    other = Math.imul(other + code, 0x85ebca6b) ^ (other >>> 13);
  }
  one = Math.imul(one ^ (one >>> 15), 0x2c1b3c6d);
  // Zero marks an empty slot.
  return [(one ^ (one >>> 13)) >>> 0 || 1, other >>> 0];
};

/** Tells of each text whether it was asked about before. @cost 16 bytes a text at most */
export const seenBefore = (): ((text: string) => boolean) => {
  let slots = new Uint32Array(FIRST_SLOTS * 2);
  let count = 0;
  const place = (one: number, other: number): number => {
    const size = slots.length / 2;
    let at = (one ^ other) % size;
    if (at < 0) at += size;
    while (slots[at * 2] !== 0 && !(slots[at * 2] === one && slots[at * 2 + 1] === other)) at = (at + 1) % size;
    return at * 2;
  };
  const grow = (): void => {
    const before = slots;
    slots = new Uint32Array(before.length * 2);
    for (let at = 0; at < before.length; at += 2) {
      const [one = 0, other = 0] = [before[at], before[at + 1]];
      if (one === 0) continue;
      const to = place(one, other);
      slots[to] = one;
      slots[to + 1] = other;
    }
  };
  return (text) => {
    const [one, other] = hashes(text);
    const at = place(one, other);
    if (slots[at] !== 0) return true;
    slots[at] = one;
    slots[at + 1] = other;
    count += 1;
    if (count > (slots.length / 2) * FULL) grow();
    return false;
  };
};
