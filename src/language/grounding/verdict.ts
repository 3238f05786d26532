const opener =
  /^(?:(不能|不行|不可以|不可|不用|不需要?|不必|不会|不是|不算|不要|不属于|没有|无权|否)|(能|可以|可|行|会|要|需要|必须|应当|是|算|属于|有|有权|对))的?[，,：:。]/;
/** What denies, apart from words that only describe whom a rule is about: 拒不改正, 材料不齐. */
const denial =
  /不得|不能|不可|不属于|不算|不计|不再|不用|不必|无需|无须|不需|不应|不予|不会|不受|不是|不适用|不视为|不作为|不超过|禁止|严禁|无权|免[予于除交缴]|除外/;

/** 断语相左 — a yes or no in front of a statement that says the opposite; null when they agree or there is none. */
export function contraryVerdict(sentence: string): string | null {
  const [whole = '', no, yes] = opener.exec(sentence) ?? [];
  if (whole === '') return null;
  const isDenied = denial.test(sentence.slice(whole.length));
  return (no !== undefined && !isDenied) || (yes !== undefined && isDenied) ? whole : null;
}

/** Whether a sentence is nothing but a yes or no: it is part of the next one. */
export function isBareVerdict(sentence: string): boolean {
  return /。$/.test(sentence) && opener.exec(sentence)?.[0] === sentence;
}
