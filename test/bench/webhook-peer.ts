import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { createServer, type IncomingMessage as HttpRequest, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';

const [kind = '', file = '', token = '', encodingAesKey = ''] = process.argv.slice(2);
const key = Buffer.from(`${encodingAesKey}=`, 'base64');
const TYPE = 'text/plain; charset=utf-8';

/** Appends to a file as often as asked and syncs once for all who wait: the cheapest way to be durable. */
class BatchedFile {
  readonly #file: FileHandle;
  #waiting: { line: string; done: () => void }[] = [];
  #isWriting = false;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  append(line: string): Promise<void> {
    return new Promise(done => {
      this.#waiting.push({ line, done });
      void this.#write();
    });
  }

  async #write(): Promise<void> {
    if (this.#isWriting) return;
    this.#isWriting = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      await this.#file.appendFile(batch.map(one => one.line).join(''));
      await this.#file.datasync();
      for (const one of batch) one.done();
    }
    this.#isWriting = false;
  }
}

function sign(timestamp: string, nonce: string, cipher: string): string {
  return createHash('sha1').update([token, timestamp, nonce, cipher].sort().join('')).digest('hex');
}

function decryptText(cipher: string): string {
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const plain = Buffer.concat([decipher.update(cipher, 'base64'), decipher.final()]);
  return plain.subarray(20, 20 + plain.readUInt32BE(16)).toString();
}

function encryptText(text: string): string {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(Buffer.byteLength(text));
  const content = Buffer.concat([randomBytes(16), length, Buffer.from(text)]);
  const pad = 32 - (content.length % 32);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(Buffer.concat([content, Buffer.alloc(pad, pad)])), cipher.final()]).toString('base64');
}

/** The same hashing, AES and one appended fdatasync per batch as ours, and nothing else. */
async function answer(url: string, body: string, log: BatchedFile): Promise<string | null> {
  const query = new URL(url, 'http://localhost').searchParams;
  const [signature, timestamp, nonce] = [query.get('msg_signature') ?? '', query.get('timestamp') ?? '', query.get('nonce') ?? ''];
  const { encrypt } = JSON.parse(body) as { encrypt: string };
  if (sign(timestamp, nonce, encrypt) !== signature) return null;
  const text = decryptText(encrypt);
  const { msgid } = JSON.parse(text) as { msgid: string };
  await log.append(`${text}\n`);
  // As long as ours, so that as much is sealed.
  const id = msgid.padEnd(24, 'x');
  const sealed = encryptText(JSON.stringify({ msgtype: 'stream', stream: { id, finish: false, content: '正在处理，请稍候…', feedback: { id } } }));
  return JSON.stringify({ encrypt: sealed, msgsignature: sign(timestamp, nonce, sealed), timestamp: Number(timestamp), nonce });
}

async function bodyOf(request: HttpRequest): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function bareHttp(log: BatchedFile): RequestListener {
  return (request, response) => {
    void bodyOf(request).then(async body => {
      const answered = (await answer(request.url ?? '', body, log)) ?? '';
      response.writeHead(answered === '' ? 403 : 200, { 'content-type': TYPE, 'content-length': answered.length });
      response.end(answered);
    });
  };
}

function bareKoa(log: BatchedFile): RequestListener {
  const app = new Koa();
  app.use(async context => {
    const answered = await answer(context.url, await bodyOf(context.req), log);
    context.status = answered === null ? 403 : 200;
    context.type = TYPE;
    context.body = answered ?? '';
  });
  return app.callback();
}

const log = new BatchedFile(await open(file, 'a'));
const server = createServer(kind === 'koa' ? bareKoa(log) : bareHttp(log));
server.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`));
