import ipaddr from 'ipaddr.js';

/**
 * Whether an IP address is one of the public internet. Everything else is refused: this machine, networks of a house or a
 * provider, link-local (a cloud's own settings), what is reserved, and addresses that carry an IPv4 one inside them.
 *
 * @source IANA special-purpose registries, by ipaddr.js; of IPv6 only 2000::/3, which is all that is given out
 * @personal none
 */
export const isPublicAddress = (text: string): boolean => {
  // A zone names a network card of ours; nobody outside has one.
  if (text.includes('%') || !ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== 'unicast') return false;
  return address.kind() === 'ipv4' || ((address.toByteArray()[0] ?? 0) & 0xe0) === 0x20;
};
