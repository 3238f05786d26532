import { readFileSync } from 'node:fs';
import type { Config } from '../config.ts';
import { AppError } from '../domain/errors.ts';
import { createNetwork, type Network } from '../lib/network.ts';
import { noCaFile } from '../wording/command-line.ts';

/** The way out that the settings describe; with `mayConnect` it is direct, and only to such addresses. */
export function networkOf({ platforms: { HTTPS_PROXY: proxy, EXTRA_CA_FILE: file } }: Config, mayConnect?: (address: string) => boolean): Network {
  return createNetwork({ ...(proxy ? { proxy } : {}), ...(file ? { ca: readCa(file) } : {}), ...(mayConnect ? { mayConnect } : {}) });
}

function readCa(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new AppError('config-invalid', noCaFile(file), { cause });
  }
}
