import { quotaStanding } from '../delivery/quota-standing.ts';
import { queueDepth } from '../delivery/undelivered.ts';
import type { Metrics } from '../lib/metrics.ts';
import type { Runtime } from './runtime.ts';

/** What `/metrics` shows of the runtime besides requests: messages that wait or are stuck, and the month's quotas. */
export function watch({ store, bureau, connected, pipeline }: Pick<Runtime, 'store' | 'bureau' | 'connected' | 'pipeline'>, metrics: Metrics): void {
  const scope = { bureau: bureau.id };
  const quotas = (): ReturnType<typeof quotaStanding> =>
    store.read(scope, reader =>
      quotaStanding(
        reader,
        connected.flatMap(platform => platform.quotas?.() ?? []),
      ),
    );
  metrics.gauge('xiaofa_outbox_messages', 'Messages not delivered, by state: waiting, given up, perhaps delivered.', async () => {
    const depth = await store.read(scope, queueDepth);
    return Object.entries(depth).map(([state, value]) => ({ value, labels: { state } }));
  });
  metrics.gauge('xiaofa_messages_waiting', 'Messages acknowledged and not yet answered.', () => [{ value: pipeline.waiting }]);
  metrics.gauge('xiaofa_quota_spent', 'Calls of this month that a platform counts, as far as we made them.', async () =>
    (await quotas()).map(({ name, spent }) => ({ value: spent, labels: { quota: name } })),
  );
  metrics.gauge('xiaofa_quota_limit', 'What the platform allows in a month.', async () =>
    (await quotas()).map(({ name, limit }) => ({ value: limit, labels: { quota: name } })),
  );
}
