import { duesOf } from '../../domain/case.ts';
import { dateOf } from '../../domain/date.ts';
import { handOver, readHandOver } from '../../ledgers/cases/hand-over.ts';
import { cancelCase, moveCase } from '../../ledgers/cases/move-case.ts';
import { openCase } from '../../ledgers/cases/open-case.ts';
import { statedDueIn } from '../../ledgers/cases/stated-due.ts';
import { caseCancelled, caseMoved, caseStory, newCase, noOpenCases, noSuchCase, whichCase, whichKind } from '../../wording/cases.ts';
import { handedOver, nothingToHandOver, receivedCases } from '../../wording/hand-over.ts';
import { changeBy } from '../change-target.ts';
import { audienceOf, caseMeant, dueOf, lineOf, openCasesSaid, tellEntry } from '../follow-cases.ts';
import { type Handler, say } from '../turn.ts';

const asks = /怎么样|进展(如何)?$|到哪|情况|经过|详情|[?？]$|^(?:看|查)/;
const cancels = /撤销|作废|建错|不用跟|取消/;

/** 事项12已转办审批科, 3号诉求办结了, 那个隐患今天复查合格了, 事项12. */
export const followCase: Handler = async (turn, services) => {
  const { text } = turn.message;
  const audience = audienceOf(turn);
  return async tx => {
    const found = await caseMeant(tx, turn, services);
    if (found === null) return [];
    if (found.found === 'none') return [{ text: noSuchCase(found.number) }];
    if (found.found === 'several') {
      const open = found.cases.filter(one => one.case.status === 'open');
      return [{ text: whichCase(open.map(one => lineOf(one, services, audience))) }];
    }
    const { case: one, kind } = found;
    const rest = text.replace(/^.*?\d+\s*号?/, '').trim();
    if (asks.test(text) || rest === '' || kind.nouns.includes(rest)) return [{ text: caseStory(found, dueOf(one, kind, services), audience) }];
    if (cancels.test(text)) {
      await cancelCase(tx, found, changeBy(turn));
      return [{ text: caseCancelled(one.number) }];
    }
    const moved = await moveCase(tx, found, { said: text, bureau: services.bureau, ...changeBy(turn) });
    await tellEntry(tx, moved, { turn, kind });
    return [{ text: caseMoved(one, { case: moved, kind }, { due: dueOf(moved, kind, services), audience }) }];
  };
};

/** 新事项：企业诉求，云帆示例机电反映用电增容慢 — begins a case that no entry began. */
export const beginCase: Handler = async (turn, { bureau }) => {
  const { message, member, at } = turn;
  const said = message.text.replace(/^(?:新建?|开|建|立)(?:一?[个件])?事项\s*[：:，,]?\s*/, '').trim();
  const kind = bureau.cases.find(one => said.startsWith(one.name)) ?? bureau.cases.find(one => one.nouns.some(noun => said.includes(noun)));
  const title = (kind && said.startsWith(kind.name) ? said.slice(kind.name.length) : said).replace(/^[：:，,、\s]+/, '');
  if (!kind || title.length < 2) return say(whichKind(bureau.cases));
  const today = dateOf(message.at);
  const statedDue = statedDueIn(said, { today, calendar: bureau.calendar });
  return async tx => {
    const by = { member, at, messageId: message.id };
    const opened = await openCase(tx, bureau, { kind, title, said: title, department: member.department, on: today, statedDue, entryId: '', by });
    const known = { case: opened, kind };
    return [{ text: newCase(known, duesOf(opened, kind, bureau.calendar)[0], audienceOf(turn)) }];
  };
};

/** 我的事项都交给李四: who takes them over is told, privately. */
export const handOverCases: Handler = async (turn, { bureau }) => {
  const words = readHandOver(turn.message.text);
  if (!words) return say();
  return async tx => {
    const { cases, to } = await handOver(tx, words, { members: bureau.members, ...changeBy(turn) });
    if (cases.length === 0) return [{ text: nothingToHandOver(words.from) }];
    return [{ text: handedOver(cases, to.name) }, ...(to.id === turn.member.id ? [] : [{ text: receivedCases(cases, turn.member.name), to }])];
  };
};

/** 事项清单. */
export const caseList: Handler = async (turn, services) => {
  const text = await services.store.read({ bureau: services.bureau.id }, reader => openCasesSaid(reader, turn, services));
  return say(text || noOpenCases);
};
