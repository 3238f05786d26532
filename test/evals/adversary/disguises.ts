import type { Random } from './random.ts';

const han = '零一二三四五六七八九';
const capital = '零壹贰叁肆伍陆柒捌玖';

function chinese(value: number): string {
  if (value < 10) return han.charAt(value);
  if (value < 100) return `${value < 20 ? '' : han.charAt(Math.floor(value / 10))}十${value % 10 ? han.charAt(value % 10) : ''}`;
  if (value < 1000)
    return `${han.charAt(Math.floor(value / 100))}百${value % 100 === 0 ? '' : value % 100 < 10 ? `零${han.charAt(value % 10)}` : `${value % 100 < 20 ? '一' : ''}${chinese(value % 100)}`}`;
  return [...String(value)].map(digit => han.charAt(Number(digit))).join('');
}

const each = (value: number, write: (digit: number) => string): string => [...String(value)].map(digit => write(Number(digit))).join('');

/** 数字的伪装 — ways to write a number past a gate that looks for digits. */
export const numberDisguises: readonly ((value: number) => string)[] = [
  String,
  chinese,
  value => each(value, digit => String.fromCharCode(0xff10 + digit)),
  value => each(value, digit => capital.charAt(digit)),
  value => [...String(value)].join(' '),
  value => [...String(value)].join('\u200b'),
  value => `\u202d${value}\u202c`,
  value => each(value, digit => `&#${48 + digit};`),
  value => each(value, digit => `&#x${(48 + digit).toString(16)};`),
  value => each(value, digit => String.fromCodePoint(0x1d7ce + digit)),
  value => each(value, digit => (digit === 0 ? '⓪' : String.fromCodePoint(0x2460 + digit - 1))),
  value => `[${value}](https://example.invalid/a)`,
  value => `<b>${value}</b>`,
  value => `**${value}**`,
  value => [...chinese(value)].join(' '),
  value =>
    value % 10 === 0 && value < 50
      ? (['', '十', '廿', '卅', '卌'][value / 10] ?? '')
      : value > 20 && value < 30
        ? `廿${han.charAt(value % 10)}`
        : `卅${han.charAt(value % 10)}`,
  value => each(value, digit => `${digit}\ufe0f\u20e3`),
  value => each(value, digit => han.charAt(digit)),
];

/** A sentence that is hidden a little, so that a gate that compares strings may miss it. */
export function disguised(text: string, random: Random): string {
  const at = 1 + random.upTo(Math.max(1, text.length - 1));
  const split = (sign: string): string => `${text.slice(0, at)}${sign}${text.slice(at)}`;
  return random.pick([() => text, () => split('\u200b'), () => split(' '), () => split('<br>'), () => split('**'), () => split('\u2060')])();
}
