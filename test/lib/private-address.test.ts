import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createNetwork } from '../../src/lib/network.ts';
import { AddressRefused, checkedLookup, isPrivateAddress } from '../../src/lib/private-address.ts';

describe('a private address', () => {
  it.each<[string, boolean]>([
    ['127.0.0.1', true],
    ['127.8.9.1', true],
    ['10.1.2.3', true],
    ['172.16.0.1', true],
    ['172.31.255.255', true],
    ['172.32.0.1', false],
    ['192.168.1.1', true],
    ['192.169.1.1', false],
    ['169.254.10.1', true],
    ['100.64.0.1', false],
    ['8.8.8.8', false],
    ['0.0.0.0', false],
    ['::1', true],
    ['[::1]', true],
    ['fd12:3456::1', true],
    ['fe80::1%eth0', true],
    ['::ffff:10.0.0.1', true],
    ['::ffff:8.8.8.8', false],
    ['2001:db8::1', false],
    ['localhost', false],
    ['', false],
  ])('%s: %s', (address, expected) => {
    expect(isPrivateAddress(address)).toBe(expected);
  });
});

/** A name service whose answers are what the test says, one after another. */
function rebinding(...answers: string[][]): Parameters<typeof checkedLookup>[1] {
  const resolve = (_: string, __: object, done: (error: null, found: { address: string; family: number }[]) => void): void => {
    const found = answers.length > 1 ? answers.shift() : answers[0];
    done(
      null,
      (found ?? []).map(address => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  return resolve as unknown as Parameters<typeof checkedLookup>[1];
}

function look(resolve: Parameters<typeof checkedLookup>[1], all: boolean): Promise<unknown> {
  return new Promise((done, fail) => {
    checkedLookup(isPrivateAddress, resolve)('model.example', { all }, (error, found) => (error ? fail(error) : done(found)));
  });
}

describe('the address of a name', () => {
  it('is the private one alone, where a name has both', async () => {
    expect(await look(rebinding(['8.8.8.8', '10.0.0.5']), false)).toBe('10.0.0.5');
    expect(await look(rebinding(['8.8.8.8', '10.0.0.5', 'fd00::1']), true)).toEqual([
      { address: '10.0.0.5', family: 4 },
      { address: 'fd00::1', family: 6 },
    ]);
  });

  it('is refused where there is only a public one, also when it was private the time before', async () => {
    const resolve = rebinding(['10.0.0.5'], ['93.184.216.34']);
    expect(await look(resolve, false)).toBe('10.0.0.5');
    await expect(look(resolve, false)).rejects.toBeInstanceOf(AddressRefused);
    await expect(look(rebinding([]), true)).rejects.toBeInstanceOf(AddressRefused);
  });
});

describe('a way out that checks addresses', () => {
  it('reaches private ones by number and by name, and refuses the others before it connects', async () => {
    const server = createServer((_, response) => response.end('inside'));
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const local = createNetwork({ mayConnect: isPrivateAddress, proxy: 'http://192.0.2.1:8080' });
    for (const host of ['127.0.0.1', 'localhost']) expect(await (await local.fetch(`http://${host}:${port}/`)).text()).toBe('inside');
    const none = createNetwork({ mayConnect: () => false });
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '2130706433', '0x7f.1'])
      await expect(none.fetch(`http://${host}:${port}/`), host).rejects.toMatchObject({ cause: expect.any(AddressRefused) });
    await expect(local.fetch('http://93.184.216.34/')).rejects.toMatchObject({ cause: expect.any(AddressRefused) });
  });
});
