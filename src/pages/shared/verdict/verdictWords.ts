import { type FleetNode } from '../../../signals/evidence/fleetNode';
import { type Diagnosis, type Forecast } from '../../../diagnosis';
import { sentences } from '../../../locales/joined';
import { type Words } from '../../../locales/TextProvider';
import { forecastQualifier, forecastText, reasonText, recoveringText, verdictSentence } from '../../../locales/wording';
import { type Feeder, feederName } from '../../../signals/timeline/feeders';
import { type Since } from '../../../signals/timeline/since';
import { codeSpan, escapeMarkdown } from './summaryMarkdown';
import { decidingReasons } from './decidingReasons';

/** When it began, or how long the node has been up. */
export function sinceSentence({ evidence, diagnosis }: FleetNode, since: Since | undefined, words: Words) {
  const { text, measures } = words;
  const { atSeconds, bootTimeSeconds } = evidence;
  const times = (seconds: number) => ({
    time: measures.dateTime(seconds),
    ago: measures.duration(atSeconds - seconds),
  });
  if (since) {
    const kind = diagnosis.state === 'failing' ? 'failing' : 'leaking';
    return text(`node.since.${kind}.${since.isOpen ? 'open' : 'known'}`, times(since.timeSeconds));
  }
  return bootTimeSeconds === undefined ? undefined : text('node.since.boot', times(bootTimeSeconds));
}

/** When it may fail, by either limit, and what would tell where that cannot be told. */
export function outlookSentence(diagnosis: Diagnosis, words: Words): string | undefined {
  const { state, forecast, otherForecast } = diagnosis;
  if (state !== 'leaking') {
    return undefined;
  }
  const said = [
    ...limitSentences(forecast, words),
    ...(forecast.kind === 'range' ? [] : whatWouldTell(diagnosis, words)),
    ...(otherForecast && otherForecast.kind !== 'none' ? limitSentences(otherForecast, words) : []),
  ];
  return sentences(said, words.text);
}

function limitSentences(forecast: Forecast, words: Words): string[] {
  if (forecast.kind === 'none') {
    return [words.text(forecast.why === 'ids-not-counted' ? 'node.outlook.idsNotCounted' : 'node.outlook.none')];
  }
  const qualifier = forecastQualifier(forecast, words) ?? '';
  const why = forecast.kind === 'latest' ? [words.text('node.outlook.idsNotCounted')] : [];
  return [...why, words.text('node.outlook.range', { forecast: forecastText(forecast, words), qualifier })];
}

function whatWouldTell({ kernel, missing }: Diagnosis, { text }: Words): string[] {
  if (kernel.cgroupCountIncludesDying && missing.includes('cgroupsCollector')) {
    return [text('node.outlook.countTells')];
  }
  return kernel.slabEntriesMeaningful && missing.includes('nodeProbe') ? [text('node.outlook.entriesTell')] : [];
}

export interface SummaryOf {
  node: FleetNode;
  since: Since | undefined;
  pageUrl: string;
  runbookUrl: string;
  /** Who feeds a leak, most first. */
  feeders?: readonly Feeder[];
}

const maxReasons = 4;
const maxFeeders = 3;

/** For the incident chat. Texts from the cluster are escaped or stand in code spans: Markdown means nothing there. */
export function nodeMarkdown({ node, since, pageUrl, runbookUrl, feeders = [] }: SummaryOf, words: Words): string {
  const { text, measures } = words;
  const { evidence, diagnosis } = node;
  const { key, atSeconds } = evidence;
  const name = key.cluster === undefined ? codeSpan(key.node) : `${codeSpan(key.node)} (${codeSpan(key.cluster)})`;
  // The name is put in afterwards: escaping would break its code span.
  const [before = '', after = ''] = verdictSentence(diagnosis, '\u0000', words).split('\u0000');
  const verdict = `${escapeMarkdown(before)}${name}${escapeMarkdown(after)}`;
  const facts = [
    recoveringText(node, words),
    sinceSentence(node, since, words),
    outlookSentence(diagnosis, words),
  ].filter((sentence) => sentence !== undefined);
  return [
    `**${text(`state.${diagnosis.state}`)}**: ${verdict}`,
    ...facts.map((sentence) => escapeMarkdown(sentence)),
    '',
    ...decidingReasons(diagnosis)
      .slice(0, maxReasons)
      .map((reason) => `- ${escapeMarkdown(reasonText(reason, words))}`),
    ...(feeders.length > 0 ? [`- ${text('node.feeders.title')}: ${feederNames(feeders)}`] : []),
    '',
    `${text('node.summary.runbook')}: <${runbookUrl}>`,
    `${text('node.summary.page')}: <${pageUrl}> (${measures.dateTime(atSeconds)})`,
    '',
  ].join('\n');
}

function feederNames(feeders: readonly Feeder[]): string {
  return feeders
    .slice(0, maxFeeders)
    .map((each) => codeSpan(feederName(each)))
    .join(', ');
}
