import { modelBudgets } from '../domain/model-call.ts';
import type { Metrics } from '../lib/metrics.ts';
import type { App } from './app.ts';

/** What `/metrics` shows of the models: calls by outcome, tokens, who waits, and the day's budget. */
export function watchModels({ modelUse: { server, counts }, corpus: { meaning }, config, clock, store, bureau }: App, metrics: Metrics): void {
  if (!server) return;
  const spent = (budget: string): Promise<number> =>
    store.read({ bureau: bureau.id }, async reader => (await reader.get('budget', budget))?.spent ?? 0);
  metrics.gauge(
    'xiaofa_model_calls',
    'Calls of models since the start, by outcome; those that were given up before anything left are among them.',
    () => [...counts.calls].map(([outcome, value]) => ({ value, labels: { outcome } })),
  );
  metrics.gauge('xiaofa_model_tokens', 'Tokens since the start.', () =>
    Object.entries(counts.tokens).map(([direction, value]) => ({ value, labels: { direction } })),
  );
  metrics.gauge('xiaofa_model_refused', 'Generations that were not taken since the start, by the rule that they broke.', () =>
    [...counts.refused].map(([rule, value]) => ({ value, labels: { rule } })),
  );
  metrics.gauge('xiaofa_model_waiting', 'Calls that wait for a place.', () => [{ value: server.standing().waiting }]);
  metrics.gauge('xiaofa_model_resting', '1 while the server failed too often and nothing is sent.', () => [
    { value: server.standing().isResting ? 1 : 0 },
  ]);
  metrics.gauge('xiaofa_model_budget_spent', 'What is spent of the budget of today.', async () => [
    { value: await spent(modelBudgets.calls(clock.now())), labels: { budget: 'calls' } },
    { value: await spent(modelBudgets.tokens(clock.now())), labels: { budget: 'tokens' } },
  ]);
  metrics.gauge('xiaofa_model_budget_limit', 'The budget of a day.', () => [
    { value: config.models.MODEL_CALLS_PER_DAY, labels: { budget: 'calls' } },
    { value: config.models.MODEL_TOKENS_PER_DAY, labels: { budget: 'tokens' } },
  ]);
  if (!meaning) return;
  metrics.gauge('xiaofa_passage_vectors', 'Passages of the corpus that have their vector, and all of them.', () => [
    { value: meaning.progress.done, labels: { state: 'done' } },
    { value: meaning.progress.total, labels: { state: 'all' } },
  ]);
}
