import { AppError, type ErrorCode } from '../domain/errors.ts';

/** What a caller is told when something went wrong: a status, a stable code, a sentence in plain Chinese; never a stack. */
export interface Problem {
  status: number;
  code: string;
  message: string;
}

const statusOf: Record<ErrorCode, number> = {
  usage: 400,
  'not-permitted': 403,
  'not-found': 404,
  conflict: 409,
  unreadable: 422,
  internal: 500,
  'config-invalid': 500,
  'bureau-file-invalid': 500,
  'store-corrupt': 500,
  platform: 502,
  'store-owned': 503,
  'store-closed': 503,
  'store-full': 507,
};

/** Problems that HTTP itself finds, by status. */
const byStatus: Record<number, Problem> = {
  400: { status: 400, code: 'usage', message: '请求没有读懂，请检查格式后重试。' },
  403: { status: 403, code: 'not-permitted', message: '这里只允许在运行小法的那台电脑上打开，请用 http://localhost 加端口访问。' },
  404: { status: 404, code: 'not-found', message: '没有这个地址，请检查网址；首页在“/”。' },
  405: { status: 405, code: 'method-not-allowed', message: '这个地址不接受这种请求方式。' },
  408: { status: 408, code: 'timeout', message: '请求没有在规定时间内发完，请检查网络后重试。' },
  413: { status: 413, code: 'too-large', message: '发来的内容太大，没有接收。请分几次发送，或先缩小文件。' },
  415: { status: 415, code: 'usage', message: '内容的格式或编码不支持，请用 UTF-8 的 JSON。' },
  503: { status: 503, code: 'timeout', message: '处理时间过长，先答复到这里；已登记的内容不会丢，请稍后查看。' },
};

const unexpected: Problem = { status: 500, code: 'internal', message: '小法内部出错，这次请求没有完成。请重试；仍不行请联系管理员查看日志。' };

/** The problem that HTTP itself names by `status`; anything unknown is an internal one. */
export function httpProblem(status: number): Problem {
  return byStatus[status] ?? unexpected;
}

/** Turns anything thrown into what the caller may know. */
export function problemOf(error: unknown): Problem {
  if (error instanceof AppError) return { status: statusOf[error.code], code: error.code, message: error.message };
  const status = error instanceof Error && 'status' in error ? error.status : undefined;
  return typeof status === 'number' ? httpProblem(status) : unexpected;
}
