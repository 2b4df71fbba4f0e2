import { type FleetNode } from '../../signals/evidence/fleetNode';
import { type Diagnosis } from '../../diagnosis';
import { forecastQualifier, forecastText } from '../../locales/wording';
import { type Words } from '../../locales/TextProvider';
import { type RunbookId, isWayOut } from '../../runbook/options';

/** How soon, in one sentence. */
export function urgencySentence(option: RunbookId, { state, cause, forecast }: Diagnosis, words: Words): string {
  const { text } = words;
  if (isWayOut(option) && isAnotherFault(cause)) {
    return text('runbook.urgency.otherCause', { cause: text(`cause.${cause}`) });
  }
  return state === 'leaking' && forecast.kind !== 'none'
    ? text('runbook.urgency.leakingBy', { forecast: forecastText(forecast, words) })
    : text(`runbook.urgency.${state}`);
}

export function isAnotherFault(cause: Diagnosis['cause']): boolean {
  return cause === 'memory-shortage' || cause === 'other';
}

export function impactNow(option: RunbookId, node: FleetNode | undefined, { text, measures }: Words): string {
  if (!node) {
    return text(option === 'not-this-fault' ? 'runbook.impact.now.otherFault' : 'runbook.impact.now.general');
  }
  const waiting = node.evidence.stuckPods.length;
  const now = text(`runbook.impact.now.${node.diagnosis.state}`);
  return waiting === 0
    ? now
    : `${now} ${text('runbook.impact.now.stuck', { count: waiting, number: measures.count(waiting) })}`;
}

export function impactLater(option: RunbookId, node: FleetNode | undefined, words: Words): string {
  const { text } = words;
  if (!node) {
    return text(option === 'not-this-fault' ? 'runbook.impact.later.otherFault' : 'runbook.impact.later.general');
  }
  const { state, forecast } = node.diagnosis;
  if (forecast.kind !== 'none') {
    return text('runbook.impact.later.range', {
      forecast: forecastText(forecast, words),
      qualifier: forecastQualifier(forecast, words) ?? '',
    });
  }
  switch (state) {
    case 'failing':
    case 'leaking':
    case 'exposed':
    case 'unknown':
      return text(`runbook.impact.later.${state}`);
    case 'protected':
    case 'clear':
      return text('runbook.impact.later.calm');
  }
}
