import { describe, expect, it } from 'vitest';
import { isPlainWords } from '../../../src/platforms/wecom/plain-words.ts';
import { AibotCallback } from '../../../src/platforms/wecom/schema.ts';

const words = {
  msgid: 'M1',
  aibotid: 'aibX',
  chatid: 'wrAbC',
  chattype: 'group',
  from: { userid: 'qinlang' },
  response_url: 'https://example.invalid/r',
  create_time: 1_700_000_000,
  msgtype: 'text',
  text: { content: '今天走访3家' },
};

describe('a message of words alone', () => {
  it.each([
    ['with all that the platform may add', words],
    ['with nothing but what it needs', { msgid: 'M1', msgtype: 'text', text: { content: '' } }],
  ])('is read without the schema, and as the schema reads it: %s', (_name, value) => {
    expect(isPlainWords(value)).toBe(true);
    expect(AibotCallback.parse(value)).toEqual(value);
  });

  it.each([
    ['nothing', null],
    ['a list', []],
    ['no id', { ...words, msgid: undefined }],
    ['an empty id', { ...words, msgid: '' }],
    ['an id that is too long', { ...words, msgid: 'x'.repeat(257) }],
    ['a number for an id', { ...words, chatid: 7 }],
    ['a chat of a kind that nobody knows', { ...words, chattype: 'channel' }],
    ['nobody who speaks', { ...words, from: null }],
    ['a speaker without an id', { ...words, from: {} }],
    ['an address that is too long', { ...words, response_url: `https://${'x'.repeat(4_096)}` }],
    ['a time in words', { ...words, create_time: '昨天' }],
    ['no words', { ...words, text: {} }],
    ['words that are none', { ...words, text: { content: ['今天'] } }],
    ['too many words', { ...words, text: { content: '字'.repeat(200_001) } }],
  ])('is for the schema to refuse: %s', (_name, value) => {
    expect(isPlainWords(value)).toBe(false);
    expect(AibotCallback.safeParse(value).success).toBe(false);
  });

  it.each([
    ['a quote', { ...words, quote: { msgtype: 'text', text: { content: '原来的话' } } }],
    ['a picture', { ...words, msgtype: 'image', image: {} }],
    ['a name of an object’s own', { ...words, constructor: 'x' }],
    ['something that nobody knows yet', { ...words, topic: { id: 'T1' } }],
  ])('is not one with %s: the schema reads it', (_name, value) => {
    expect(isPlainWords(value)).toBe(false);
    expect(AibotCallback.safeParse(value).success).toBe(true);
  });
});
