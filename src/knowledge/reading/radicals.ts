/** Radicals that Unicode maps to no character, with the characters that they look like. */
const supplement: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ...'⺁厂⺋卩⺒巳⺓幺⺔彑⺙攵⺛旡⺝月⺞歺⺟母⺠民⺡氵⺣灬⺤爫⺩王⺪疋⺬示⺭礻⺮竹⺯糸⺰纟⺲罒⺶羊⺷羊⺸羊⺻聿⺼月⺾艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻑長⻒长⻓长⻔门⻕阝⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟食⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫齐⻬齐⻭齿⻮齿⻯龙⻰龙⻱龟⻲龟⻳龟'.matchAll(
      /(.)(.)/gu,
    ),
  ].map(([, radical = '', character = '']) => [radical, character]),
);
const radical = /[\u2e80-\u2fdf]/g;

/** 部首还原 — browsers write some characters of a PDF as the radicals that look the same (⼀ for 一, ⺠ for 民); no search would find them. */
export function withoutRadicals(text: string): string {
  return text.replace(radical, character => supplement[character] ?? character.normalize('NFKC'));
}
