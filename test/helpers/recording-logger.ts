import type { Logger } from '../../src/lib/logger.ts';

/** A logger that keeps its lines for a test to look at. */
export class RecordingLogger implements Logger {
  readonly lines: { level: string; message: string; fields: object }[] = [];

  debug(fields: object, message: string): void {
    this.lines.push({ level: 'debug', message, fields });
  }

  info(fields: object, message: string): void {
    this.lines.push({ level: 'info', message, fields });
  }

  warn(fields: object, message: string): void {
    this.lines.push({ level: 'warn', message, fields });
  }

  error(fields: object, message: string): void {
    this.lines.push({ level: 'error', message, fields });
  }

  /** The messages alone. */
  messages(): string[] {
    return this.lines.map(line => line.message);
  }
}
