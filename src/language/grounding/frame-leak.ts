/** So many characters in a row are no coincidence. */
const RUN = 9;
const machinery = /提示词|系统(?:提示|指令|消息)|校验码|材料\s*(?:开始|结束|\d)|prompt|assistant|作为(?:一个)?(?:人工智能|AI|语言模型)/i;

function hanOf(text: string): string {
  return text.replace(/[^\u4e00-\u9fff]/g, '');
}

/** 提示泄露 — words of `frame` (our own instructions) in a generated text that `source` does not have; null when there are none. */
export function frameLeak(text: string, { frame, source }: { frame: string; source: string }): string | null {
  const plain = hanOf(text);
  const instructions = hanOf(frame);
  const data = hanOf(source);
  for (let at = 0; at + RUN <= plain.length; at++) {
    const run = plain.slice(at, at + RUN);
    if (instructions.includes(run) && !data.includes(run)) return run;
  }
  const found = machinery.exec(text)?.[0];
  return found !== undefined && !source.includes(found) ? found : null;
}
