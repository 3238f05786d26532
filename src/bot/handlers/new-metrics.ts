import { dateOf } from '../../domain/date.ts';
import type { Button } from '../../domain/message.ts';
import { may } from '../../domain/permission.ts';
import { alikeNames, Likeness } from '../../figures/names/alike-names.ts';
import { type FigureNames, figureNames } from '../../figures/names/figure-names.ts';
import { type NewMetric, newMetricsOf } from '../../figures/new-metrics.ts';
import { yearsSpokenOf } from '../../figures/read-period.ts';
import { joinLabel, MOST_LISTED, newMetricList } from '../../wording/new-metrics.ts';
import { keepShownNames } from '../shown-names.ts';
import type { Handler } from '../turn.ts';

/** With more a card has no room. */
const MOST_BUTTONS = 4;

/** 新指标 — figures that were kept under the words used, numbered, each with the name that it may well mean. */
export const newMetrics: Handler = async (turn, { store, bureau }) => {
  const { message, member } = turn;
  const period = yearsSpokenOf(dateOf(message.at));
  const names = await store.read({ bureau: bureau.id }, reader => figureNames(reader, bureau, { at: message.at }));
  const fresh = newMetricsOf(
    names.entries.filter(entry => entry.period.to >= period.from),
    bureau,
  );
  const likeness = new Likeness();
  const listed = fresh.map(metric => ({ ...metric, alike: proposedFor(metric, names, likeness) }));
  return async tx => {
    await keepShownNames(
      tx,
      turn,
      // 新指标27 of a list that ends with 新指标10 is what nobody saw.
      listed.slice(0, MOST_LISTED).map(({ name }) => name),
    );
    return [{ text: newMetricList(listed, { isAdmin: may(member, 'administer') }), buttons: joinButtons(listed) }];
  };
};

/** Of two new names the rarer is proposed to be the other one, and the shorter where they were told alike often. */
function proposedFor({ name }: NewMetric, names: FigureNames, likeness: Likeness): string | null {
  const own = names.of(name);
  const alike = own && alikeNames(own, names, likeness)[0];
  if (!own || !alike) return null;
  const isRarer = own.entries.length < alike.entries.length || (own.entries.length === alike.entries.length && name.length <= alike.name.length);
  return alike.listed !== null || isRarer ? alike.name : null;
}

/** One press says the sentence, with the names themselves: a list that is looked at again later means the same. */
function joinButtons(listed: readonly (NewMetric & { alike: string | null })[]): Button[] {
  const doubtful = listed.flatMap(({ name, alike }) => (alike === null ? [] : [joinLabel(name, alike)]));
  return doubtful.slice(0, MOST_BUTTONS).map(label => ({ label, action: 'say', value: label }));
}
