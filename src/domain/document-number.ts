/** 发文字号 — `{ issuerCode, year, serial }`, such as 国发〔2024〕1号. */
export interface DocumentNumber {
  issuerCode: string;
  year: number;
  serial: number;
}

const pattern = /([一-龥]{1,12})\s*[〔［[(（【]\s*(\d{4})\s*[〕］\])）】]\s*(?:第\s*)?0*(\d{1,5})\s*号/;

/** Reads the first one in a text, whatever brackets were typed. Undefined when there is none. */
export function parseDocumentNumber(text: string): DocumentNumber | undefined {
  const match = pattern.exec(text.normalize('NFC'));
  if (!match) return undefined;
  const [, issuerCode = '', year, serial] = match;
  return { issuerCode, year: Number(year), serial: Number(serial) };
}

/** GB/T 9704-2012 form: six-cornered brackets, four-digit year, no 第, no leading zero. */
export function formatDocumentNumber(number: DocumentNumber): string {
  return `${number.issuerCode}〔${number.year}〕${number.serial}号`;
}
