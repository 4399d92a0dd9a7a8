/** How a person came back from Pinterest's page: connected, or refused for a reason. */
export type DataAddress = { readonly connected?: 'yes'; readonly refused?: string };

/** Reads what stands in the address; anything else is left out. */
export const readDataAddress = ({ connected, refused }: Readonly<Record<string, unknown>>): DataAddress => ({
  ...(connected === 'yes' ? { connected } : {}),
  ...(typeof refused === 'string' && /^[A-Z][A-Z_]{2,60}$/.test(refused) ? { refused } : {}),
});
