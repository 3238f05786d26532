/** 问法 — what kind of clause decides a question. */
export type QuestionKind = 'period' | 'amount' | 'count' | 'penalty' | 'authority' | 'definition' | 'list' | 'permission' | 'duty';

interface KindRule {
  kind: QuestionKind;
  asked: RegExp;
  /** Words of a clause that answers it. */
  decides: RegExp;
}

const NUMBER = '[\\d一二两三四五六七八九十百千万零]+';

const rules: readonly KindRule[] = [
  {
    kind: 'period',
    asked: /多久|多少[天日年月]|几[天日年月]|几个(?:工作日|月|小时)|多长时间|期限|什么时候|何时|最晚|最迟|提前多|时效|还能.*吗$|多长|年前的/,
    decides: new RegExp(`${NUMBER}\\s*(?:个)?(?:工作日|日|天|周|月|年|小时)(?!度|限)`),
  },
  {
    kind: 'amount',
    asked: /多少钱|罚款?(?:是)?多少|多少元|金额|上限|下限|几万|几千|几倍|标准是多少|给多少|额度|比例|百分之/,
    decides: new RegExp(`${NUMBER}\\s*(?:万|亿)?元|${NUMBER}倍|百分之${NUMBER}|\\d+(?:\\.\\d+)?%`),
  },
  { kind: 'count', asked: /几次|多少次|几个人|几人|次数|多少人|几名|几倍/, decides: new RegExp(`${NUMBER}\\s*(?:次|人|名|倍|个)`) },
  {
    kind: 'penalty',
    asked:
      /怎么罚|罚多少|怎么处罚|被处罚|受.{0,2}处罚|怎么处理|什么后果|后果|什么责任|会不会被罚|罚不罚|被罚|挨罚|追责|判几年|判多久|怎么判|怎么处分|不.{1,8}会怎么?样/,
    decides: /罚款|责令|没收|警告|吊销|拘留|有期徒刑|处分|承担[^。]{0,12}责任|追究/,
  },
  {
    kind: 'authority',
    asked: /谁[来]?(?:发|管|负责|批|审|定|核|办|监督|组织)|哪个部门|哪个机关|哪些部门|由谁|归谁|归哪|主管部门|向谁|找谁/,
    decides: /部门|机关|人民政府|委员会|法院/,
  },
  {
    kind: 'definition',
    asked: /什么是|是什么意思|是指什么|指的是|指什么|定义|怎么界定|什么样的|算不算|怎么算.*企业|算.*吗|认定标准/,
    decides: /是指|所称|下列|为.{0,12}单位|视为/,
  },
  { kind: 'list', asked: /哪些|哪几|什么情况|什么情形|什么条件|包括什么|什么要求|要求是什么|需要什么/, decides: /下列|（一）|情形|条件/ },
  {
    kind: 'permission',
    asked: /吗|能不能|可不可以|可以|能否|是否|行不行|对不对|允许|有权|能.*理由|拒绝|必须/,
    decides: /不得|可以|有权|禁止|应当|无需|不予|不再|必须|严禁/,
  },
  { kind: 'duty', asked: /怎么办|如何|怎么|要做什么|应当|义务/, decides: /应当|必须|可以|责令|不得/ },
];

export function questionKinds(question: string): QuestionKind[] {
  return rules.filter(rule => rule.asked.test(question)).map(rule => rule.kind);
}

/** The rank-first share of the asked kinds that a clause decides: 1 all, 0 none. */
export function decides(kinds: readonly QuestionKind[], clause: string): number {
  if (kinds.length === 0) return 0;
  let matched = 0;
  let total = 0;
  kinds.forEach((kind, index) => {
    const worth = 1 / (index + 1);
    total += worth;
    if (rules.find(rule => rule.kind === kind)?.decides.test(clause)) matched += worth;
  });
  return matched / total;
}

/** The first figure of a kind in a clause (30日, 五万元), as written; null when there is none. */
export function figureIn(kind: QuestionKind, clause: string): string | null {
  return rules.find(rule => rule.kind === kind)?.decides.exec(clause)?.[0] ?? null;
}
