import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadBureau } from '../../src/bureau/load-bureau.ts';
import { decodeSections, encodeSections, placeWork, shippedSectionsFile } from '../../src/ledgers/reading/place-work.ts';
import { projectRoot } from '../../src/lib/project-root.ts';

const bureau = await loadBureau(join(projectRoot, 'data'));

const place = (raw: string, department: string, units: string[] = ['家']): string => placeWork({ raw, department, names: [], units }, bureau);

describe('work of no ledger goes to the section', () => {
  it.each<[string, string, string, string]>([
    ['that its words name, whoever reports it', '联合巡查液氨冷库9座', '企业服务科', 'ENF'],
    ['that its words name, whatever was learned', '印发会展扶持管理办法1份', '执法大队', 'DEC'],
    ['of work that is worded like it', '陪同客商看了两处厂房，谈妥落户意向1个', '投资促进科', 'BIZ'],
    ['of what such a 科室 does', '夜里跟班蹲守，拦下冒黑烟的渣土车4辆', '综合执法大队', 'ENF'],
  ])('%s: %s', (_, raw, department, section) => expect(place(raw, department)).toBe(section));

  it('by its words alone where nothing was learned, or the bureau has sections of its own', () => {
    const work = { raw: '拦下冒黑烟的渣土车4辆', names: [], units: ['辆'], department: '综合执法大队' };
    expect(placeWork(work, bureau, null)).toBe('GOV');
    const own = { id: 'FIRE', name: '消防', departments: ['消防科'], keywords: ['火灾'] };
    expect(placeWork(work, { ...bureau, sections: [...bureau.sections, own] })).toBe('GOV');
  });

  it('by weights that ship with the project and come back from their file as they were', () => {
    expect(existsSync(shippedSectionsFile)).toBe(true);
    const weights = { sections: ['ENF', 'GOV'], says: new Int8Array([1, -127, 3, 4]) };
    expect(decodeSections(encodeSections(weights))).toEqual(weights);
    expect(decodeSections(new Uint8Array([1, 2, 3]))).toBeNull();
  });
});
