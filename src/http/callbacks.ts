import type { IncomingMessage, ServerResponse } from 'node:http';
import { parse } from 'node:querystring';
import type { CallbackAddress, CallbackAnswer, CallbackRequest } from '../platforms/callback.ts';
import { HttpFailure } from './http-failure.ts';
import { Overdue } from './overdue.ts';
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
  const overdue = new Overdue(TIMEOUT_MS);
  const byPath = new Map(addresses.map(address => [address.path, address]));
  return (request, response) => {
    const url = request.url ?? '';
    const end = url.indexOf('?');
    const address = byPath.get(end < 0 ? url : url.slice(0, end));
    if (!address) return false;
    new Exchange(request, response, { address, reports, overdue, search: end < 0 ? '' : url.slice(end + 1) }).run();
    return true;
  };
}

/** One request and its one answer: the address's, its refusal, or that it took too long. */
class Exchange implements CallbackRequest {
  readonly method: string;
  readonly query: CallbackRequest['query'];
  readonly #request: IncomingMessage;
  readonly #response: ServerResponse;
  readonly #address: CallbackAddress;
  readonly #reports: CallbackReports;
  readonly #overdue: Overdue;
  readonly begunAt = performance.now();
  #isOver = false;

  constructor(
    request: IncomingMessage,
    response: ServerResponse,
    { address, reports, overdue, search }: { address: CallbackAddress; reports: CallbackReports; overdue: Overdue; search: string },
  ) {
    this.method = request.method ?? '';
    this.query = parse(search);
    this.#request = request;
    this.#response = response;
    this.#address = address;
    this.#reports = reports;
    this.#overdue = overdue;
    overdue.begin(this);
  }

  /** Node makes an object of the headers only when one is asked for. */
  header(name: string): string {
    return String(this.#request.headers[name] ?? '');
  }

  body(maxBytes: number): Promise<string> {
    return readBody(this.#request, maxBytes);
  }

  run(): void {
    const { methods } = this.#address;
    if (!methods.some(one => one === this.method)) {
      this.#refuse(new HttpFailure(405), ['Allow', methods.join(', ')]);
      return;
    }
    this.#address.answer(this).then(
      answer => this.#send(200, answer),
      error => this.#refuse(error),
    );
  }

  tooLate(): void {
    this.#refuse(new HttpFailure(503));
  }

  #refuse(error: unknown, headers: readonly string[] = []): void {
    if (this.#isOver) return;
    const problem: Problem = problemOf(error);
    const { status, code, message } = problem;
    if (status >= 500) this.#reports.onFailure(error, { method: this.method, path: this.#address.path, status });
    // What is left of a body that was refused half-way is not worth reading.
    const ending = this.#request.complete ? [] : ['Connection', 'close'];
    this.#send(status, { type: 'application/json; charset=utf-8', body: JSON.stringify({ code, message }) }, [...headers, ...ending]);
  }

  #send(status: number, { type, body }: CallbackAnswer, headers: readonly string[] = []): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#overdue.end(this);
    const length = Buffer.byteLength(body);
    const all = [
      'Content-Type',
      type,
      'Content-Length',
      String(length),
      'X-Content-Type-Options',
      'nosniff',
      'Cache-Control',
      'no-store',
      ...headers,
    ];
    // What is sealed is ASCII, whose bytes need no looking for.
    this.#response.writeHead(status, all).end(body, length === body.length ? 'latin1' : 'utf8');
    this.#reports.onAnswered(status);
  }
}
