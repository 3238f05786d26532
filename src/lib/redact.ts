const MARK = '[已隐去]';

/** 密文登记 — values that must never be printed: each secret is registered once, when the configuration is read, and stripped from every log line. */
export class Redactor {
  readonly #secrets = new Set<string>();

  /** Values under six characters are not registered: stripping them would garble ordinary text. */
  register(secret: string): void {
    if (secret.length >= 6) this.#secrets.add(secret);
  }

  redact(text: string): string {
    let clean = text;
    for (const secret of this.#secrets) clean = clean.replaceAll(secret, MARK);
    return clean;
  }
}
