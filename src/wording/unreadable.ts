import type { UnreadableReason } from '../domain/unreadable.ts';

/** What is wrong with a file, and what to do; both follow its name. */
const reasons: Readonly<Record<UnreadableReason, readonly [what: string, toDo: string]>> = {
  empty: ['是空文件，没有可读的文字', '请核对是否选错了文件'],
  unsupported: ['不是能读的文件', '能读 Word、PDF、OFD、.xlsx、网页和文本文件，请另存后再试'],
  'old-excel': ['是旧格式的表格（.xls 或 .et）', '请在 Excel 或 WPS 里另存为 .xlsx'],
  'not-word': ['不是 Word 文件（.docx）', '请另存为 .docx 后再试'],
  'old-word': ['是旧格式（.doc 或 .wps）', '请在 Word 或 WPS 里另存为 .docx'],
  'unknown-encoding': ['认不出文字编码', '请另存为 UTF-8 后再试'],
  damaged: ['已损坏，打不开', '请重新导出或向发文单位另要一份'],
  encrypted: ['加了密码，打不开', '请去掉密码后再试'],
  scanned: ['是扫描件，页面都是图片，没有可读的文字', '请先做文字识别（OCR）另存，或向发文单位要电子版'],
  garbled: ['读出来是乱码，多半是字体没有编码表', '请用原来的 Word 文件'],
  'too-large': ['解开后太大，不像一份公文', '请核对文件，或拆分后再试'],
  'too-slow': ['读了很久没有读完，已停下', '请另存为 .docx 或拆分后再试'],
  secret: ['带有涉密或内部标志，没有读入，也没有留存', '请移出共享文件夹，走规定渠道'],
  'too-heavy': ['读的时候占用内存过多，已停下', '请另存为 .docx 或拆分后再试'],
};

/** 空文件…，请核对… : to be read after the file's name. */
export function unreadableReason(reason: UnreadableReason): string {
  return reasons[reason].join('，');
}

export function unsupportedFile(extension: string): string {
  return `暂不支持 ${extension === '' ? '没有扩展名的' : extension} 文件，请另存为 .docx、.pdf、.xlsx、.html、.ofd、.txt 或 .md`;
}

/** A file in the chat of which nothing was read. */
export function unreadableFile(name: string, reason: UnreadableReason = 'unsupported'): string {
  return `“${name}”${unreadableReason(reason)}。没有读入，原有内容没有变。`;
}
