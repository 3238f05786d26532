import { dateOf, dayOf, formatInstant, monthOf } from '../domain/date.ts';
import type { Entry } from '../domain/entry.ts';
import type { EvidenceFile, EvidenceType } from '../domain/evidence-file.ts';
import { entryLine, numbersText } from './entry-line.ts';

export function evidenceChange(where: string): string {
  return `佐证：${where}`;
}

/** 佐证已记. */
export function evidenceKept(entry: Entry, { where, keepsFiles }: { where: string; keepsFiles: boolean }): string {
  const note = keepsFiles ? '要附图片或PDF，引用这条再发即可' : '只记存放位置，不留图片和文件';
  return `**已记佐证**｜${entry.number} ${entryLine(entry)}\n${where}。${note}；明细和出处表里可查。`;
}

export function evidenceOf(entry: Entry): string {
  const notes = entry.evidence ?? [];
  if (notes.length === 0) return `${entry.number}还没有记佐证。回“${entry.number}佐证：签到表，档案盒2026-3”即可。`;
  return [`**${entry.number}的佐证**`, ...notes.map(note => `- ${note}`)].join('\n');
}

/** Beside an entry wherever it is listed. */
export function evidenceMark(evidence: readonly string[] | undefined): string {
  return evidence && evidence.length > 0 ? `〔佐证：${evidence.join('；')}〕` : '';
}

/** `图片2张、PDF1份`. */
function countedFiles(files: readonly Pick<EvidenceFile, 'type'>[]): string {
  const documents = files.filter(({ type }) => type === 'pdf').length;
  const pictures = files.length - documents;
  return [...(pictures > 0 ? [`图片${pictures}张`] : []), ...(documents > 0 ? [`PDF${documents}份`] : [])].join('、');
}

/** `图片1张（秦朗11月20日16:25发，0.3MB）`: all were sent with the same message. */
export function filesPhrase(files: readonly EvidenceFile[]): string {
  const [first] = files;
  if (!first) return '';
  const day = dateOf(first.at);
  const size = files.reduce((sum, file) => sum + file.size, 0);
  const said = size < 100_000 ? `${Math.max(1, Math.round(size / 1024))}KB` : `${(size / 1024 / 1024).toFixed(1)}MB`;
  return `${countedFiles(files)}（${first.by.name}${monthOf(day)}月${dayOf(day)}日${formatInstant(first.at).slice(11, 16)}发，${said}）`;
}

export function evidenceFilesKept(entries: readonly Pick<Entry, 'number'>[], files: readonly EvidenceFile[]): string {
  const [first] = entries;
  return `**已附佐证**｜${numbersText(entries)}：${countedFiles(files)}，拍摄信息已清除。要看回“看佐证 ${first?.number ?? ''}”。`;
}

/** A table as a picture: nobody's figures are guessed from pixels. */
const notRead = '图片里的字和数小法不识别：是表格的，请在Excel里选中那几行复制，直接粘贴成文字发来。';

export const evidenceFilesOff = `本单位没有开通图片和文件佐证，发来的图片、文件没有保存。${notRead}是佐证的，用文字说存放处，如“佐证：签到表，档案盒2026-3”。`;

export const noEntryForFiles = `不知道是哪一条的佐证，图片和文件没有保存。请引用那条回执再发，或连编号一起发，如“1120-3佐证”。${notRead}`;

const whyRefused: Record<string, string> = {
  gone: '没有取到（文件太大、超过几分钟，或网络不通），请压缩后再发一次',
  'too-large': '太大，没有保存，请压缩后再发',
  heic: '是HEIC格式，拍摄地点清不掉，没有保存。请截个屏发截图，或把相机格式改成“兼容性最佳”再拍',
  other: '的格式里个人信息清不掉，没有保存。佐证只收JPG、PNG图片和PDF，图片可以发截图，文档请另存为PDF',
  broken: '不完整或加了密，没有保存。请重新发，或发截图',
};

export function evidenceRefusals(refused: readonly { name: string; why: string }[]): string[] {
  return refused.map(({ name, why }) => `“${name}”${whyRefused[why] ?? '没有保存'}。`);
}

export function evidenceFileName(entry: Pick<Entry, 'number'>, place: number, type: EvidenceType): string {
  return `${entry.number}佐证${place}.${type}`;
}

export function handedPrivately(number: string): string {
  return `${number}的佐证已私下发给您。`;
}

export const evidenceGone = '这份佐证已经清除，没有文件了。';

export const notForYou = '图片和文件只给填报人、本科室、编辑和领导看。';
