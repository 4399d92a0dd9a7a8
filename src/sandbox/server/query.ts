import { type Query, refuse } from '../handler.ts';

const texts = (value: unknown): string[] => {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(texts);
  return String(value)
    .split(',')
    .filter((part) => part !== '');
};

/** Reads a parsed query string the way Pinterest does. */
export const createQuery = (raw: Readonly<Record<string, unknown>>): Query => {
  const text = (name: string): string | undefined => {
    const value = raw[name];
    const first = Array.isArray(value) ? value[0] : value;
    return first === undefined || first === '' ? undefined : String(first);
  };
  return {
    text,
    list: (name) => texts(raw[name]),
    integer: (name, rule) => {
      const given = text(name);
      if (given === undefined) return rule.otherwise;
      const value = Number(given);
      if (!Number.isInteger(value) || value < rule.min || value > rule.max) {
        return refuse(400, 1, `'${name}' value '${given}' must be an integer from ${rule.min} to ${rule.max}`);
      }
      return value;
    },
    flag: (name, otherwise) => {
      const given = text(name);
      if (given === undefined) return otherwise;
      if (given !== 'true' && given !== 'false') return refuse(400, 1, `'${name}' value '${given}' must be a boolean`);
      return given === 'true';
    },
  };
};
