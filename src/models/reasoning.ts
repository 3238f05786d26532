const OPEN = /<(?:think|thinking|reasoning)>/i;
const CLOSE = /<\/(?:think|thinking|reasoning)>/i;
/** As many characters as a tag that has begun may still lack. */
const LONGEST_TAG = '</reasoning>'.length;

/** 思考文字 — what some models write before their answer. Some servers keep the opening tag in the prompt, so that the reply shows only the closing one. */
export function withoutReasoning(text: string): string {
  const filter = new ReasoningFilter({ startsInside: startsInside(text) });
  return (filter.push(text) + filter.end()).trim();
}

/** True when reasoning is closed that was never opened. */
export function startsInside(text: string): boolean {
  const close = CLOSE.exec(text);
  return close !== null && !OPEN.test(text.slice(0, close.index));
}

/** Leaves reasoning out of a text that comes in pieces, however its tags are cut. */
export class ReasoningFilter {
  #held = '';
  #isReasoning: boolean;
  #hasBegun = false;

  /** `startsInside`: this model's replies begin within the reasoning, without an opening tag. */
  constructor(options: { startsInside?: boolean } = {}) {
    this.#isReasoning = options.startsInside ?? false;
  }

  /** What of the text so far can be shown, beyond what was given before. */
  push(piece: string): string {
    this.#held += piece;
    let shown = '';
    for (;;) {
      const tag = (this.#isReasoning ? CLOSE : OPEN).exec(this.#held);
      if (!tag) break;
      if (!this.#isReasoning) shown += this.#held.slice(0, tag.index);
      this.#held = this.#held.slice(tag.index + tag[0].length);
      this.#isReasoning = !this.#isReasoning;
    }
    const mayBeTag = /<[^>]*$/.exec(this.#held.slice(-LONGEST_TAG));
    const keep = mayBeTag ? mayBeTag[0].length : 0;
    if (!this.#isReasoning) shown += this.#held.slice(0, this.#held.length - keep);
    this.#held = this.#held.slice(this.#held.length - keep);
    return this.#withoutLeadingBlank(shown);
  }

  /** What was held back and turned out to be no tag. */
  end(): string {
    const rest = this.#isReasoning ? '' : this.#held;
    this.#held = '';
    return this.#withoutLeadingBlank(rest);
  }

  #withoutLeadingBlank(text: string): string {
    const shown = this.#hasBegun ? text : text.trimStart();
    this.#hasBegun ||= shown !== '';
    return shown;
  }
}
