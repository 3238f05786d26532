/** 回调请求 — what a platform sends to one of its addresses, not looked at yet. */
export interface CallbackRequest {
  method: string;
  /** A parameter that came twice is a list. */
  query: Readonly<Record<string, string | string[] | undefined>>;
  /** By its name in small letters; empty when it is not there. */
  header(name: string): string;
  /** The whole body as UTF-8. Throws when it is longer than this, or breaks off. */
  body(maxBytes: number): Promise<string>;
}

/** What the platform gets back, with status 200. */
export interface CallbackAnswer {
  type: 'text/plain; charset=utf-8' | 'application/json; charset=utf-8';
  body: string;
}

/** 回调地址 — an address that a platform calls, apart from any web framework: what comes is verified before anything else. Refusals are thrown as an `AppError`. */
export interface CallbackAddress {
  path: string;
  methods: readonly ('GET' | 'POST')[];
  answer(request: CallbackRequest): Promise<CallbackAnswer>;
}
