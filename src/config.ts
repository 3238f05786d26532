import { join, resolve } from 'node:path';
import { z } from 'zod';
import { AppError } from './domain/errors.ts';
import type { LogLevel } from './lib/logger.ts';

/** 配置 — everything that the environment decides, read once and frozen. */
export interface Config {
  port: number;
  /** The address to listen on; loopback unless the operator opens it. */
  host: string;
  /** The address at which people reach it from outside, without a trailing slash; null when none is set. */
  publicUrl: string | null;
  dataDir: string;
  stateDir: string;
  logLevel: LogLevel;
  /** Signs the console's sessions; null: the console is off. */
  consoleSecret: string | null;
  /** On by default, off as soon as a platform is configured; `SIMULATOR` decides otherwise. */
  simulator: boolean;
  /** What is set for the platforms and the network, checked; `app/wire-platforms.ts` makes the adapters' settings of it. */
  platforms: Readonly<PlatformVariables>;
  /** What is set for the models, checked; `app/wire-models.ts` makes the adapter's settings of it. Nothing is called without address and name. */
  models: Readonly<ModelVariables>;
  /** Any other variable, such as the robot keys that bureau.yaml names. */
  variable(name: string): string | undefined;
  /** Values that must never be printed. */
  secrets: readonly string[];
}

const wholeAddress = z.url({ protocol: /^https?$/, error: '应为完整网址' }).optional();
const baseAddress = z
  .url({ protocol: /^(https?|wss?)$/, error: '应为完整网址' })
  .transform(url => url.replace(/\/$/, ''))
  .optional();
const aesKey = z
  .string()
  .regex(/^[A-Za-z0-9]{43}$/, '应为43位字母数字，与管理后台“接收消息”里显示的一致')
  .optional();
const text = z.string().optional();
const quota = z.coerce.number({ error: '应为每月的次数（整数）' }).int('应为每月的次数（整数）').positive('应为大于0的次数').optional();
const hosts = z
  .string()
  .transform(list => list.split(/[,，\s]+/).filter(host => host !== ''))
  .optional();

const platformVariables = {
  WECOM_AIBOT_ID: text,
  WECOM_AIBOT_TOKEN: text,
  WECOM_AIBOT_AES_KEY: aesKey,
  WECOM_AIBOT_SECRET: text,
  WECOM_AIBOT_NAME: text,
  WECOM_AIBOT_WS_URL: baseAddress,
  WECOM_CORP_ID: text,
  WECOM_AGENT_ID: z.coerce.number({ error: '应为应用的 AgentId（一串数字）' }).int('应为应用的 AgentId（一串数字）').optional(),
  WECOM_APP_SECRET: text,
  WECOM_APP_TOKEN: text,
  WECOM_APP_AES_KEY: aesKey,
  WECOM_API_BASE: baseAddress,
  WECOM_TRUSTED_HOSTS: hosts,
  WECOM_MEDIA_HOSTS: hosts,
  WECOM_OAUTH_BASE: baseAddress,
  WECOM_LOGIN_BASE: baseAddress,
  DINGTALK_CLIENT_ID: text,
  DINGTALK_CLIENT_SECRET: text,
  DINGTALK_ROBOT_CODE: text,
  DINGTALK_CORP_ID: text,
  DINGTALK_CARD_TEMPLATE: text,
  DINGTALK_MODE: z.enum(['http', 'stream'], { error: '应为 http 或 stream' }).optional(),
  DINGTALK_API_BASE: baseAddress,
  DINGTALK_OAPI_BASE: baseAddress,
  DINGTALK_LOGIN_BASE: baseAddress,
  DINGTALK_JSAPI_URL: baseAddress,
  DINGTALK_QUOTA_API: quota,
  DINGTALK_QUOTA_WEBHOOK: quota,
  DINGTALK_TRUSTED_HOSTS: hosts,
  HTTPS_PROXY: baseAddress,
  EXTRA_CA_FILE: text,
};

const platformEnvironment = z.object(platformVariables);

export type PlatformVariables = z.infer<typeof platformEnvironment>;

const perDay = z.coerce.number({ error: '应为每天的上限（整数）' }).int('应为每天的上限（整数）').positive('应为大于0的上限');

const modelVariables = {
  OPENAI_BASE_URL: baseAddress,
  OPENAI_API_KEY: text,
  OPENAI_MODEL: text,
  OPENAI_EMBEDDING_MODEL: text,
  RERANK_URL: wholeAddress,
  RERANK_MODEL: text,
  RERANK_API_KEY: text,
  OPENAI_EXTRA_BODY: z
    .string()
    .transform((value, context): Record<string, unknown> => jsonObject(value) ?? refuse(context, '应为一个JSON对象，如 {"enable_thinking": false}'))
    .optional(),
  MODEL_ALLOW: z.enum(['local', 'any'], { error: '应为 local 或 any' }).default('local'),
  MODEL_IN_FLIGHT: z.coerce.number({ error: '应为1—64的整数' }).int('应为1—64的整数').min(1, '应为1—64的整数').max(64, '应为1—64的整数').default(4),
  MODEL_EMBEDDING_BATCH: z.coerce
    .number({ error: '应为1—256的整数' })
    .int('应为1—256的整数')
    .min(1, '应为1—256的整数')
    .max(256, '应为1—256的整数')
    .default(10),
  MODEL_CALLS_PER_DAY: perDay.default(2_000),
  MODEL_TOKENS_PER_DAY: perDay.default(2_000_000),
};

