import figures from '../../knowledge/figures.json';
import { listed, sentences } from '../../locales/joined';
import { type Words } from '../../locales/TextProvider';
import { forecastText, nodeTitle } from '../../locales/wording';
import { type LeftOutCounts, leftOutKinds } from '../../signals/evidence/leftOutNodes';
import { type Answer } from './answer';
import { refusedCreations } from '../../diagnosis/urgency';

export interface AnswerWords {
  headline: string;
  detail: string[];
}

export function answerText(answer: Answer, words: Words): AnswerWords {
  const { headline, detail } = verdictWords(answer, words);
  return { headline, detail: [...detail, ...waitingText(answer, words)] };
}

/** What is still being read, and since when: until it is there, what is not said is not known. */
function waitingText({ knowledge, waiting: { ids, sinceSeconds } }: Answer, { text, measures }: Words): string[] {
  if (knowledge !== 'waiting') {
    return [];
  }
  const questions = listed(
    ids.map((id) => text(`query.${id}`)),
    text
  );
  return [
    sinceSeconds === undefined
      ? text('answer.stillReading', { questions })
      : text('answer.stillReadingSince', { questions, time: measures.dateTime(sinceSeconds) }),
  ];
}

function verdictWords(answer: Answer, words: Words): AnswerWords {
  const { text, measures } = words;
  const { counts, knowledge } = answer;
  const number = (count: number) => ({ count, number: measures.count(count) });
  const days = measures.count(figures.horizonDays);
  const horizonText = (key: 'answer.follow' | 'answer.withinHorizon'): string[] => {
    if (!('withinHorizon' in answer)) {
      return [];
    }
    const { withinHorizon, unforeseen } = answer;
    const soon = withinHorizon > 0 ? [text(key, { ...number(withinHorizon), days })] : [];
    if (knowledge !== 'whole') {
      return soon;
    }
    const told = [...soon, ...(unforeseen > 0 ? [text('answer.unforeseen', number(unforeseen))] : [])];
    return told.length > 0 ? told : [text('answer.noneWithinHorizon', { days })];
  };
  const unplaced = answer.unplaced > 0 ? [text('answer.unplaced', number(answer.unplaced))] : [];
  switch (answer.kind) {
    case 'failing': {
      const refused = refusedCreations(answer.worst);
      const node = nodeTitle(answer.worst.evidence.key);
      return {
        headline: text('answer.failing', number(counts.failing)),
        detail: [
          ...(counts.leaking > 0
            ? [sentences([text('answer.alsoLeaking', number(counts.leaking)), ...horizonText('answer.follow')], text)]
            : []),
          refused === undefined
            ? text('answer.worst', { node })
            : text('answer.worstRefused', { node, count: refused, value: measures.count(refused) }),
          ...unplaced,
        ],
      };
    }
    case 'leaking': {
      const node = nodeTitle(answer.worst.evidence.key);
      const { forecast } = answer.worst.diagnosis;
      return {
        headline: text(`answer.leaking.${knowledge}`, number(counts.leaking)),
        detail: [
          ...horizonText('answer.withinHorizon'),
          forecast.kind !== 'none'
            ? text('answer.first', { node, forecast: forecastText(forecast, words) })
            : text('answer.worst', { node }),
          ...unplaced,
        ],
      };
    }
    case 'unplaced':
      return { headline: sentences(unplaced, text), detail: [text('answer.unplacedThen')] };
    case 'unaffected':
      return {
        headline: text(`answer.unaffected.${knowledge}`, number(answer.checked)),
        detail: [
          ...(answer.open > 0 && knowledge === 'whole' ? [text('answer.open', number(answer.open))] : []),
          ...(counts.exposed > 0 ? [text('answer.exposed', number(counts.exposed))] : []),
          ...(counts.unknown > 0 ? [text('answer.unknown', number(counts.unknown))] : []),
          ...(answer.enable ? [text('answer.sharpen', { action: text(`enable.${answer.enable}`) })] : []),
        ],
      };
    case 'blind':
      return {
        headline: text(`answer.blind.${knowledge}`, number(answer.checked)),
        detail: answer.enable
          ? [text(`missing.${answer.enable}`), text('answer.enableFirst', { action: text(`enable.${answer.enable}`) })]
          : [],
      };
  }
}

/** Said once for all of them: this fault cannot affect these nodes. */
export function leftOutText(counts: LeftOutCounts, { text, measures }: Words): string | undefined {
  const parts = leftOutKinds.flatMap((kind) => {
    const count = counts[kind];
    return count ? [text(`answer.leftOut.${kind}`, { count, number: measures.count(count) })] : [];
  });
  return parts.length > 0 ? text('answer.leftOut', { nodes: listed(parts, text) }) : undefined;
}
