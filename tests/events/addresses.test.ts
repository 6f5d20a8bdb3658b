import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPublicAddress, refusalOf } from '../../src/events/addresses.ts';

const refused = (url: string): boolean => refusalOf(url, false) !== null;

test('public receivers are let through', () => {
  for (const url of [
    'https://hooks.example.com/a?b=c',
    'https://hooks.example.com:8443/',
    'https://93.184.216.34/',
    'https://[2606:4700:4700::1111]/',
    'https://xn--bcher-kva.example/',
    'https://localhost.example.com/',
    'https://10.example/',
  ]) {
    expect([url, refusalOf(url, false)]).toEqual([url, null]);
  }
});

test.each([
  [
    'loopback',
    ['127.0.0.1', '127.9.9.9', '127.1', '2130706433', '0x7f000001', '0177.0.0.1', '0x7f.1', '%31%32%37.0.0.1'],
  ],
  ['written in full-width digits', ['１２７.0.0.1', '127。0。0。1']],
  ['private', ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '167772161']],
  ['link-local, where clouds keep their metadata', ['169.254.169.254', '[fe80::1]', '2852039166']],
  ['unspecified, broadcast, multicast', ['0.0.0.0', '0', '255.255.255.255', '224.0.0.1', '[ff02::1]', '[::]']],
  [
    'carrier-grade NAT, benchmarking, documentation',
    ['100.64.0.1', '198.18.0.1', '192.0.2.1', '198.51.100.1', '203.0.113.1'],
  ],
  ['IPv6 loopback and unique local', ['[::1]', '[0:0:0:0:0:0:0:1]', '[fc00::1]', '[fd12:3456::1]', '[fec0::1]']],
  [
    'IPv4 inside IPv6',
    ['[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::127.0.0.1]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]'],
  ],
  ['IPv6 for documentation, tunnels, discarding', ['[2001:db8::1]', '[2001::1]', '[100::1]', '[3fff::1]']],
  ['names of this machine', ['localhost', 'LOCALHOST', 'localhost.', 'a.localhost', 'intranet', 'metadata', 'a']],
  [
    'names of this network',
    ['printer.local', 'x.internal', 'metadata.google.internal', 'router.home.arpa', 'nas.lan', 'x.local.'],
  ],
])('no request goes to %s', (_, hosts) => {
  for (const host of hosts) expect([host, refused(`https://${host}/`)]).toEqual([host, true]);
});

test('neither without TLS, nor to another port, nor with a user name, nor to what is no URL', () => {
  for (const url of [
    'http://hooks.example.com/',
    'https://hooks.example.com:22/',
    'https://hooks.example.com:80/',
    'https://user@hooks.example.com/',
    'https://:secret@hooks.example.com/',
    'ftp://hooks.example.com/',
    'javascript:alert(1)',
    'file:///etc/passwd',
    '//hooks.example.com/',
    'hooks.example.com',
    '',
    `https://hooks.example.com/${'x'.repeat(2048)}`,
  ]) {
    expect([url, refused(url)]).toEqual([url, true]);
  }
});

test('for development this machine may be a receiver, without TLS too, and still no other scheme', () => {
  expect(refusalOf('http://127.0.0.1:4711/hook', true)).toBeNull();
  expect(refusalOf('http://a:b@127.0.0.1/', true)).not.toBeNull();
  expect(refusalOf('ftp://127.0.0.1/', true)).not.toBeNull();
});

/** Networks of which no address is public: first address and length of the prefix. */
const SPECIAL: [number, number, number, number, number][] = [
  [0, 0, 0, 0, 8],
  [10, 0, 0, 0, 8],
  [100, 64, 0, 0, 10],
  [127, 0, 0, 0, 8],
  [169, 254, 0, 0, 16],
  [172, 16, 0, 0, 12],
  [192, 0, 0, 0, 24],
  [192, 0, 2, 0, 24],
  [192, 168, 0, 0, 16],
  [198, 18, 0, 0, 15],
  [198, 51, 100, 0, 24],
  [203, 0, 113, 0, 24],
  [224, 0, 0, 0, 4],
  [240, 0, 0, 0, 4],
];

const ways = (address: number): string[] => {
  const bytes = [24, 16, 8, 0].map((shift) => (address >>> shift) & 255) as [number, number, number, number];
  const [a, b] = [address >>> 16, address & 0xffff];
  return [
    bytes.join('.'),
    String(address),
    `0x${address.toString(16)}`,
    bytes.map((byte) => `0${byte.toString(8)}`).join('.'),
    bytes.map((byte) => `0x${byte.toString(16)}`).join('.'),
    `${bytes[0]}.${address & 0xffffff}`,
    `[::ffff:${a.toString(16)}:${b.toString(16)}]`,
    `[::${a.toString(16)}:${b.toString(16)}]`,
    `[64:ff9b::${a.toString(16)}:${b.toString(16)}]`,
    `[2002:${a.toString(16)}:${b.toString(16)}::]`,
  ];
};

test('no address of a special network gets through, however it is written', () => {
  const special = fc.constantFrom(...SPECIAL).chain(([a, b, c, d, prefix]) => {
    const first = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
    return fc.nat({ max: 2 ** (32 - prefix) - 1 }).map((offset) => first + offset);
  });
  fc.assert(
    fc.property(special, (address) => {
      for (const way of ways(address)) expect([way, refused(`https://${way}/`)]).toEqual([way, true]);
    }),
    { numRuns: 500 },
  );
});

test('only the address itself may be written as IPv4: inside IPv6 even a public one is not followed', () => {
  for (const way of ways(0x5db8d822).slice(6)) expect([way, refused(`https://${way}/`)]).toEqual([way, true]);
  for (const way of ways(0x5db8d822).slice(0, 6)) expect([way, refused(`https://${way}/`)]).toEqual([way, false]);
});

test('any text at all is answered, and no text is an address that is none', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const answer = refusalOf(text, false);
      expect(answer === null || typeof answer === 'string').toBe(true);
      expect(typeof isPublicAddress(text)).toBe('boolean');
    }),
  );
});
