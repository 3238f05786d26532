import { Writable } from 'node:stream';
import { type DestinationStream, pino } from 'pino';
import type { Redactor } from './redact.ts';

/** Where the program tells its operator what it does. The message is constant, data goes into the fields, and no field holds what people wrote. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export type LogLevel = 'silent' | 'error' | 'warn' | 'info' | 'debug';

/** Fields that would carry what people wrote or a credential, at any depth that pino's paths reach. */
const FORBIDDEN_FIELDS = ['text', 'token', 'secret', 'password', 'authorization', 'body'];

export function createLogger(options: { level: LogLevel; redactor: Redactor; write?: (line: string) => void }): Logger {
  const write = options.write ?? ((line: string) => process.stderr.write(line));
  const destination: DestinationStream = new Writable({
    decodeStrings: false,
    write(line: string, _encoding, done) {
      write(options.redactor.redact(String(line)));
      done();
    },
  });
  return pino(
    {
      level: options.level,
      base: null,
      redact: { paths: FORBIDDEN_FIELDS.flatMap(field => [field, `*.${field}`, `*.*.${field}`]), censor: '[已隐去]' },
    },
    destination,
  );
}

export const silentLogger: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
