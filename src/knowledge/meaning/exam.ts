/** 考题 — how people say a thing, and what the law calls it: the same matter without a character in common. */
export type ExamPair = readonly [said: string, meant: string];

/** What a model of Chinese knows and one that compares letters does not. */
export const shippedExam: readonly ExamPair[] = [
  ['厂里欠我薪水', '用人单位未支付劳动报酬'],
  ['隔壁半夜太吵', '环境噪声污染'],
  ['爸妈走了房子归谁', '遗产继承'],
  ['打人要坐牢吗', '故意伤害追究刑事责任'],
  ['借钱不还', '债务清偿'],
  ['买到冒牌货', '经营者存在欺诈行为'],
  ['马路上被撞', '机动车交通事故责任'],
  ['娃归谁带', '未成年子女抚养'],
  ['跟老婆过不下去了', '夫妻感情破裂离婚'],
  ['房东赶我走', '出租人要求承租人搬离'],
  ['干活时手被机器压了', '职工因公受伤的认定'],
  ['当官的收红包', '国家工作人员受贿'],
  ['往河里乱扔脏东西', '违法倾倒固体废物'],
  ['没有牌照就开店', '未取得许可擅自经营'],
  ['不服交警的罚单', '申请行政复议'],
  ['在饭馆吃坏肚子', '餐饮服务提供者的食品安全'],
  ['砍了山上的树', '滥伐林木'],
  ['老板跑路了', '法定代表人逃匿'],
  ['照片被别人拿去打广告', '肖像权受到侵害'],
  ['拆我家给多少钱', '征收补偿标准'],
];

/** The share of the sayings whose meaning is nearer than every other; `likenesses[i][j]` compares saying i with meaning j. */
export function marksOf(likenesses: readonly (readonly number[])[]): number {
  const right = likenesses.filter((row, at) => row.every((value, other) => other === at || value < (row[at] ?? 0)));
  return likenesses.length === 0 ? 0 : right.length / likenesses.length;
}

/** Below this the model guesses; from the other on its say is as large as that of the words. */
const GUESSING = 0.2;
const KNOWING = 0.8;

/** 话语权 — from 0 (the vectors are left out) to 1 (they count as much as the words), by the marks. */
export function sayOf(marks: number): number {
  return Math.min(1, Math.max(0, (marks - GUESSING) / (KNOWING - GUESSING)));
}
