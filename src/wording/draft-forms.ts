import { dayOf, type LocalDate, monthOf, yearOf } from '../domain/date.ts';
import { type DocumentNumber, formatDocumentNumber } from '../domain/document-number.ts';
import { type PointSaid, pointLines } from './draft-steps.ts';

const forms = {
  draft: '稿件',
  sources: '数据出处表（Word）',
  'source-table': '数据出处表（Excel）',
  comments: '带批注的稿件（出处写在批注里）',
  proof: '送审清样（不带任何标记）',
} as const;

export function formReady(form: keyof typeof forms, title: string, revision: number): string {
  const caution = form === 'proof' ? '印前请再通读一遍。' : form === 'draft' ? '' : '出处只供核对，报送时不要带上。';
  return `**${forms[form]}**｜《${title}》第${revision}版。${caution}`;
}

/** A proof is what will be signed: nothing may be open in it. */
export function proofNotYet(title: string, open: readonly PointSaid[]): string {
  return [`**还不能出清样**｜《${title}》有${open.length}处未了：`, ...pointLines(open), '办妥后再回“送审清样”。'].join('\n');
}

export function unreadableDay(said: string): string {
  return `没有认出“${said.slice(0, 20)}”是哪一天，成文日期没有改。请写成“成文日期2026年12月20日”。`;
}

interface ImprintSaid {
  number?: DocumentNumber;
  issuedOn?: LocalDate;
  signatory?: string;
  attachments?: readonly string[];
}

/** What the document now carries around its text. */
export function imprintText(title: string, imprint: ImprintSaid, hasLetterhead: boolean): string {
  const { number, issuedOn, signatory, attachments = [] } = imprint;
  const said = [
    ...(number ? [`发文字号${formatDocumentNumber(number)}`] : []),
    ...(signatory ? [`签发人${signatory}`] : []),
    ...(issuedOn ? [`成文日期${yearOf(issuedOn)}年${monthOf(issuedOn)}月${dayOf(issuedOn)}日`] : []),
    ...(attachments.length > 0 ? [`附件${attachments.length}件：${attachments.join('、')}`] : []),
  ];
  const unseen = (number || signatory) && !hasLetterhead ? ['> 没有配置红头（bureau.yaml 的 letterhead），发文字号和签发人不会印在稿上。'] : [];
  return [`**已登记**｜《${title}》${said.join('，')}`, ...unseen].join('\n');
}
