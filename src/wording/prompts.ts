interface DescribedPrompt {
  reference: string;
  purpose: string;
  inputs: Readonly<Record<string, string>>;
  isOwn: boolean;
}

export function promptList(prompts: readonly DescribedPrompt[]): string[] {
  const width = Math.max(...prompts.map(({ reference }) => reference.length));
  return [
    ...prompts.map(({ reference, purpose, isOwn }) => `  ${reference.padEnd(width)}  ${purpose}${isOwn ? '（本单位改过）' : ''}`),
    '',
    '要改某一个：把 prompts/编号.md 复制到数据目录的 bureau/prompts/ 下，改正文，version 加1，重启生效。',
  ];
}

/** What an operator must write into the input file. */
export function promptInputs({ reference, purpose, inputs }: DescribedPrompt): string[] {
  return [`${reference}：${purpose}`, '输入（写成JSON文件，用 --input 指定）：', JSON.stringify(inputs, null, 2)];
}

export function renderedPrompt(rendered: {
  prompt: string;
  system: string;
  user: string;
  schema?: object;
  temperature: number;
  maxTokens: number;
}): string[] {
  return [
    `【${rendered.prompt}】温度${rendered.temperature}，最多${rendered.maxTokens}个词元`,
    '【要求】',
    rendered.system,
    '',
    '【用户消息】',
    rendered.user,
    ...(rendered.schema ? ['', '【输出格式】', JSON.stringify(rendered.schema)] : []),
  ];
}

export function promptReply(reply: { model: string; text: string; tokens: { input: number; output: number }; ms: number }): string[] {
  return [reply.text, '', `（${reply.model}，输入${reply.tokens.input}、输出${reply.tokens.output}个词元，${reply.ms}毫秒）`];
}

export const noModel = '没有配置模型，只能加 --dry 看渲染结果。要用模型，请在 .env 里填 OPENAI_BASE_URL、OPENAI_API_KEY、OPENAI_MODEL 后重试。';

export function notAnObject(path: string): string {
  return `“${path}”应为一个JSON对象，如 {"question":"……"}，请改正后重试。`;
}
