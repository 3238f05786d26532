import { describe, expect, it } from 'vitest';
import { fillSlots } from '../../src/language/grounding/slots.ts';
import { disguise } from '../../src/writing/disguise.ts';

describe('what leaves the machine', () => {
  it.each([
    ['a company', '宏图机电有限公司欠我们货款怎么办', '宏图机电'],
    ['a colleague', '沈岚问加班费怎么算', '沈岚'],
    ['a telephone number', '13900000000打来问货款', '139'],
    ['what is left of a masked number', '139****0000打来问货款', '****'],
    ['a person with a title', '由王主任带队能行吗', '王主任'],
  ])('names no %s, and the reply says it again', (_what, text, secret) => {
    const hidden = disguise(text, ['沈岚']);
    expect(hidden.text).not.toContain(secret);
    expect(hidden.text).toContain('{{p1}}');
    expect(fillSlots(hidden.text, hidden.originals)).toContain(secret);
  });

  it('leaves a text alone that names nobody', () => {
    expect(disguise('小微企业的货款最晚多久要付', ['沈岚'])).toEqual({ text: '小微企业的货款最晚多久要付', originals: new Map() });
  });
});
