import type { IncomingMessage } from 'node:http';
import { BlockList, isIP, isIPv6 } from 'node:net';
import { Injectable } from '@nestjs/common';
import { Config, type TrustedProxies } from '#platform';

const MAPPED = /^::ffff:(?=\d+\.)/i;
const family = (address: string) => (isIPv6(address) ? 'ipv6' : 'ipv4');

/** Whether the machine at `address`, so many hops before us, may say who asked it. */
type Trust = (address: string, hop: number) => boolean;

function trustIn(proxies: TrustedProxies): Trust {
  if (typeof proxies === 'number') return (_, hop) => hop < proxies;
  const trusted = new BlockList();
  for (const [address = '', bits] of proxies.map((network) => network.split('/'))) {
    if (bits === undefined) trusted.addAddress(address, family(address));
    else trusted.addSubnet(address, Number(bits), family(address));
  }
  return (address) => trusted.check(address, family(address));
}

/** The first half of an IPv6 address, which names a household or an office; whoever has one has all addresses in it. */
function firstHalf(address: string): string {
  const [head = '', tail = ''] = address.replace(/%.*/, '').toLowerCase().split('::');
  const groups = (text: string) => text.split(':').filter(Boolean);
  const missing = Math.max(0, 8 - groups(head).length - groups(tail).length);
  const all = [...groups(head), ...Array<string>(missing).fill('0'), ...groups(tail)];
  return all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

/** Where requests and sockets come from. The one place that reads it. */
@Injectable()
export class ClientAddress {
  private readonly trusts: Trust;

  constructor({ trustedProxies }: Config) {
    this.trusts = trustIn(trustedProxies);
  }

  /**
   * The address that limits are counted by: of IPv4 the whole, of IPv6 the network of 64 bits.
   * `X-Forwarded-For` is believed only as far back as TRUST_PROXY reaches; anybody can write one.
   */
  of({ socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>): string {
    const forwarded = String(headers['x-forwarded-for'] ?? '').split(',');
    let address = (socket.remoteAddress ?? '').replace(MAPPED, '');
    for (let hop = 0; this.trusts(address, hop); hop++) {
      const before = forwarded.pop()?.trim().replace(MAPPED, '') ?? '';
      if (!isIP(before)) break;
      address = before;
    }
    return isIPv6(address) ? firstHalf(address) : address;
  }
}
