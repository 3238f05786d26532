/** Words that go on with what was asked before. */
const goesOn = /^(?:那么?|还有|另外|如果|要是|万一|然后|再问)[，,\s]*/;
/** A question that is nothing but its asking: 罚多少, 谁来管, 几天内. */
const onlyAsking =
  /^(?:(?:要|会|能|得|被)?罚(?:款)?(?:多少|几万|不罚)?(?:钱)?|谁(?:来)?(?:管|罚|查|批|发)|归谁管|找谁|多久|几天(?:内)?|多少(?:天|钱)|期限(?:呢|多久|是多久)?|有(?:什么|哪些)(?:例外|后果|条件|要求)|违反(?:了)?(?:会)?(?:怎么样|怎么罚)|不(?:给|交|办|报|做)(?:会)?(?:怎么样|怎么办|怎么罚))[呢吗啊呀？?\s]*$/;
const LONGEST = 18;

/** 接着问 — true for a few words that make no sense without the question before them (那罚款多少呢). */
export function goesOnAsking(text: string): boolean {
  const plain = text.trim();
  if (plain.length > LONGEST || /[《》]/.test(plain)) return false;
  return goesOn.test(plain) || onlyAsking.test(plain) || (plain.length <= 10 && /呢[？?]?$/.test(plain));
}

/** What the words before asked, and of what: `小微企业货款最晚多久要付` is about 小微企业货款最晚要付. */
const asking =
  /请问|想问一下|什么时候|怎么办|怎么样|怎么罚|怎么|多长时间|多久|多少[天日年月钱元]?|几[天日年月个次]|谁来?|哪些|哪个|什么|吗|呢|[？?。！!]/g;

/** 接续 — the question that a few words mean after another one: what that was about, and what is now asked of it. */
export function continuedQuestion(previous: string, words: string): string {
  const subject = previous.replace(asking, '').trim();
  const asked = words
    .trim()
    .replace(goesOn, '')
    .replace(/呢(?=[？?]?$)/, '');
  return `${subject}，${asked}`;
}
