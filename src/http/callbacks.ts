import type { IncomingMessage, ServerResponse } from 'node:http';
import { parse } from 'node:querystring';
import type { CallbackAddress, CallbackAnswer } from '../platforms/callback.ts';
import { HttpFailure } from './http-failure.ts';
import { type Problem, problemOf } from './problem.ts';
import type { OnFailure } from './problems.ts';
import { readBody } from './read-body.ts';

/** The platform gives up long before. */
const TIMEOUT_MS = 30_000;

/** What `answerCallbacks` tells the rest of the program. */
export interface CallbackReports {
  onFailure: OnFailure;
  onAnswered: (status: number) => void;
}

/** 回调入口 — answers the platforms' addresses on node:http itself: a rush of callbacks passes no framework. False: the request is for somebody else. */
export function answerCallbacks(
  addresses: readonly CallbackAddress[],
  reports: CallbackReports,
): (request: IncomingMessage, response: ServerResponse) => boolean {
  const byPath = new Map(addresses.map(address => [address.path, address]));
  return (request, response) => {
    const url = request.url ?? '';
    const end = url.indexOf('?');
    const path = end < 0 ? url : url.slice(0, end);
    const address = byPath.get(path);
    if (!address) return false;
    const exchange = new Exchange(request, response, { path, reports });
    exchange.run(address, end < 0 ? '' : url.slice(end + 1));
    return true;
  };
}

/** One request and its one answer: the address's, its refusal, or that it took too long. */
class Exchange {
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #path: string;
  readonly #reports: CallbackReports;
  readonly #timer: NodeJS.Timeout;
  #isOver = false;

  constructor(request: IncomingMessage, response: ServerResponse, { path, reports }: { path: string; reports: CallbackReports }) {
    this.#request = request;
    this.#response = response;
    this.#path = path;
    this.#reports = reports;
    this.#timer = setTimeout(() => this.#refuse(new HttpFailure(503)), TIMEOUT_MS);
  }

  run(address: CallbackAddress, search: string): void {
    const { method = '' } = this.#request;
    const { methods } = address;
    if (!methods.some(one => one === method)) {
      this.#refuse(new HttpFailure(405), ['Allow', methods.join(', ')]);
      return;
    }
    // Node makes an object of them only when they are asked for.
    const header = (name: string): string => String(this.#request.headers[name] ?? '');
    address.answer({ method, query: parse(search), header, body: maxBytes => readBody(this.#request, maxBytes) }).then(
      answer => this.#send(200, answer),
      error => this.#refuse(error),
    );
  }

  #refuse(error: unknown, headers: readonly string[] = []): void {
    if (this.#isOver) return;
    const problem: Problem = problemOf(error);
    const { status, code, message } = problem;
    if (status >= 500) this.#reports.onFailure(error, { method: this.#request.method ?? '', path: this.#path, status });
    // What is left of a body that was refused half-way is not worth reading.
    const ending = this.#request.complete ? [] : ['Connection', 'close'];
    this.#send(status, { type: 'application/json; charset=utf-8', body: JSON.stringify({ code, message }) }, [...headers, ...ending]);
  }

  #send(status: number, { type, body }: CallbackAnswer, headers: readonly string[] = []): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#timer);
    const length = String(Buffer.byteLength(body));
    const all = ['Content-Type', type, 'Content-Length', length, 'X-Content-Type-Options', 'nosniff', 'Cache-Control', 'no-store', ...headers];
    this.#response.writeHead(status, all).end(body);
    this.#reports.onAnswered(status);
  }
}
