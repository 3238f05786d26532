import { lookup as resolveName } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

const subnets: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[] = [
  ['127.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['::1', 128, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
];

const privateSubnets = new BlockList();
for (const [address, prefix, family] of subnets) privateSubnets.addSubnet(address, prefix, family);

/** True for an IP address of this machine or of a network that the internet does not reach: loopback, RFC 1918, fc00::/7, link-local; also as `::ffff:10.0.0.1`. */
export function isPrivateAddress(address: string): boolean {
  const plain = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  const family = isIP(plain);
  return family !== 0 && privateSubnets.check(plain, family === 6 ? 'ipv6' : 'ipv4');
}

/** 不许连接 — no address of the host may be connected to. */
export class AddressRefused extends Error {
  constructor(host: string) {
    super(`no address of ${host} may be connected to`);
    this.name = 'AddressRefused';
  }
}

/**
 * Resolves names for a socket and hands it only the addresses that may be connected to, so that what was checked is what is connected to, however the name resolves the next time.
 * The socket does not ask for a host that is an IP address already; whoever opens it checks that.
 */
export function checkedLookup(mayConnect: (address: string) => boolean, resolve: typeof resolveName = resolveName): LookupFunction {
  return (host, options, answer) => {
    resolve(host, { ...options, all: true }, (error, found) => {
      const allowed = error ? [] : found.filter(({ address }) => mayConnect(address));
      const [first] = allowed;
      if (!first) return answer(error ?? new AddressRefused(host), options.all ? [] : '', 0);
      return options.all ? answer(null, allowed) : answer(null, first.address, first.family);
    });
  };
}
