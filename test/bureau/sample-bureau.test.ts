import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { sampleBureau } from '../helpers/sample-bureau.ts';

describe('the shipped sample bureau', () => {
  it('loads without a single warning, checked as strictly as a bureau’s own files', async () => {
    const warnings: string[] = [];
    await loadBureau(join(projectRoot, 'data'), { warn: warning => void warnings.push(warning) });
    expect(warnings).toEqual([]);
  });

  it('has its 科室 in their fixed order, and a liaison for each that reports', async () => {
    const { departments, members } = await sampleBureau();
    expect(departments.map(({ name }) => name)).toEqual([
      '办公室',
      '政策法规科',
      '企业服务科',
      '投资审批科',
      '经济运行科',
      '绿色安全科',
      '数字产业科',
      '中小企业服务中心',
      '局领导',
    ]);
    for (const department of departments.filter(({ reports }) => reports)) {
      expect(members.filter(member => member.department === department.name && member.roles.includes('liaison'))).toHaveLength(1);
    }
  });

  it('reminds, compiles, digests, drafts and backs up by itself', async () => {
    const { schedules } = await sampleBureau();
    expect(schedules.map(({ id, task, catchUp }) => [id, task, catchUp])).toEqual([
      ['weekly-reminder', 'remind', 'drop'],
      ['weekly-compile', 'compile', 'all'],
      ['leaders-digest', 'digest', 'drop'],
      ['group-digest', 'digest', 'drop'],
      ['leaders-digest-update', 'digest-update', 'drop'],
      ['daily-deadlines', 'deadlines', 'latest'],
      ['daily-learning', 'learning', 'latest'],
      ['half-year-draft', 'draft', 'all'],
      ['annual-draft', 'draft', 'all'],
      ['daily-backup', 'backup', 'latest'],
      ['monthly-checkup', 'checkup', 'latest'],
    ]);
  });

  it.each([
    ['全民国家安全教育日', 2026, '2026-04-15', '2026-04-15'],
    ['全民国防教育日', 2026, '2026-09-19', '2026-09-19'],
    ['全民国防教育日', 2027, '2027-09-18', '2027-09-18'],
    ['职业教育活动周', 2026, '2026-05-11', '2026-05-17'],
    ['全国科普月', 2026, '2026-09-01', '2026-09-30'],
    ['职业病防治法宣传周', 2026, '2026-04-25', '2026-05-01'],
    ['宪法宣传周', 2026, '2026-12-01', '2026-12-07'],
  ])('has %s of %d from %s to %s', async (name, year, from, to) => {
    const { observances } = await sampleBureau();
    expect(observances.find(observance => observance.name === name)?.datesIn(year)).toEqual({ from, to });
  });

  it('names for each observance a 科室 that there is, and says which dates are unconfirmed', async () => {
    const { observances } = await sampleBureau();
    expect(observances.filter(({ department }) => department === null)).toEqual([]);
    expect(observances.filter(({ confirmed, basis }) => confirmed && /惯例|通知|国际|联合国/.test(basis)).map(({ name }) => name)).toEqual([]);
  });
});
