import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** XML 节点 — an element with its children in order, or a piece of text. */
export interface XmlNode {
  name: string;
  attributes: Readonly<Record<string, string>>;
  children: XmlNode[];
  /** Of a piece of text; empty for an element. */
  text: string;
}

/** Word files are nested deep where tables lie in tables; deeper than this nobody wrote them by hand. */
const deepest = 200;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: deepest,
});

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The five entities of XML and characters by number; nothing that a file could define itself. */
function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(\w+));/g, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return named[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

type Parsed = Record<string, unknown>;

function nodeOf(parsed: Parsed): XmlNode {
  const attributes: Record<string, string> = {};
  for (const [key, value] of Object.entries((parsed[':@'] ?? {}) as Parsed)) attributes[key] = decoded(String(value));
  const name = Object.keys(parsed).find(key => key !== ':@') ?? '';
  const content = parsed[name];
  if (name === '#text') return { name, attributes, children: [], text: decoded(String(content)) };
  return { name, attributes, children: (Array.isArray(content) ? (content as Parsed[]) : []).map(nodeOf), text: '' };
}

/** The top elements of an XML file; undefined when it is not well formed, nests absurdly, or brings a DTD. */
export function parseXml(bytes: Uint8Array): XmlNode[] | undefined {
  const xml = new TextDecoder('utf-8').decode(bytes);
  if (/<!DOCTYPE/i.test(xml) || XMLValidator.validate(xml) !== true) return undefined;
  try {
    return (parser.parse(xml) as Parsed[]).map(nodeOf);
  } catch {
    return undefined;
  }
}
