/** 称谓 — a surname with a title (刘局, 张总, 王主任), which a report never carries. */
const surnames =
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍';
const titled = new RegExp(
  `(?:^|[^一-龥]|[和与及由请向对：])[${surnames}](?:局长?|科长?|主任|书记|处长?|总|厂长|经理|所长|队长|师傅)(?=$|[^一-龥]|[任带组主参到陪说讲反同和在介指要安听作])`,
);

/** A company by its name: 某某有限公司, 某某机电 is left to the flag of the entry. */
const company = /[一-龥（）()A-Za-z0-9]{2,}(?:有限公司|股份公司|有限责任公司|集团公司|集团|合作社|个体工商户)/;
/** The same, with where the name begins. */
const companyName = /(?:[一-龥A-Za-z0-9]|（[一-龥]{2,4}）){2,24}?(?:有限公司|股份公司|有限责任公司|集团公司|集团|合作社|个体工商户)/g;
/** Words in front of a company that are none of its name. */
const beforeCompany = /^.*(?:走访|服务|检查|帮助|协调|支持|对|向|由|与|和|及|为|到|在|是|的|了|请|问)(?=[一-龥]{2})/;

/** Whether a text names a person or a company; `known` are names to look for besides, such as the roster's. */
export function namesSomebody(text: string, known: readonly string[]): boolean {
  return titled.test(text) || company.test(text) || known.some(name => name.length > 1 && text.includes(name));
}

/** The names of companies, persons with a title, and of `known` ones that a text says, each once, the longest first. */
export function namesIn(text: string, known: readonly string[]): string[] {
  const companies = [...text.matchAll(companyName)].map(([found]) => found.replace(beforeCompany, ''));
  const persons = [...text.matchAll(new RegExp(titled, 'g'))].map(([found]) => found.replace(new RegExp(`^[^${surnames}]`), ''));
  const said = known.filter(name => name.length > 1 && text.includes(name));
  return [...new Set([...companies, ...persons, ...said])].sort((a, b) => b.length - a.length);
}
