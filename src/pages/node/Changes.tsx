import React from 'react';
import { type NodeEvidence } from '../../diagnosis';
import { useText, type Words } from '../../locales/TextProvider';
import { type AlertSpan, type NodeChange } from '../../signals/timeline/nodeTimeline';
import { Section } from '../shared/Section';

export interface ChangesProps {
  /** Absent while not known. */
  changes?: readonly NodeChange[];
  alerts: readonly AlertSpan[];
  evidence: NodeEvidence;
}

/** What changed over the range, beside what runs now. */
export function Changes({ changes, alerts, evidence }: ChangesProps) {
  const words = useText();
  const { text } = words;
  const { kernelRelease, kubeletVersion, containerRuntimeVersion, osImage } = evidence;
  const running = [kernelRelease, osImage, kubeletVersion && `kubelet ${kubeletVersion}`, containerRuntimeVersion];
  return (
    <Section title={text('node.changes.title')}>
      <ul style={{ listStylePosition: 'inside', overflowWrap: 'anywhere' }} data-testid="changes">
        {changes?.map((change, index) => (
          <li key={index}>{changeText(change, words)}</li>
        ))}
        {changes?.length === 0 && <li>{text('node.changes.none')}</li>}
        {alerts.map((alert, index) => (
          <li key={`alert-${index}`}>{alertText(alert, words)}</li>
        ))}
        {changes === undefined && <li>{text('node.changes.notSeen')}</li>}
        <li>{text('node.changes.running', { versions: running.filter(Boolean).join(' · ') || text('notSeen') })}</li>
      </ul>
    </Section>
  );
}

export function changeText(change: NodeChange, { text, measures }: Words): string {
  const time = measures.dateTime(change.timeSeconds);
  return change.kind === 'boot'
    ? text('node.changes.boot', { time })
    : text(`node.changes.${change.kind}`, { time, from: change.from, to: change.to });
}

function alertText({ alertname, fromSeconds, toSeconds, isOngoing }: AlertSpan, { text, measures }: Words): string {
  return text(isOngoing ? 'node.changes.alertOngoing' : 'node.changes.alert', {
    alert: alertname,
    from: measures.dateTime(fromSeconds),
    ...(!isOngoing && { to: measures.dateTime(toSeconds) }),
  });
}
