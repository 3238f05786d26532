import { describe, expect, it } from 'vitest';
import { route } from '../../src/bot/router.ts';
import type { Attachment } from '../../src/domain/message.ts';
import type { ChangeRequest, Reading } from '../../src/domain/reading.ts';
import { sampleJpeg } from '../helpers/sample-pictures.ts';

const picture: Attachment = { kind: 'image', name: '图片', bytes: sampleJpeg() };
const nothing: ChangeRequest = { metric: null, old: null, quantity: null, kind: null, date: '2026-11-20', department: null, progress: null };
const change: ChangeRequest = { ...nothing, quantity: { value: 12, unit: '家', approximate: null, raw: '12家' } };

function readAs(intent: Reading['intent'], confidence: number, changes: ChangeRequest[] = []): Reading {
  return { intent, confidence, changes, entries: [], target: null, purge: false, nil: null, draft: null, questions: [] };
}

describe('words beside a picture that quotes a receipt', () => {
  it.each([
    ['这是现场签到的样子', readAs('chitchat', 0.9), 'evidence'],
    ['签到表拍得不太清楚', readAs('question', 0.9), 'evidence'],
    ['现场整改的样子', readAs('update', 0.3, [nothing]), 'evidence'],
    ['复查合格了', readAs('update', 0.3, [{ ...nothing, progress: '复查合格' }]), 'update'],
    ['这个数字哪来的？', readAs('question', 0.3), 'question'],
    ['走访应该是12家', readAs('correct', 0.3, [change]), 'correct'],
    ['走访了12家', readAs('report', 0.3), 'report'],
    ['那条已经整改好了', readAs('update', 0.9), 'update'],
  ])('%s goes with the picture only when nothing else is lost by it', (text, reading, way) => {
    expect(route({ text, attachments: [picture], quote: { text: '已记1条：1120-1' } }, reading)).toBe(way);
  });
});
