import { parseNumeral } from '../../language/numerals.ts';

/** 常见数 — what rules usually say in this unit; fills up the choices where the neighbouring articles say too little. */
const usual: Record<string, readonly string[]> = {
  日: ['一日', '二日', '三日', '五日', '七日', '十日', '十五日', '二十日', '三十日', '四十五日', '六十日', '九十日'],
  工作日: ['一个工作日', '二个工作日', '三个工作日', '五个工作日', '七个工作日', '十个工作日', '十五个工作日', '二十个工作日', '三十个工作日'],
  月: ['一个月', '二个月', '三个月', '六个月', '九个月', '十二个月'],
  年: ['一年', '二年', '三年', '四年', '五年', '六年', '十年', '十五年', '二十年', '二十五年', '三十年', '五十年', '七十年'],
  小时: ['六小时', '八小时', '十二小时', '二十四小时', '三十六小时', '四十八小时', '七十二小时'],
  '%': ['百分之五', '百分之十', '百分之二十', '百分之三十', '百分之四十', '百分之五十', '百分之六十', '百分之七十', '百分之八十'],
  倍: ['一倍', '二倍', '三倍', '五倍', '十倍'],
  次: ['一次', '二次', '三次', '四次'],
  人: ['二人', '三人', '五人', '七人'],
  名: ['一名', '二名', '三名', '五名'],
};

function inDigits(text: string): string {
  const [, numeral = '', rest = ''] = /^([一二三四五六七八九十百]+)(.*)$/.exec(text) ?? [];
  return numeral === '' ? text : `${parseNumeral(numeral) ?? ''}${rest}`;
}

/** In the unit of a token that was read, written in its kind of numerals; none for units without usual figures. */
export function usualFigures({ unit, text }: { unit: string; text: string }): readonly string[] {
  const figures = usual[unit] ?? [];
  return /\d/.test(text) ? figures.map(inDigits) : figures;
}
