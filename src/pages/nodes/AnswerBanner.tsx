import { css } from '@emotion/css';
import { type GrafanaTheme2, type IconName } from '@grafana/data';
import { ClipboardButton, Icon, Stack, Text, useStyles2, useTheme2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import { PageLinkButton } from '../../components/PageLink';
import { stateColor, stateIcons } from '../../components/stateAppearance';
import { type FleetNode } from '../../signals/evidence/fleetNode';
import { countLeftOut } from '../../signals/evidence/leftOutNodes';
import { type StateCounts } from '../../signals/evidence/restOfFleet';
import { type FleetReading } from '../../data/fleetReading';
import { sentences } from '../../locales/joined';
import { useText } from '../../locales/TextProvider';
import { useLinks } from '../shared/address/links';
import { runbookFor } from '../../runbook/advice';
import { isPlannedByDefault } from '../../runbook/plan/planNode';
import { type Answer, answerFor } from './answer';
import { answerText, leftOutText } from './answerText';
import { summaryMarkdown } from '../shared/verdict/summaryMarkdown';

export interface AnswerBannerProps {
  nodes: readonly FleetNode[];
  rest: StateCounts;
  reading: FleetReading;
}

/** The answer first: what is wrong, on which node, and what to do next. */
export function AnswerBanner({ nodes, rest, reading }: AnswerBannerProps) {
  const links = useLinks();
  const words = useText();
  const theme = useTheme2();
  const answer = useMemo(() => answerFor(nodes, reading.queries, rest), [nodes, reading.queries, rest]);
  if (!answer) {
    return null;
  }
  const { icon, color } = appearance(answer, theme);
  const { headline, detail } = answerText(answer, words);
  const summary = () =>
    summaryMarkdown(
      {
        headline: sentences([headline, ...detail], words.text),
        nodes,
        atSeconds: reading.atSeconds,
        pageUrl: window.location.href,
      },
      words
    );
  return (
    <Banner color={color}>
      <Icon name={icon} size="xl" style={{ color }} />
      <div role="status" style={{ flex: '1 1 24rem' }} data-testid="answer">
        <Text element="h2" variant="h4">
          {headline}
        </Text>
        {sentences([...detail, leftOutText(countLeftOut(reading.leftOut), words)], words.text)}
      </div>
      <Stack direction="row" gap={1} wrap="wrap">
        {'worst' in answer && (
          <PageLinkButton
            variant="primary"
            size="sm"
            icon="book-open"
            path={links.runbook(runbookFor(answer.worst), answer.worst.evidence.key)}
          >
            {words.text('answer.openRunbook')}
          </PageLinkButton>
        )}
        {nodes.some(isPlannedByDefault) && (
          <PageLinkButton variant="secondary" size="sm" icon="calendar-alt" path={links.plan}>
            {words.text('answer.plan')}
          </PageLinkButton>
        )}
        <ClipboardButton variant="secondary" size="sm" icon="copy" getText={summary}>
          {words.text('answer.copySummary')}
        </ClipboardButton>
      </Stack>
    </Banner>
  );
}

function appearance(answer: Answer, theme: GrafanaTheme2): { icon: IconName; color: string } {
  switch (answer.kind) {
    case 'failing':
    case 'leaking':
      return { icon: stateIcons[answer.kind], color: stateColor(answer.kind, theme) };
    case 'unplaced':
    case 'blind':
      return { icon: stateIcons.unknown, color: stateColor('unknown', theme) };
    case 'unaffected':
      return answer.knowledge === 'whole'
        ? { icon: stateIcons.clear, color: stateColor('clear', theme) }
        : { icon: stateIcons.unknown, color: stateColor('unknown', theme) };
  }
}

function Banner({ color, children }: React.PropsWithChildren<{ color: string }>) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.banner} style={{ borderLeftColor: color }}>
      {children}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  banner: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
    padding: theme.spacing(1, 2),
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderLeft: `${theme.spacing(0.5)} solid`,
    borderRadius: theme.shape.radius.default,
  }),
});
