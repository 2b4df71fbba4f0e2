import { css } from '@emotion/css';
import { type GrafanaTheme2, type IconName } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';
import { type NodeEvidence } from '../../diagnosis';
import { useText, type Words } from '../../locales/TextProvider';
import { type TimelineEntry } from '../../signals/timeline/timelineEntries';
import { Section } from '../shared/Section';

export interface TimelineProps {
  entries: readonly TimelineEntry[];
  /** Boots and versions have been asked for and not answered. */
  lacksChanges: boolean;
  evidence: NodeEvidence;
}

const maxEntries = 40;

const icons: Readonly<Record<TimelineEntry['kind'], IconName>> = {
  boot: 'sync',
  kernel: 'cube',
  kubelet: 'kubernetes',
  runtime: 'cube',
  onset: 'arrow-up',
  refusals: 'times-circle',
  alert: 'bell',
  fix: 'shield',
  proof: 'check-circle',
};

/** What happened to the node in one row of moments, and what runs on it now. */
export function Timeline({ entries, lacksChanges, evidence }: TimelineProps) {
  const styles = useStyles2(getStyles);
  const words = useText();
  const { text, measures } = words;
  const { kernelRelease, kubeletVersion, containerRuntimeVersion, osImage, atSeconds } = evidence;
  const running = [kernelRelease, osImage, kubeletVersion && `kubelet ${kubeletVersion}`, containerRuntimeVersion];
  const isAhead = ({ timeSeconds }: TimelineEntry) => timeSeconds > atSeconds;
  const shown = entries.slice(-maxEntries);
  return (
    <Section title={text('node.timeline.title')}>
      <p className={styles.note}>
        {text('node.timeline.zone', { zone: measures.timeZone })}
        {lacksChanges && ` ${text('node.timeline.notSeen')}`}
        {shown.length < entries.length && ` ${text('details.more', { count: entries.length - shown.length })}`}
      </p>
      <ol className={styles.list} data-testid="timeline">
        {shown
          .filter((entry) => !isAhead(entry))
          .map((entry, index) => (
            <Entry key={index} {...{ entry, words }} />
          ))}
        <li className={styles.entry} data-kind="now">
          <span className={styles.time}>{text('node.timeline.now')}</span>
          <Icon name="circle" className={styles.icon} />
          <span>{running.filter(Boolean).join(' · ') || text('notSeen')}</span>
        </li>
        {shown.filter(isAhead).map((entry, index) => (
          <Entry key={index} {...{ entry, words }} />
        ))}
      </ol>
    </Section>
  );
}

function Entry({ entry, words }: { entry: TimelineEntry; words: Words }) {
  const styles = useStyles2(getStyles);
  return (
    <li className={styles.entry} data-kind={entry.kind}>
      <span className={styles.time}>{timeText(entry, words)}</span>
      <Icon name={icons[entry.kind]} className={styles.icon} />
      <span>{entryText(entry, words)}</span>
    </li>
  );
}

/** A boot and a proof have their moment; the others are seen at a step of the range, or later than they began. */
function timeText(entry: TimelineEntry, { text, measures }: Words): string {
  const time = measures.minute(entry.timeSeconds);
  if ('isOpen' in entry && entry.isOpen) {
    return text('node.timeline.orEarlier', { time });
  }
  return entry.kind === 'boot' || entry.kind === 'fix' || entry.kind === 'proof'
    ? time
    : text('node.timeline.about', { time });
}

function entryText(entry: TimelineEntry, { text, measures }: Words): string {
  const span = (toSeconds: number) => measures.duration(toSeconds - entry.timeSeconds);
  switch (entry.kind) {
    case 'kernel':
    case 'kubelet':
    case 'runtime':
      return text(`node.timeline.${entry.kind}`, { from: entry.from, to: entry.to });
    case 'alert':
      return entry.toSeconds === undefined
        ? text('node.timeline.alert', { alert: entry.alertname })
        : text('node.timeline.alert.over', { alert: entry.alertname, span: span(entry.toSeconds) });
    case 'refusals':
      return entry.toSeconds === undefined
        ? text('node.timeline.refusals')
        : text('node.timeline.refusals.over', { span: span(entry.toSeconds) });
    case 'fix':
      return text(`node.timeline.fix.${entry.fix}`);
    case 'proof':
      return text(entry.isAhead ? 'node.timeline.proof.ahead' : 'node.timeline.proof');
    case 'boot':
    case 'onset':
      return text(`node.timeline.${entry.kind}`);
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  note: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary, margin: 0 }),
  list: css({ listStyle: 'none', margin: 0, overflowWrap: 'anywhere' }),
  entry: css({
    display: 'grid',
    gridTemplateColumns: `${theme.spacing(24)} ${theme.spacing(3)} minmax(0, 1fr)`,
    columnGap: theme.spacing(1),
    paddingBottom: theme.spacing(1),
    position: 'relative',
    // The line from one moment to the next.
    '&:not(:last-child)::before': {
      content: '""',
      position: 'absolute',
      insetBlock: `${theme.spacing(2.5)} 0`,
      left: theme.spacing(26.5),
      borderLeft: `1px solid ${theme.colors.border.medium}`,
    },
    [theme.breakpoints.down('sm')]: {
      gridTemplateColumns: `${theme.spacing(3)} minmax(0, 1fr)`,
      '& > :first-child': { gridColumn: 2 },
      '& > :nth-child(2)': { gridRow: 1, gridColumn: 1 },
      '& > :last-child': { gridColumn: 2 },
      '&:not(:last-child)::before': { left: theme.spacing(1.5) },
    },
  }),
  time: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary, lineHeight: theme.spacing(2.75) }),
  icon: css({ margin: theme.spacing(0.25, 0, 0, 0.5) }),
});
