const body = '(?:部门|机关|政府|委员会|法院|检察院|局|机构|科|办公室|协会|国务院)';
const acts =
  '负责|规定|制定|批准|责令|处以|给予|决定|组织|会同|吊销|予以|提请|受理|统一|依法|依照|按照|确定|审批|认定|公布|主管|实施|没收|处[一二三五十]|核准|裁决|管辖|指定|颁发';
const acting = new RegExp(`由(?<authority>[^，。；：、由（）“”]{2,22}?${body})(?=${acts})`, 'g');
/** Words that name nobody in particular. */
const vague =
  /^(?:其|有关|各|上述|该|本|原|相关|主管|所在)|^(?:有关)?(?:主管)?部门$|^(?:机关|机构|政府)$|有关部门$|或者|以及|和|及其|等|报请|提请|会同|对|向|根据/;

/** 主体 — the bodies that a sentence names as the ones to act, with where they stand. */
export function authoritiesOf(sentence: string): { text: string; start: number }[] {
  return [...sentence.matchAll(acting)].flatMap(match => {
    const text = match.groups?.['authority'] ?? '';
    return vague.test(text) ? [] : [{ text, start: match.index + 1 }];
  });
}
