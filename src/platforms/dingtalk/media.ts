import type { OutgoingFile } from '../../domain/message.ts';
import type { DingtalkApi } from './api.ts';
import type { DingtalkConfig } from './config.ts';
import type { Fetchable } from './decode.ts';
import { DownloadAnswer, MediaAnswer } from './schema.ts';
import { isTrustedAddress } from './trusted-address.ts';

const MAX_UPLOAD_BYTES = 20 * 1024 * 1024;
/** A callback has to be acknowledged within 2.5 s; a file that does not come in time stays a name. */
const IN_CALLBACK = { maxBytes: 5 * 1024 * 1024, waitMs: 1_500 };
/** Nobody waits for a picture of evidence with a callback open. */
const EVIDENCE_MS = 20_000;
const readable = /\.(txt|md|csv|docx?|xlsx?|pdf)$/i;

/** https://open.dingtalk.com/document/development/upload-media-files — the id is what a file message carries. Undefined when it is too big. */
export async function uploadFile(
  api: DingtalkApi,
  file: OutgoingFile,
  bytes: Uint8Array,
  type: 'file' | 'image' = 'file',
): Promise<string | undefined> {
  if (bytes.length === 0 || bytes.length > MAX_UPLOAD_BYTES) return undefined;
  const form = new FormData();
  form.set('media', new Blob([new Uint8Array(bytes)]), file.name);
  return (await api.call({ style: 'old', path: `/media/upload?type=${type}`, body: form, isPaid: true, answer: MediaAnswer })).media_id;
}

/** What a download needs. */
export interface Download {
  api: DingtalkApi;
  config: DingtalkConfig;
  fetch: typeof globalThis.fetch;
}

/** Fetches a file that somebody sent privately, undefined when it is not readable, too big, too slow or from an untrusted place. */
export async function fetchFile(file: Fetchable, from: Download): Promise<Uint8Array | undefined> {
  return readable.test(file.attachment.name) ? download(file.downloadCode, from, IN_CALLBACK) : undefined;
}

/** Fetches a picture as evidence; null when it cannot be had or is bigger. */
export async function fetchPicture(file: Fetchable, from: Download, maxBytes: number): Promise<Uint8Array | null> {
  return (await download(file.downloadCode, from, { maxBytes, waitMs: EVIDENCE_MS })) ?? null;
}

async function download(
  downloadCode: string,
  { api, config, fetch }: Download,
  { maxBytes, waitMs }: typeof IN_CALLBACK,
): Promise<Uint8Array | undefined> {
  const signal = AbortSignal.timeout(waitMs);
  const given = api.call({
    style: 'new',
    path: '/v1.0/robot/messageFiles/download',
    body: { downloadCode, robotCode: config.robotCode },
    isPaid: true,
    answer: DownloadAnswer,
  });
  try {
    const { downloadUrl } = await Promise.race([given, expired(signal)]);
    if (!isTrustedAddress(downloadUrl, config)) return undefined;
    const response = await fetch(downloadUrl, { redirect: 'error', signal });
    return response.ok ? await readUpTo(response, maxBytes) : undefined;
  } catch {
    return undefined;
  }
}

function expired(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
}

async function readUpTo(response: Response, maxBytes: number): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > maxBytes) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
