import { describe, expect, it } from 'vitest';
import { createMetrics } from '../../src/lib/metrics.ts';

describe('metrics', () => {
  it('prints counters by label and gauges as they now are', async () => {
    const metrics = createMetrics();
    const sent = metrics.counter('sent_total', 'Messages sent.');
    metrics.counter('lost_total', 'Messages lost.');
    let waiting = 3;
    metrics.gauge('waiting', 'Messages that wait.', () => [{ value: waiting }, { value: 7, labels: { platform: 'wecom' } }]);
    sent.add(1, { platform: 'wecom' });
    sent.add(2, { platform: 'wecom' });
    sent.add(1, { platform: 'a"b\\c\nd' });
    waiting = 4;
    expect(await metrics.print()).toBe(
      [
        '# HELP sent_total Messages sent.',
        '# TYPE sent_total counter',
        'sent_total{platform="wecom"} 3',
        'sent_total{platform="a\\"b\\\\c\\nd"} 1',
        '# HELP lost_total Messages lost.',
        '# TYPE lost_total counter',
        'lost_total 0',
        '# HELP waiting Messages that wait.',
        '# TYPE waiting gauge',
        'waiting 4',
        'waiting{platform="wecom"} 7',
        '',
      ].join('\n'),
    );
  });
});
