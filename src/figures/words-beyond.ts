import type { Ledger, MetricDefinition } from '../domain/ledger.ts';

/** How a question is put, and what says nothing of what is counted. */
const asking = new RegExp(
  [
    '什么时候|啥时候|哪一?天|何时|谁(?:上)?[报填登交]|[报填登]的|多少|哪[些个几种类]?|几|什么|怎么样?|咋样?|如何|有没有|没有?|是不是|来着|请问|谁',
    '总数|总共|一共|总计|合计|累计|共计|全部|所有|全年|全局|本?局|目前|现在|至今|为止|截[至止]|以来|已经?|到底|究竟|最后|最终|大概|大约|左右|差不多|加起来|一下|一句话',
    '看看?|查一?下|统计|汇总|列出?|台账|报?表|百分之|清单|明细|数[据字](?!\\p{Script=Han}{2})|数[据字](?=截[至止]|更新|统计|准)|数量|(?<!\\p{Script=Han})数(?![据字])|[数量额](?!\\p{Script=Han})|情况|进展|汇报|总结|概括|介绍|说说?(?!明)|(?<![宣演])讲讲?|[那这][次场回批条个件笔家起]|(?<![提访学顾慰])问(?![题卷责询])|告诉|给我|帮我?|请|小法|[那这]边|那天|[那这]块|我们?|咱们?|大家|领导|单独|具体|分别|每|各|另外',
    '同比|环比|同期|相比|比较|对比|增长|下降|增加|减少|变化|最[多少高低大小好]的?|平均|占比?|比重|比例|超过|达到|目标|任务',
    '[一二两三四五六七八九十]+[个条件家场次起笔份]|发挥|作用|成效|效果|一年到头|[写加]进(?:去|报告|初稿|材料)?里?|件事',
    '新增|开展|组织|举办|进行|召开|完成|实施|落实|办理|收到|接到|参加|参与|反映|反馈|提出|印[制发]|下[达发]|出具|发[出放]|查[出到]|投入|涉及|惠及|覆盖|受理|处理',
    '企业|公司|单位|部门|人员|群众|老?百姓|老板们?|人家|干部|职工|同志|负责人|活动|工作|事项|信息|相关|有关|专项|现场|当场|集中|联合',
  ].join('|'),
  'gu',
);

/** Characters between words, and those that say nothing at the edge of one. */
const between = /[的了过吗呢吧啊呀嘛啥都还又也是]/gu;
const edge =
  '(?:[完走进有做搞办干弄来去跑到在和与跟比把被给从向对为这那里收发得它投共其中次场家户条件份期起笔元钱回批个一下]|开(?![工发])|用(?![地工电能水气房])|人(?![社才事]))+';
const atEdges = new RegExp(`^${edge}|${edge}$`, 'gu');

/** 实词 — the words of a question that could only be said of some records and not of others. */
export function tellingWords(text: string): string[] {
  return text
    .replace(/[^\p{Script=Han}]/gu, ' ')
    .replace(asking, ' ')
    .replace(between, ' ')
    .split(' ')
    .map(word => word.replace(atEdges, ''))
    .filter(word => word.length >= 2);
}

interface Defined {
  definition: MetricDefinition;
  ledger: Ledger;
}

/** Of verb and object; what is longer names some kind of it (民法典进企业). */
const LONGEST_VERB = 4;

/** 话外之词 — what a question says beyond its metrics, their ledgers and how it asks: 民爆 of 民爆检查了几次; empty when nothing. */
export function wordsBeyond(rest: string, asked: readonly Defined[]): string[] {
  const known = asked.flatMap(knownWords).sort((a, b) => b.length - a.length);
  const unnamed = known.reduce((left, word) => left.replaceAll(word, ' '), rest);
  // Verb and object apart (收了企业多少条问题): what the name is made of says nothing new either.
  const own = asked.flatMap(({ definition: { name, aliases } }) =>
    [name, ...aliases.filter(({ length }) => length <= LONGEST_VERB)].map(form => new Set(form)),
  );
  return tellingWords(unnamed).filter(word => !own.some(letters => [...word].every(letter => letters.has(letter))));
}

function knownWords({ definition, ledger }: Defined): string[] {
  // 备案 is what its ledger is called; 宪法 and 生态日 are only some of what a ledger takes.
  const isOfName = (word: string): boolean => [...word].every(letter => `${ledger.name}${definition.name}`.includes(letter));
  const isOfEvent = ({ name }: MetricDefinition): boolean => name === ledger.eventMetric;
  const names = ledger.metrics.flatMap(metric =>
    [metric.name, ...metric.aliases].filter(
      name =>
        (name.length === 2 && (metric.name === definition.name || !isOfEvent(metric) || isOfName(name))) ||
        (isOfEvent(metric) && name === metric.name),
    ),
  );
  return [definition.name, ...definition.aliases, ...names, ledger.name, ...ledger.keywords.filter(isOfName)];
}
