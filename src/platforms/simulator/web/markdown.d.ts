/** A run of text inside a line. */
export type Inline =
  | { type: 'text'; text: string }
  | { type: 'code'; text: string }
  | { type: 'strong'; inlines: Inline[] }
  | { type: 'emphasis'; inlines: Inline[] }
  | { type: 'link'; href: string; inlines: Inline[] };

/** A block of a message. */
export type Block =
  | { type: 'paragraph'; lines: Inline[][] }
  | { type: 'heading'; level: number; inlines: Inline[] }
  | { type: 'quote'; blocks: Block[] }
  | { type: 'list'; ordered: boolean; items: { number: number | null; blocks: Block[] }[] }
  | { type: 'table'; align: ('left' | 'center' | 'right')[]; header: Inline[][]; rows: Inline[][][] }
  | { type: 'code'; text: string }
  | { type: 'rule' };

/** Reads a whole message into blocks. */
export function parseMarkdown(text: string): Block[];
/** Reads one line into inline tokens. */
export function parseInline(text: string): Inline[];
/** The address when a browser may open it, else null. */
export function safeLink(href: string): string | null;
