import ipaddr from 'ipaddr.js';

/** Names that lead into this machine or its network, with all below them. */
const PRIVATE_NAMES = ['localhost', 'local', 'internal', 'home.arpa', 'lan', 'intranet', 'corp', 'home', 'onion'];
/** HTTPS as it is usual. Others are for what was never meant to be reached by whoever can choose a URL. */
const PORTS = new Set(['', '443', '8443']);
/** All addresses that are given out for the public internet (IANA). What is within it and yet special, ipaddr.js knows. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/** Longest URL of a receiver. */
export const LONGEST_URL = 2048;

/** Whether an IP address is one of the public internet. A text that is no address is not. */
export const isPublicAddress = (text: string): boolean => {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== 'unicast') return false;
  return address.kind() === 'ipv4' || (address as ipaddr.IPv6).match(GLOBAL_IPV6);
};

/**
 * Why no request is made to this URL; null where one may be. The URL parser has already made one of all ways to write an address:
 * decimal, octal, hexadecimal, with percent signs, in other scripts' digits.
 * @param open Receivers may be private and without TLS: for development.
 */
export const refusalOf = (text: string, open: boolean): string | null => {
  const url = text.length > LONGEST_URL ? null : URL.parse(text);
  if (url === null) return 'is no URL';
  if (url.username !== '' || url.password !== '') return 'must not hold a user name or password';
  if (url.protocol !== 'https:' && !(open && url.protocol === 'http:')) return 'must begin with https://';
  return open ? null : refusalOfPlace(url);
};

const refusalOfPlace = ({ hostname, port }: URL): string | null => {
  if (!PORTS.has(port)) return 'must use port 443 or 8443';
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (ipaddr.isValid(host)) return isPublicAddress(host) ? null : 'must not lead to a private or special address';
  const isPrivate = !host.includes('.') || PRIVATE_NAMES.some((name) => host === name || host.endsWith(`.${name}`));
  return isPrivate ? 'must not lead to a private name' : null;
};
