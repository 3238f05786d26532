/** The first thing that a person is told on a day. */
export function greeted(name: string, body: string): string {
  return `${name}您好，${body}`;
}

/** A further thing in the same message. */
export function joined(text: string, body: string): string {
  return `${text}\n\n另外，${body}`;
}
