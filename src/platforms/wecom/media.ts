import { createDecipheriv } from 'node:crypto';
import type { AllowedHosts } from './allowed-hosts.ts';
import { boundedBytes } from './bounded-bytes.ts';
import type { MediaPlace } from './decode.ts';

/** A callback has five seconds in all. */
const IN_CALLBACK = { maxBytes: 8 * 1024 * 1024, waitMs: 3_000 };
const MAX_PADDING = 32;

/** What was fetched; the name comes from the header, because the message has none. */
export interface Media {
  name: string | null;
  bytes: Uint8Array;
}

/** Fetches what a message points to from a trusted host and decrypts it; null when that is not possible in time and size. */
export async function fetchMedia(
  place: MediaPlace,
  options: { hosts: AllowedHosts; fetch: typeof fetch; encodingAesKey: string },
  { maxBytes, waitMs }: { maxBytes: number; waitMs: number } = IN_CALLBACK,
): Promise<Media | null> {
  const url = options.hosts.check(place.url);
  if (url === null) return null;
  try {
    const response = await options.fetch(url, { redirect: 'error', signal: AbortSignal.timeout(waitMs) });
    const bytes = response.ok ? await boundedBytes(response, maxBytes) : null;
    const opened = bytes && openMedia(bytes, Buffer.from(place.key ?? `${options.encodingAesKey}=`, 'base64'));
    return opened && { name: fileName(response.headers.get('content-disposition')), bytes: opened };
  } catch {
    return null;
  }
}

/** AES-256-CBC with padding to 32, which Node's own unpadding refuses; null when it does not come out whole. */
export function openMedia(bytes: Uint8Array, key: Buffer): Uint8Array | null {
  if (key.length !== 32 || bytes.length === 0 || bytes.length % 16 !== 0) return null;
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const plain = Buffer.concat([decipher.update(bytes), decipher.final()]);
  const padding = plain.at(-1) ?? 0;
  const isWhole = padding >= 1 && padding <= MAX_PADDING && plain.subarray(-padding).every(byte => byte === padding);
  return isWhole ? plain.subarray(0, plain.length - padding) : null;
}

function fileName(disposition: string | null): string | null {
  const encoded = /filename\*=(?:UTF-8'')?"?([^";]+)/i.exec(disposition ?? '')?.[1];
  const plain = encoded ?? /filename="?([^";]+)/i.exec(disposition ?? '')?.[1];
  if (plain === undefined) return null;
  try {
    return decodeURIComponent(plain).replace(/[/\\]/g, '').slice(0, 200);
  } catch {
    return plain.replace(/[/\\]/g, '').slice(0, 200);
  }
}
