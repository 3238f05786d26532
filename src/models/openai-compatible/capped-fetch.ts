/** More than the longest answer and the widest batch of vectors need. */
const LARGEST_REPLY_BYTES = 32 * 1024 * 1024;
/** A piece of a streamed answer is some hundred bytes; the client's decoder takes ever longer over a line that does not end. */
const LONGEST_LINE_BYTES = 256 * 1024;
const NEW_LINE = 10;
/** Events of another API of the vendor's; the client prints those that it cannot read to the console, whatever its log level. */
const printedEvent = /^event:\s*thread\./m;

/** 回复过大 — a server that never stops is cut off before it fills the memory. */
export class ReplyTooLarge extends Error {
  constructor() {
    super('the reply is too large');
    this.name = 'ReplyTooLarge';
  }
}

function bounded(): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > LARGEST_REPLY_BYTES) controller.error(new ReplyTooLarge());
      else controller.enqueue(chunk);
    },
  });
}

/** The same, and whole lines only, none of them endless and none that would be printed. */
function wholeLines(): TransformStream<Uint8Array, Uint8Array> {
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  let bytes = 0;
  const pass = (controller: TransformStreamDefaultController<Uint8Array>): void => {
    const lines = Buffer.concat(held);
    held = [];
    heldBytes = 0;
    if (printedEvent.test(lines.toString('latin1'))) controller.error(new SyntaxError('an event that is none of a chat'));
    else controller.enqueue(lines);
  };
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      const end = chunk.lastIndexOf(NEW_LINE) + 1;
      held.push(chunk.subarray(0, end));
      if (end > 0) pass(controller);
      const rest = chunk.subarray(end);
      held.push(rest);
      heldBytes += rest.byteLength;
      if (heldBytes > LONGEST_LINE_BYTES || bytes > LARGEST_REPLY_BYTES) controller.error(new ReplyTooLarge());
    },
    flush: pass,
  });
}

/** Whether the server said how long the reply is, and it is not too long; what is packed may be longer than it says. */
function isKnownToFit(headers: Headers): boolean {
  const length = Number(headers.get('content-length') ?? Number.NaN);
  return length <= LARGEST_REPLY_BYTES && !headers.has('content-encoding');
}

/** The same way out, with redirects not followed and replies of bounded size. */
export function cappedFetch(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, { ...init, redirect: 'manual' });
    if (!response.body) return response;
    const { status, statusText, headers } = response;
    const isStream = headers.get('content-type')?.includes('text/event-stream') ?? false;
    if (!isStream && isKnownToFit(headers)) return response;
    return new Response(response.body.pipeThrough(isStream ? wholeLines() : bounded()), { status, statusText, headers });
  };
}
