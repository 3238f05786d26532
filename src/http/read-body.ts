import type { IncomingMessage } from 'node:http';
import { HttpFailure } from './http-failure.ts';

/** The whole body as UTF-8. Throws `HttpFailure` 413 as soon as it is longer than `maxBytes`; what is left of it is not read. */
export function readBody(request: IncomingMessage, maxBytes: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let length = 0;
    const take = (part: Buffer): void => {
      length += part.length;
      if (length <= maxBytes) return void parts.push(part);
      request.off('data', take).pause();
      reject(new HttpFailure(413));
    };
    request.on('data', take);
    request.on('end', () => resolve(parts.length === 1 ? String(parts[0]) : Buffer.concat(parts).toString()));
    request.on('error', reject);
  });
}