function jsonObject(written: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(written);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function refuse(context: z.RefinementCtx, message: string): never {
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
}

const modelEnvironment = z.object(modelVariables);

export type ModelVariables = z.infer<typeof modelEnvironment>;

/** Variables that are of no use without one another. */
const together: readonly (readonly (keyof PlatformVariables | keyof ModelVariables)[])[] = [
  ['OPENAI_BASE_URL', 'OPENAI_MODEL'],
  ['RERANK_URL', 'RERANK_MODEL'],
  ['WECOM_AIBOT_TOKEN', 'WECOM_AIBOT_AES_KEY'],
  ['WECOM_CORP_ID', 'WECOM_AGENT_ID', 'WECOM_APP_SECRET'],
  ['WECOM_APP_TOKEN', 'WECOM_APP_AES_KEY'],
  ['DINGTALK_CLIENT_ID', 'DINGTALK_CLIENT_SECRET'],
];

const environment = z.object({
  ...platformVariables,
  ...modelVariables,
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
  CONSOLE_SECRET: z.string().min(32, '应为32位以上的任意字符，例如一串随机的字母数字').optional(),
  STORE: z.enum(['lowdb'], { error: '本版只支持 lowdb（PostgreSQL 尚未提供）' }).default('lowdb'),
});

function incomplete(set: Readonly<Record<string, unknown>>): string[] {
  // The long connection names its bot; callbacks, which win where both are set, need not.
  const isNameless = set['WECOM_AIBOT_SECRET'] !== undefined && set['WECOM_AIBOT_TOKEN'] === undefined && set['WECOM_AIBOT_ID'] === undefined;
  const pairs = isNameless ? [...together, ['WECOM_AIBOT_ID', 'WECOM_AIBOT_SECRET'] as const] : together;
  return pairs.flatMap(names => {
    const missing = names.filter(name => set[name] === undefined);
    return missing.length === 0 || missing.length === names.length
      ? []
      : [`  ${missing.join('、')}：没有填，须与${names.filter(name => set[name] !== undefined).join('、')}一起填`];
  });
}

function problemsIn(set: Readonly<Record<string, string | undefined>>, issues: readonly z.core.$ZodIssue[]): string[] {
  const wrong = issues.map(issue => {
    const name = String(issue.path[0]);
    return `  ${name}：${issue.message}，现在是“${isSecret(name) ? '（不显示）' : (set[name] ?? '')}”`;
  });
  return [...wrong, ...incomplete(set)];
}

function isSecret(name: string): boolean {
  return /(SECRET|TOKEN(?!S)|KEY|PASSWORD|ROBOT)/.test(name) && !/ROBOT_CODE$/.test(name);
}

/** Reads the environment; an empty value counts as not set. Throws one `AppError` that names every problem. `folder` is what relative paths start from. */
export function readConfig(env: Readonly<Record<string, string | undefined>>, folder: string): Config {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''));
  const parsed = environment.safeParse(set);
  const problems = problemsIn(set, parsed.success ? [] : parsed.error.issues);
  if (!parsed.success || problems.length) {
    throw new AppError('config-invalid', `环境设置有 ${problems.length} 处不对，请在 .env 或环境变量中改正后再启动：\n${problems.join('\n')}`);
  }
  const values = parsed.data;
  const platforms = platformEnvironment.parse(set);
  const isConnected = [platforms.WECOM_AIBOT_TOKEN, platforms.WECOM_AIBOT_SECRET, platforms.WECOM_APP_SECRET, platforms.DINGTALK_CLIENT_SECRET].some(
    Boolean,
  );
  const dataDir = resolve(folder, values.DATA_DIR);
  return Object.freeze({
    port: values.PORT,
    host: values.HOST,
    publicUrl: values.PUBLIC_URL?.replace(/\/$/, '') ?? null,
    dataDir,
    stateDir: values.STATE_DIR ? resolve(folder, values.STATE_DIR) : join(dataDir, 'state'),
    logLevel: values.LOG_LEVEL,
    consoleSecret: values.CONSOLE_SECRET ?? null,
    simulator: values.SIMULATOR ? values.SIMULATOR === 'on' : !isConnected,
    platforms: Object.freeze(platforms),
    models: Object.freeze(modelEnvironment.parse(set)),
    variable: (name: string) => set[name],
    secrets: Object.entries(set).flatMap(([name, value]) => (isSecret(name) && value ? [value] : [])),
  });
}
