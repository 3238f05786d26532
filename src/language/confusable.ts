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

/** For each UTF-16 unit the one that stands for its group; itself where it is in none. */
const canonicalOf = Uint16Array.from({ length: 0x10000 }, (_, unit) => unit);
// A character of two groups keeps its first meaning: chains of confusion would make everything alike.
for (const group of [...groups].reverse()) for (let at = 0; at < group.length; at++) canonicalOf[group.charCodeAt(at)] = group.charCodeAt(0);

/** The text with each easily confused character replaced by the first of its group, so that 走仿 and 走访 compare equal. Same length. */
export function foldConfusable(text: string): string {
  let folded = '';
  let done = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const canonical = canonicalOf[unit] ?? unit;
    if (canonical === unit) continue;
    folded += text.slice(done, at) + String.fromCharCode(canonical);
    done = at + 1;
  }
  return done === 0 ? text : folded + text.slice(done);
}
