import { dateOf, yearOf } from '../../domain/date.ts';
import { yearPeriod } from '../../domain/period.ts';
import { metricIn, sheetFile } from '../../reports/figure-sheet.ts';
import { openSheet } from '../../reports/open-sheet.ts';
import { noSuchFigure } from '../../wording/figure-sheet.ts';
import { type Handler, say } from '../turn.ts';

/** 走访企业的佐证单 — one figure with its records, their original words and what was changed, as text and as a file. */
export const figureSheet: Handler = async ({ message, at }, { store, bureau }) => {
  const metric = metricIn(message.text, bureau);
  if (metric === null) return say(noSuchFigure(null));
  const year = Number(/(20\d{2})年/.exec(message.text)?.[1] ?? yearOf(dateOf(at)) - Number(message.text.includes('去年')));
  const period = yearPeriod(year);
  const sheet = await store.read({ bureau: bureau.id }, reader => openSheet(reader, { bureau, metric, period, at }));
  return say(sheet ? { text: sheet.text, files: [sheetFile({ metric, period })] } : noSuchFigure(metric));
};
