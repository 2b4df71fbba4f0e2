import { css } from '@emotion/css';
import { type GrafanaTheme2, type IconName } from '@grafana/data';
import { Icon, Tooltip, useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import { PageLinkButton } from '../../components/PageLink';
import { type FleetNode } from '../../signals/evidence/fleetNode';
import { type FleetReading } from '../../data/fleetReading';
import { type Knowledge, knowledgeOf } from '../../data/progress';
import { type Words, useText } from '../../locales/TextProvider';
import { useLinks } from '../shared/address/links';
import { coverageOf, type SourceCoverage } from './coverage';
import { PasteButton } from '../shared/paste/PasteButton';
import { PastedChips } from '../shared/paste/PastedChips';

interface EvidenceStripProps {
  nodes: readonly FleetNode[];
  /** The other nodes are not loaded. */
  isOfSuspects: boolean;
  reading: FleetReading;
}

/** Which sources spoke, and for how many nodes. */
export function EvidenceStrip({ nodes, isOfSuspects, reading }: EvidenceStripProps) {
  const links = useLinks();
  const styles = useStyles2(getStyles);
  const words = useText();
  const coverage = useMemo(() => coverageOf(nodes), [nodes]);
  const knowledge = knowledgeOf(reading.queries);
  return (
    <div className={styles.strip} role="group" aria-label={words.text('evidence.label')}>
      <span className={styles.title}>{words.text(isOfSuspects ? 'evidence.ofSuspects' : 'evidence.label')}</span>
      {coverage.map((each) => (
        <Coverage
          key={each.source}
          {...each}
          knowledge={knowledge}
          hasEventAnswer={reading.queries.events?.state === 'answered'}
        />
      ))}
      <PastedChips />
      {reading.eventsBeforeBoot ? (
        <span>
          {words.text('paste.beforeBoot', {
            count: reading.eventsBeforeBoot,
            number: words.measures.count(reading.eventsBeforeBoot),
          })}
        </span>
      ) : null}
      <span className={styles.actions}>
        <PageLinkButton path={links.coverage} size="sm" fill="text" icon="signal">
          {words.text('coverage.link')}
        </PageLinkButton>
        <PasteButton size="sm" fill="text" />
      </span>
    </div>
  );
}

interface CoverageProps extends SourceCoverage {
  hasEventAnswer: boolean;
  knowledge: Knowledge;
}

function Coverage(props: CoverageProps) {
  const { source, seen, total } = props;
  const styles = useStyles2(getStyles);
  const words = useText();
  // Nothing of it was seen, and what would show it has no answer: whether it is there is not known.
  const open = seen === 0 && props.knowledge !== 'whole' ? props.knowledge : undefined;
  const isQuietEvents = source === 'events' && seen === 0 && props.hasEventAnswer;
  const icon: IconName = seen === total ? 'check' : seen === 0 && !isQuietEvents && !open ? 'times' : 'circle-mono';
  const hint =
    seen === total
      ? words.text(`missing.${source}.seen`)
      : open
        ? words.text(`evidence.open.${open}`)
        : `${words.text(`missing.${source}`)} ${words.text(`enable.${source}`)}`;
  return (
    <Tooltip content={hint}>
      <span className={styles.source} data-testid={`coverage-${source}`}>
        {seen !== 0 && seen !== total ? null : <Icon name={icon} size="sm" />}
        {words.text(`source.${source}`)}{' '}
        <span className={styles.count}>
          {open ? words.text(`evidence.notKnown.${open}`) : countText(props, isQuietEvents, words)}
        </span>
      </span>
    </Tooltip>
  );
}

function countText({ source, seen, total }: SourceCoverage, isQuietEvents: boolean, { text, measures }: Words): string {
  if (source === 'events') {
    return isQuietEvents
      ? text('evidence.noEvents')
      : seen === 0
        ? text('evidence.notSeen')
        : text('evidence.eventsOn', { count: seen, number: measures.count(seen) });
  }
  if (seen === total) {
    return '';
  }
  return seen === 0
    ? text('evidence.notSeen')
    : text('evidence.seenOf', { seen: measures.count(seen), total: measures.count(total) });
}

const getStyles = (theme: GrafanaTheme2) => ({
  strip: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.25, 1.5),
    ...theme.typography.bodySmall,
  }),
  // Higher than the words: apart, they would make two lines of it higher.
  actions: css({ display: 'flex', flexWrap: 'wrap' }),
  title: css({ fontWeight: theme.typography.fontWeightMedium }),
  source: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(0.5), cursor: 'help' }),
  count: css({ color: theme.colors.text.secondary }),
});
