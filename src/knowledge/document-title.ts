/** 文件名称 — as everything cites it: without 中华人民共和国, outer 《》, spaces, and with full-width brackets. */
export function normaliseTitle(title: string): string {
  const plain = title
    .normalize('NFC')
    .replace(/\s+/g, '')
    .replace(/^《(.*)》$/, '$1')
    .replace(/〈/g, '《')
    .replace(/〉/g, '》')
    .replace(/</g, '《')
    .replace(/>/g, '》')
    .replace(/\(/g, '（')
    .replace(/\)/g, '）');
  return plain.replace(/中华人民共和国/g, '') || plain;
}

const fileDate = /[（(](\d{4}-\d{2}-\d{2})[）)]$/;

/** 名称(2025-03-17).md → its name and version date. */
export function readFileName(path: string): { stem: string; versionOn: string | null } {
  const stem = (path.split(/[\\/]/).at(-1) ?? path).replace(/\.[A-Za-z]{1,8}$/, '');
  const version = fileDate.exec(stem)?.[1] ?? null;
  return { stem: version === null ? stem : stem.replace(fileDate, ''), versionOn: version };
}
