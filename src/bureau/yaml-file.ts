import { isMap, isNode, isScalar, LineCounter, parseDocument, visit, type YAMLError } from 'yaml';
import type { Problem, ProblemList } from './problem.ts';
import { readTextFile } from './text-file.ts';

/** A place in a file: keys and positions from the top. */
export type YamlPath = readonly PropertyKey[];

/** 配置文件 — a YAML file as read, which can say on which line a value stands. */
export interface YamlFile {
  /** As it is shown to the operator: `ledgers/enterprise.yaml`. */
  name: string;
  data: unknown;
  lineOf(path: YamlPath): number;
}

const syntaxAdvice: Partial<Record<YAMLError['code'], string>> = {
  TAB_AS_INDENT: '缩进用了制表符（Tab），请改成空格',
  DUPLICATE_KEY: '同一个名称写了两次，请删掉一个',
  BAD_INDENT: '缩进没有对齐，请与上下同级的内容对齐',
  MISSING_CHAR: '少了一个符号，请检查引号、括号、逗号和冒号后的空格',
  MULTILINE_IMPLICIT_KEY: '这里不像“名称: 内容”，冒号须用英文半角且后面留一个空格',
  IMPOSSIBLE: '这里读不懂，请检查缩进和符号',
};

function syntaxProblem(file: string, error: YAMLError, lines: LineCounter): Problem {
  const message = syntaxAdvice[error.code] ?? '写法不对，请检查缩进、引号和英文冒号';
  return { file, line: lines.linePos(error.pos[0]).line, place: '', message };
}

/** Ids and accounts are names even when they look like numbers: `0123456` keeps its zero. */
const namesEvenIfNumeric = new Set(['id', 'name', 'accounts', 'conversation']);

function keepWrittenNames(document: ReturnType<typeof parseDocument>): void {
  const keep = (node: unknown): void => {
    if (isScalar(node) && typeof node.value === 'number' && node.source !== undefined) node.value = node.source;
  };
  visit(document, {
    Pair(_, pair) {
      if (!isScalar(pair.key) || !namesEvenIfNumeric.has(String(pair.key.value))) return;
      keep(pair.value);
      if (isMap(pair.value)) for (const item of pair.value.items) keep(item.value);
    },
  });
}

/** Reads YAML text. What is not YAML goes to `problems`, and the data is then undefined. */
export function parseYamlFile(name: string, text: string, problems: ProblemList): YamlFile {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  problems.errors.push(...document.errors.map(error => syntaxProblem(name, error, lineCounter)));
  keepWrittenNames(document);
  const lineOf = (path: YamlPath): number => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return lineCounter.linePos(node.range[0]).line;
    }
    return 1;
  };
  return { name, data: document.errors.length > 0 ? undefined : contentOf(name, document, problems), lineOf };
}

/** Aliases (`*名称`) that repeat one another without end would fill the memory, so the parser refuses them. */
function contentOf(file: string, document: ReturnType<typeof parseDocument>, problems: ProblemList): unknown {
  try {
    return document.toJS();
  } catch {
    problems.errors.push({ file, line: null, place: '', message: '引用（& 和 *）写错了或套得太多，读不出来，请把内容直接写开' });
    return undefined;
  }
}

/** Undefined when there is no such file; one that cannot be read is a problem and has no data. */
export async function readYamlFile(path: string, name: string, problems: ProblemList): Promise<YamlFile | undefined> {
  const file = await readTextFile(path, name, problems);
  if (file === 'unreadable') return { name, data: undefined, lineOf: () => 1 };
  return file && parseYamlFile(name, file.text, problems);
}
