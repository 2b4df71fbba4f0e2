import { type FleetNode } from '../../../signals/evidence/fleetNode';
import { forecastQualifier, forecastText, reasonText, verdictText } from '../../../locales/wording';
import { type Words } from '../../../locales/TextProvider';
import { isFailingOrLeaking } from '../../../diagnosis/diagnosis';
import { compareUrgency } from '../../../diagnosis/urgency';

const maxNodes = 20;

export interface SummaryParts {
  headline: string;
  nodes: readonly FleetNode[];
  atSeconds: number;
  pageUrl: string;
}

/** What is pasted into the incident chat. Texts from the cluster stand in code spans, where Markdown means nothing. */
export function summaryMarkdown({ headline, nodes, atSeconds, pageUrl }: SummaryParts, words: Words): string {
  const { text, measures } = words;
  const affected = nodes.filter(({ diagnosis }) => isFailingOrLeaking(diagnosis.state)).sort(compareUrgency);
  const lines = [
    `**${text('appName')}** · ${measures.dateTime(atSeconds)}`,
    '',
    escapeMarkdown(headline),
    ...(affected.length > 0 ? [''] : []),
    ...affected.slice(0, maxNodes).map((node) => nodeLine(node, words)),
  ];
  if (affected.length > maxNodes) {
    lines.push(`- ${text('summary.more', { count: affected.length - maxNodes })}`);
  }
  return [...lines, '', `<${pageUrl}>`, ''].join('\n');
}

function nodeLine({ evidence, diagnosis }: FleetNode, words: Words): string {
  const { key, kernelRelease } = evidence;
  const name = key.cluster === undefined ? codeSpan(key.node) : `${codeSpan(key.node)} (${codeSpan(key.cluster)})`;
  const reasons = diagnosis.reasons
    .filter(({ direction, key: reason }) => direction === 'for' && !reason.startsWith('kernel'))
    .slice(0, 3)
    .map((reason) => escapeMarkdown(reasonText(reason, words)));
  const forecast =
    diagnosis.forecast.kind !== 'none'
      ? [`${forecastText(diagnosis.forecast, words)} ${forecastQualifier(diagnosis.forecast, words) ?? ''}`]
      : [];
  const kernel = kernelRelease ? [codeSpan(kernelRelease)] : [];
  return `- ${name}: ${[escapeMarkdown(verdictText(diagnosis, words)), ...reasons, ...forecast, ...kernel].join('; ')}`;
}

/** A code span with a fence longer than any run of backticks inside. */
export function codeSpan(hostile: string): string {
  const content = hostile.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim() || '?';
  const longest = Math.max(0, ...[...content.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = content.startsWith('`') || content.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${content}${pad}${fence}`;
}

export function escapeMarkdown(hostile: string): string {
  return hostile.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').replace(/[\\`*_[\]<>|~#!@&]/g, '\\$&');
}
