import { z } from 'zod';
import { suggestion } from './nearest-word.ts';

const keywords = [
  ...['type', 'properties', 'required', 'additionalProperties', 'items', 'enum', 'const', 'anyOf', 'oneOf', 'description', 'title', 'default'],
  ...['minimum', 'maximum', 'minLength', 'maxLength', 'pattern', 'minItems', 'maxItems'],
];

/** What is wrong in a JSON Schema of ours, and where: a keyword that is none would silently check nothing. */
export interface SchemaSlip {
  path: readonly PropertyKey[];
  message: string;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function childrenOf(schema: Record<string, unknown>): [PropertyKey[], unknown][] {
  const named = isRecord(schema['properties'])
    ? Object.entries(schema['properties']).map(([key, child]) => [['properties', key], child] as const)
    : [];
  const listed = ['anyOf', 'oneOf'].flatMap(key =>
    Array.isArray(schema[key]) ? schema[key].map((child: unknown, index) => [[key, index], child] as const) : [],
  );
  const items = schema['items'] === undefined ? [] : [[['items'], schema['items']] as const];
  return [...named, ...listed, ...items].map(([path, child]) => [[...path], child]);
}

function slipsIn(schema: unknown, path: readonly PropertyKey[]): SchemaSlip[] {
  if (!isRecord(schema)) return [{ path, message: '这里应为“名称: 内容”形式的JSON Schema' }];
  const unknown = Object.keys(schema).filter(key => !keywords.includes(key));
  const missing = Array.isArray(schema['required'])
    ? schema['required'].filter(key => !isRecord(schema['properties']) || !(String(key) in schema['properties']))
    : [];
  return [
    ...unknown.map(key => ({ path: [...path, key], message: `不认识“${key}”，应为${keywords.join('、')}之一${suggestion(key, keywords)}` })),
    ...missing.map(key => ({ path: [...path, 'required'], message: `required里的“${String(key)}”在properties里没有` })),
    ...childrenOf(schema).flatMap(([steps, child]) => slipsIn(child, [...path, ...steps])),
  ];
}

/** Everything that is wrong in the schema; empty when it can be used. */
export function checkJsonSchema(schema: Readonly<Record<string, unknown>>): SchemaSlip[] {
  const slips = slipsIn(schema, []);
  if (slips.length > 0) return slips;
  try {
    z.fromJSONSchema(schema);
    return [];
  } catch {
    return [{ path: [], message: '这里应为能用的JSON Schema，请检查type、properties、items的写法' }];
  }
}
