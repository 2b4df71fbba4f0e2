import { type NodeEvidence } from '../../diagnosis';
import { type JudgedNode } from '../../diagnosis/urgency';
import { type Words } from '../../locales/TextProvider';
import { reasonText, recoveringText } from '../../locales/wording';
import { decidingReasons } from '../shared/verdict/decidingReasons';

/** Why the node is in a plan. On an exposed node nothing is wrong yet: its kernel and what is missing are the reason. */
export function planReason(node: JudgedNode, words: Words): string {
  const { text } = words;
  const { evidence, diagnosis } = node;
  const recovering = recoveringText(node, words);
  if (recovering !== undefined) {
    return recovering;
  }
  if (diagnosis.state === 'exposed') {
    return text('plan.why.exposed', {
      release: diagnosis.kernel.release ?? text('unknownRelease'),
      growth: growthText(evidence, words),
    });
  }
  const [reason] = decidingReasons(diagnosis);
  return reason ? reasonText(reason, words) : text('why.nothing');
}

function growthText({ slabSteadyGrowthBytesPerDay: value }: NodeEvidence, { text, measures }: Words): string {
  if (value === undefined) {
    return text('plan.why.unseen');
  }
  return value > 0 ? text('plan.why.growing', { rate: measures.bytesPerDay(value) }) : text('plan.why.flat');
}
