import lokiKnowledge from '../../knowledge/loki.json';
import { linesOf } from '../answer';
import { type LogQuestionId } from '../series';
import { type Settings } from '../settings/settings';
import { type LogQuery, type Question, question } from './question';

const daySeconds = 86_400;

/** Whether the settings find events in Loki, and if not, whether they find any line of the stream. */
export function logQuestions(settings: Settings): Array<Question<LogQuestionId>> {
  const events = eventLinesQuery(settings);
  const anyLine = events && { ...events, expr: streamSelector(settings), maxLines: 1, windowSeconds: daySeconds };
  return [
    question<LogQuestionId>('logs', 'events', () => events),
    question<LogQuestionId>('logs', 'anyLine', (answers) =>
      answers.events && !linesOf(answers, 'events') ? anyLine : undefined
    ),
  ];
}

/** Stream labels and a filter of lines: what every Loki understands, whatever wrote the lines. */
export function eventLinesQuery({ events: { source, loki } }: Settings): LogQuery | undefined {
  if (source !== 'loki') {
    return undefined;
  }
  return {
    kind: 'logs',
    sourceUid: loki.dataSourceUid,
    expr: `${streamSelector({ events: { loki } })} |~ ${inBackticks(lokiKnowledge.lineFilter)}`,
    maxLines: lokiKnowledge.maxLines,
    windowSeconds: lokiKnowledge.layouts[loki.layout].windowSeconds,
  };
}

/** All that the pipeline writes. */
export function streamSelector({ events: { loki } }: { events: Pick<Settings['events'], 'loki'> }): string {
  return `{${loki.selector ?? lokiKnowledge.layouts[loki.layout].selector}}`;
}

/** LogQL takes a text in backticks as it stands. */
function inBackticks(pattern: string): string {
  return `\`${pattern.replaceAll('`', '.')}\``;
}
