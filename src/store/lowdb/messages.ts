import { AppError } from '../../domain/errors.ts';
import { systemErrorCode } from '../../lib/disk.ts';

/** What the administrator reads in the log and in refusals; an adapter may not reach `wording/`. */
export const messages = {
  tornTail: '上次退出时最后一条记录没有写完（尚未答复任何人），已丢弃；之前确认过的都在。',
  checkpointReplaced: '检查点损坏，已改用上一个完好的检查点和日志。',
  checkpointFailed: '这次没能写成检查点，数据不受影响，日志照常；请看看磁盘空间，稍后会再试。',
  listenerFailed: '提交后的通知处理出错。',
  noControlSocket: '没能打开本机控制通道，其他命令将不能在程序运行时使用。',
  badChecksum: '校验不符',
  emptyIsNotFresh: '没有完好的检查点',
} as const;

/** The folder cannot be trusted; nothing has been changed in it. */
export function corrupt(folder: string, what: string, cause?: unknown): AppError {
  return new AppError(
    'store-corrupt',
    `数据文件损坏：${what}（${folder}）。程序没有启动，也没有改动任何文件。请先把这个文件夹改名留存，再用最近一次备份恢复：npm run xiaofa -- restore 备份文件。`,
    { cause },
  );
}

/** A write that the disk did not take, in words that say what to do. */
export function notWritten(cause: unknown): AppError {
  const code = systemErrorCode(cause) ?? '';
  const isFull = code === 'ENOSPC' || code === 'EDQUOT';
  const what = isFull ? '磁盘空间不足' : `磁盘写入失败${code && `（${code}）`}`;
  return new AppError('store-full', `${what}，这次没有记下，原有数据不受影响。${isFull ? '请清理磁盘' : '请检查磁盘'}后重试。`, { cause });
}

/** The folder cannot be opened for a reason that is not in its contents. */
export function unusable(folder: string, cause: unknown): AppError {
  const code = systemErrorCode(cause);
  if (!code) return new AppError('internal', `数据文件夹没能打开：${folder}。请看程序日志。`, { cause });
  return new AppError('config-invalid', `数据文件夹不能使用（${code}）：${folder}。请检查磁盘空间和读写权限，或换一个 --state 文件夹。`, { cause });
}

export function closed(): AppError {
  return new AppError('store-closed', '程序正在退出，这次没有记下，请稍后再发一次。');
}

export function owned(folder: string, owner: { pid: number; since: string }): AppError {
  return new AppError(
    'store-owned',
    `数据文件夹正由另一个小法程序使用（进程${owner.pid}，${owner.since}启动）：${folder}。请先关闭它，或换一个 --state 文件夹。`,
  );
}
