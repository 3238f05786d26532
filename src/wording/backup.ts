export function notABackup(path: string): string {
  return `“${path}”不是小法的备份文件，或由更新的版本写成，没有恢复，原有数据没有动。`;
}

export function backupDamaged(path: string): string {
  return `备份文件“${path}”不完整或已损坏，没有恢复，原有数据没有动。请换一份备份。`;
}

export function restored(path: string, summary: { at: string; rows: number; blobs: number }): string {
  return `已从 ${path} 恢复：备份时间 ${summary.at}，${summary.rows}行数据，${summary.blobs}个文件。`;
}

export function backedUp(path: string, bytes: number): string {
  return `已备份到 ${path}（${Math.max(1, Math.round(bytes / 1024))} KB）。请另外存一份到别的机器或光盘。`;
}
