import { draw, seedFor } from './hash.ts';

const crafts = [
  'tuin', 'keuken', 'hout', 'linnen', 'licht', 'stoel', 'wol', 'bloem', 'fiets', 'kaars', 'tegel', 'servies', 'behang', 'kast', 'bed',
  'plant', 'tas', 'schoen', 'ring', 'deken', 'klok', 'lijst', 'vaas', 'kleed', 'thee', 'koffie', 'koek', 'zeep', 'papier', 'doos',
] as const; // biome-ignore format: one list reads better on few lines
const houses = [
  'huis', 'atelier', 'lab', 'fabriek', 'winkel', 'makers', 'studio', 'hof', 'werk', 'goed', 'plaats', 'salon', 'kamer', 'pakhuis',
] as const; // biome-ignore format: one list reads better on few lines

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** A shop's name and username; different for each number up to 420. */
export const businesses = (seed: number, index: number): { name: string; username: string } => {
  const at = (index * 11 + (draw(seedFor(seed, 'names'), 1) % 420)) % 420;
  const craft = crafts[at % crafts.length] ?? crafts[0];
  const house = houses[Math.floor(at / crafts.length)] ?? houses[0];
  return { name: `${capital(craft)}${house}`, username: `${craft}${house}` };
};
