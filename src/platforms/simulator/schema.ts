import { z } from 'zod';
import { AppError } from '../../domain/errors.ts';

const role = z.enum(['staff', 'liaison', 'head', 'editor', 'leader', 'admin', 'secrecy']);
const stranger = z.object({
  name: z.string().trim().min(1).max(40),
  department: z.string().max(60).optional(),
  roles: z.array(role).max(7).optional(),
});
const from = z.union([z.string().trim().min(1).max(60), stranger]);
const group = z.string().min(1).max(120).optional();

/** Body of `POST /simulator/messages`. */
export const SpokenBody = z.object({
  from,
  group,
  text: z.string().max(20_000),
  quote: z.union([z.string().max(20_000), z.object({ text: z.string().max(20_000), messageId: z.string().max(200).optional() })]).optional(),
  button: z.object({ action: z.string().max(100), value: z.string().max(500) }).optional(),
  id: z.string().min(1).max(200).optional(),
});

/** Body of `POST /simulator/clock`: one of the targets' ids, or a time. */
export const ClockBody = z.object({ to: z.string().min(1).max(40) });

/** Query of `POST /simulator/files`. */
export const FileQuery = z.object({ from: z.string().min(1).max(60), group, name: z.string().trim().min(1).max(200) });

const fieldNames: Record<string, string> = {
  from: 'from（谁说的：花名册中的姓名或编号）',
  group: 'group（在哪个群，单聊写 direct）',
  text: 'text（说了什么）',
  to: 'to（拨到什么时间）',
  name: 'name（文件名）',
};

/** The value as the schema describes it, or which fields have to be looked at, in plain Chinese. */
export function parseBody<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = new Set(parsed.error.issues.map(issue => String(issue.path[0] ?? '')));
  const named = [...fields].filter(field => field !== '').map(field => fieldNames[field] ?? field);
  throw new AppError('usage', `请求内容不完整或格式不对${named.length === 0 ? '，应为 JSON 对象' : `，请检查：${named.join('、')}`}。`);
}
