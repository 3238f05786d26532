/** Characters that hurried thumbs and input methods take for one another: same sound or same look. One group a string. */
const groups = [
  '访仿纺坊',
  '集急辑缉',
  '已己巳',
  '决绝诀',
  '题提',
  '培陪赔',
  '训驯',
  '宣喧',
  '备倍被',
  '案按',
  '检捡俭',
  '察查擦',
  '罚伐',
  '调掉',
  '制置',
  '订定',
  '审申',
  '核合',
  '座坐',
  '谈淡',
  '签鉴',
  '约药',
  '兑对',
  '现线',
  '册侧',
  '发法',
  '资姿',
  '料科',
  '栋冻',
  '执直',
  '证正政',
  '督都',
  '整正',
  '改该',
  '隐引',
  '患换',
  '园圆元',
  '企启',
  '业叶',
  '解届',
  '收搜',
  '问闻',
  '参掺',
  '加家',
  '办半',
  '结节',
  '转专',
  '督度',
  '报抱',
  '复覆',
  '协斜',
];

const canonicalOf = new Map<string, string>();
for (const group of groups) {
  const [representative = ''] = group;
  // A character of two groups keeps its first meaning: chains of confusion would make everything alike.
  for (const character of group) if (!canonicalOf.has(character)) canonicalOf.set(character, representative);
}

/** The text with each easily confused character replaced by the first of its group, so that 走仿 and 走访 compare equal. Same length. */
export function foldConfusable(text: string): string {
  let result = '';
  for (const character of text) result += canonicalOf.get(character) ?? character;
  return result;
}
