import { describe, expect, it } from 'vitest';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { blanksFor } from '../../src/reports/blanks-for.ts';
import { hideCompanies } from '../../src/reports/publish-draft.ts';
import { readOldReport } from '../../src/reports/read-old-report.ts';

const bureau = await loadBureau(`${projectRoot}/data`);

function sure(sentence: string, title = '2025年法治政府建设情况报告'): string[] {
  const report = readOldReport(`${title}\n现报告如下：\n一、主要工作\n${sentence}`);
  const { blanks } = blanksFor(report, { bureau, total: () => null, period: { from: '2026-01-01', to: '2026-12-31' } });
  return blanks.filter(blank => blank.isSure).map(blank => `${blank.lastYear.raw} ${blank.metric}`);
}

describe('an old figure is surely of a metric', () => {
  it.each([
    ['全年共走访50家企业，收集问题20条，已解决18条。', ['50家 走访企业', '20条 收集问题', '18条 解决问题']],
    ['我局共收集企业困难和问题20个。', ['20个 收集问题']],
    ['共发放各类宣传资料600余份。', ['600余份 发放宣传资料']],
    ['共承办人大建议、政协提案共计7件，其中人大建议3件，政协提案4件。', ['7件 承办建议提案', '3件 承办代表建议', '4件 承办政协提案']],
  ])('in “%s”', (sentence, expected) => {
    expect(sure(sentence)).toEqual(expected);
  });

  it.each([
    ['清理拖欠账款300万元。', 'what was cleared is not what is owed'],
    ['投诉举报的受理率、办结率、满意率达100%。', 'one number for three rates'],
    ['每月走访企业10家。', 'a rhythm is no total'],
    ['上半年走访企业30家。', 'half of the year is not the year'],
    ['走访企业较上年增加30家。', 'a difference is no total'],
    ['为云岭科技有限公司等解决问题5条。', 'one firm’s problems are not all'],
    ['计划走访企业40家。', 'a plan is no result'],
    ['组建8个督导组。', 'a group is no inspection'],
    ['其中帮助解决用工问题9条。', 'a share is not the whole'],
  ])('not in “%s”: %s', sentence => {
    expect(sure(sentence)).toEqual([]);
  });

  it('takes 上半年 for the whole in a report on half a year', () => {
    expect(sure('上半年，共走访企业30家。', '2025年上半年法治政府建设工作情况汇报')).toEqual(['30家 走访企业']);
  });
});

describe('names of companies', () => {
  it.each([
    ['为云和机电（青禾）有限公司、远景和美智能科技有限公司等解决用工问题', '为某企业等解决用工问题'],
    ['走访10家企业和安达集团', '走访10家企业和某企业'],
    ['向恒山密封材料有限公司发出整改通知', '向某企业发出整改通知'],
    ['组织召开集团公司座谈会', '组织召开集团公司座谈会'],
    ['指导3家公司完善制度，推动企业集团化发展', '指导3家公司完善制度，推动企业集团化发展'],
  ])('%s → %s', (text, hidden) => {
    expect(hideCompanies(text).text).toBe(hidden);
  });
});
