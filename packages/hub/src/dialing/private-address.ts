import { BlockList, isIP } from "node:net";

/**
 * Whether an address belongs to this machine, to a private network, or to nobody: what a name of
 * the outer world never truly means.
 *
 * An IPv6 address that carries an IPv4 one (mapped, translated, 6to4, Teredo) is judged by what it
 * carries or refused whole: each of these has been a way around such a list.
 */
export function isPrivateAddress(address: string): boolean {
  const [plain = ""] = address.split("%");
  switch (isIP(plain)) {
    case 4:
      return PRIVATE.check(plain, "ipv4");
    case 6:
      return PRIVATE.check(plain, "ipv6");
    default:
      return true;
  }
}

const PRIVATE = new BlockList();

for (const [net, bits] of [
  ["0.0.0.0", 8], // this host
  ["10.0.0.0", 8],
  ["100.64.0.0", 10], // a carrier's own
  ["127.0.0.0", 8],
  ["169.254.0.0", 16], // link-local: where clouds keep their credentials
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24], // for documents
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15], // for benchmarks
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4], // to many
  ["240.0.0.0", 4],
] as const) {
  PRIVATE.addSubnet(net, bits, "ipv4");
}

for (const [net, bits] of [
  ["::", 96], // unspecified, loopback, and the old form that carries an IPv4 address
  ["::ffff:0:0:0", 96],
  ["64:ff9b::", 96], // translated: the network decides where it ends
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001::", 23], // Teredo and other tunnels
  ["2001:db8::", 32],
  ["2002::", 16], // 6to4
  ["3fff::", 20],
  ["5f00::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
] as const) {
  PRIVATE.addSubnet(net, bits, "ipv6");
}
