import { isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';
import { AppError } from './domain/errors.ts';
import type { LogLevel } from './lib/logger.ts';

/** 配置 — everything that the environment decides, read once and frozen. */
export interface Config {
  port: number;
  /** The address to listen on; loopback unless the operator opens it. */
  host: string;
  /** The address at which people reach it, without a trailing slash. */
  publicUrl: string;
  dataDir: string;
  stateDir: string;
  logLevel: LogLevel;
  /** On by default, off as soon as a platform is configured; `SIMULATOR` decides otherwise. */
  simulator: boolean;
}

const platformVariables = ['WECOM_AIBOT_TOKEN', 'WECOM_AIBOT_SECRET', 'WECOM_APP_SECRET', 'DINGTALK_CLIENT_SECRET'];

const environment = z.object({
  PORT: z.coerce
    .number({ error: '应为 1—65535 的整数' })
    .int('应为 1—65535 的整数')
    .min(0, '应为 1—65535 的整数')
    .max(65535, '应为 1—65535 的整数')
    .default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: '应为 http:// 或 https:// 开头的完整网址' }).optional(),
  DATA_DIR: z.string().default('data'),
  STATE_DIR: z.string().optional(),
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug'], { error: '应为 silent、error、warn、info、debug 之一' }).default('info'),
  SIMULATOR: z.enum(['on', 'off'], { error: '应为 on 或 off' }).optional(),
  STORE: z.enum(['lowdb'], { error: '本版只支持 lowdb（PostgreSQL 尚未提供）' }).default('lowdb'),
});

/** Reads the environment; an empty value counts as not set. Throws one `AppError` that names every problem. `folder` is what relative paths start from. */
export function readConfig(env: Readonly<Record<string, string | undefined>>, folder: string): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''));
  const parsed = environment.safeParse(set);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(issue => `  ${issue.path.join('.')}：${issue.message}，现在是“${set[String(issue.path[0])] ?? ''}”`);
    throw new AppError('config-invalid', `环境设置有 ${problems.length} 处不对，请在 .env 或环境变量中改正后再启动：\n${problems.join('\n')}`);
  }
  const values = parsed.data;
  const dataDir = resolve(folder, values.DATA_DIR);
  const stateDir = values.STATE_DIR ? (isAbsolute(values.STATE_DIR) ? values.STATE_DIR : resolve(folder, values.STATE_DIR)) : join(dataDir, 'state');
  return Object.freeze({
    port: values.PORT,
    host: values.HOST,
    publicUrl: (values.PUBLIC_URL ?? `http://localhost:${values.PORT}`).replace(/\/$/, ''),
    dataDir,
    stateDir,
    logLevel: values.LOG_LEVEL,
    simulator: values.SIMULATOR ? values.SIMULATOR === 'on' : !platformVariables.some(name => set[name]),
  });
}
