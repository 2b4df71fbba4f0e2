import { type FleetNode } from '../../signals/evidence/fleetNode';
import { type Words } from '../../locales/TextProvider';
import { reasonText, verdictSentence } from '../../locales/wording';
import { type RunbookId } from '../../runbook/options';
import { codeSpan, escapeMarkdown } from '../shared/verdict/summaryMarkdown';
import { decidingReasons } from '../shared/verdict/decidingReasons';
import { impactLater, impactNow } from './impactWords';

export interface Escalation {
  option: RunbookId;
  node: FleetNode | undefined;
  /** Where the reader is: the page, or nothing in the general text. */
  pageUrl?: string;
}

const maxReasons = 4;

/** For whoever owns the nodes. Texts from the cluster are escaped or stand in code spans: Markdown means nothing there. */
export function escalationText({ option, node, pageUrl }: Escalation, words: Words): string {
  const { text } = words;
  const titleKey = option === 'not-this-fault' ? 'runbook.escalation.onOther' : 'runbook.escalation.on';
  const impact = [
    text('runbook.escalation.impactNow', { impact: impactNow(option, node, words) }),
    text('runbook.escalation.impactLater', { impact: impactLater(option, node, words) }),
  ];
  return [
    `**${filled(text(titleKey, { node: mark }), nodeName(node, words))}**`,
    ...(node ? [`${escapeMarkdown(verdictSentence(node.diagnosis, node.evidence.key.node, words))}`] : []),
    ...impact.map(escapeMarkdown),
    ...(node ? systemLine(node, words) : []),
    ...(node ? reasonLines(node, words) : []),
    escapeMarkdown(text('runbook.escalation.following', { option: text(`runbook.option.${option}`) })),
    ...(pageUrl === undefined ? [] : [`<${pageUrl}>`]),
    text('runbook.escalation.stuckAt'),
    text(`runbook.escalation.ask.${option}`),
    '',
  ].join('\n');
}

const mark = '\u0000';

// Filled in after escaping, which would break the code span.
function filled(sentence: string, name: string): string {
  return sentence.split(mark).map(escapeMarkdown).join(name);
}

function nodeName(node: FleetNode | undefined, { text }: Words): string {
  if (!node) {
    return text('runbook.escalation.anyNode');
  }
  const { key } = node.evidence;
  return key.cluster === undefined ? codeSpan(key.node) : `${codeSpan(key.node)} (${codeSpan(key.cluster)})`;
}

function systemLine({ evidence }: FleetNode, { text }: Words): string[] {
  const { osImage, kernelRelease, kubeletVersion, containerRuntimeVersion } = evidence;
  const facts = [osImage, kernelRelease, kubeletVersion, containerRuntimeVersion].filter((fact) => fact !== undefined);
  return facts.length === 0
    ? []
    : [filled(text('runbook.escalation.system', { facts: mark }), facts.map(codeSpan).join(', '))];
}

function reasonLines({ diagnosis }: FleetNode, words: Words): string[] {
  return decidingReasons(diagnosis)
    .slice(0, maxReasons)
    .map((reason) => `- ${escapeMarkdown(reasonText(reason, words))}`);
}
