import type { Intent } from '../../domain/intent.ts';
import { type FirstLook, foundIn, signsOf } from './first-look.ts';
import { asks, type IntentGuess, intentOfContent, intentOfWords, saidOutright, votesOf } from './intent.ts';
import { type IntentFeatures, intentFeatures } from './intent-features.ts';
import { type IntentOdds, type IntentWeights, intentOdds } from './intent-model.ts';
import type { Lexicon } from './lexicon.ts';

/** 判断 — what a message is for, with how likely that is; `report`: how likely it tells of work, whatever else it may be. */
export interface Judgement extends IntentGuess {
  report: number;
}

/** 12家, 同上: too little to be sure of. */
const TOO_SHORT = 4;

/** As sure as that, somebody else should look. */
const DOUBTFUL = 0.4;

/** 能不能, 多久: what is worded as a question and may well be one is answered rather than passed over. */
const WORTH_ANSWERING = 0.25;

/** Talk that a report or a question might be lost in. */
function mayMatter({ report = 0, question = 0 }: IntentOdds): boolean {
  return report + question >= 0.1;
}

/** What a judgement stands on. */
export interface JudgedBy {
  look: FirstLook;
  lexicon: Lexicon;
  quote?: string | undefined;
}

/** What was learned from written messages decides, unless words decide outright. */
export function judgeIntent(text: string, by: JudgedBy & { weights: IntentWeights }): Judgement {
  const said = saidOutright(text);
  if (said !== null) return { ...said, report: 0 };
  const odds = intentOdds(by.weights, featuresOf(text, by));
  const [likely, confidence] = likeliest(odds);
  const intent = likely === 'chitchat' && (odds.question ?? 0) >= WORTH_ANSWERING && asks(text) ? 'question' : likely;
  const isOpen = text.length <= TOO_SHORT || (intent === 'chitchat' && mayMatter(odds));
  return { intent, confidence: isOpen ? Math.min(confidence, DOUBTFUL) : confidence, report: odds.report ?? 0 };
}

/** What the judgement of a message is learned from and made by. */
export function featuresOf(text: string, { look, lexicon, quote }: JudgedBy): IntentFeatures {
  const ruled = intentOfWords(text) ?? intentOfContent(look.message, foundIn(look));
  return intentFeatures(text, { quote, votes: [...votesOf(text, lexicon), ...signsOf(look), `ruled ${ruled.intent} ${ruled.confidence}`] });
}

function likeliest(odds: IntentOdds): [Intent, number] {
  const [first = ['chitchat', 0] as [Intent, number], ...others] = Object.entries(odds) as [Intent, number][];
  return others.reduce((best, each) => (each[1] > best[1] ? each : best), first);
}
