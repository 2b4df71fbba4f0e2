import { type NodeEvidence, type NodeKey, type Proof, type Thresholds } from '../../diagnosis';
import { checkText, checkTitle, proofText } from '../../locales/proofWording';
import { type Words } from '../../locales/TextProvider';
import { codeSpan, escapeMarkdown } from '../shared/verdict/summaryMarkdown';

export interface ProofSummary {
  proof: Proof;
  evidence: NodeEvidence;
  key: NodeKey;
  thresholds: Thresholds;
  pageUrl: string;
}

/** For the incident chat or the ticket: the status, and each check with what it rests on. */
export function proofMarkdown({ proof, evidence, key, thresholds, pageUrl }: ProofSummary, words: Words): string {
  const { text, measures } = words;
  const name = key.cluster === undefined ? codeSpan(key.node) : `${codeSpan(key.node)} (${codeSpan(key.cluster)})`;
  const said = escapeMarkdown(proofText(proof, evidence.atSeconds, words));
  return [
    `**${text(`proof.status.${proof.status}`)}**: ${name}. ${said}`,
    '',
    ...proof.checks.map((check) => {
      const what = `${checkTitle(check, words, thresholds)}: ${text(`proof.result.${check.result}`)}.`;
      return `- ${escapeMarkdown(`${what} ${checkText(check, evidence, words)}`)}`;
    }),
    '',
    `${text('node.summary.runbook')}: <${pageUrl}> (${measures.dateTime(evidence.atSeconds)})`,
    '',
  ].join('\n');
}
