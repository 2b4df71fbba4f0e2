import { locationUtil } from '@grafana/data';
import { Button, ClipboardButton, Dropdown, Menu, Stack } from '@grafana/ui';
import React from 'react';
import { PageLinkButton } from '../../components/PageLink';
import { type PrometheusSource } from '../../data/dataSources';
import { isAllowed } from '../../data/permissions';
import { type NodeAnswers, type NodeReading } from '../../data/nodeReading';
import { type RawSpan } from '../../data/timeSpan';
import { isFailingOrLeaking } from '../../diagnosis';
import { useText } from '../../locales/TextProvider';
import { runbookFor } from '../../runbook/advice';
import { feedersOf } from '../../signals/timeline/feeders';
import { type Since } from '../../signals/timeline/since';
import { useLinks } from '../shared/address/links';
import { usePage } from '../shared/asking/PageContext';
import { SilenceLink } from '../shared/SilenceLink';
import { matchersOfNode } from '../shared/address/silencePath';
import { chartIds } from './chartSeries';
import { dashboardPath, explorePath } from './grafanaLinks';
import { nodeMarkdown } from '../shared/verdict/verdictWords';

export interface NodeLinksProps {
  reading: NodeReading;
  since: Since | undefined;
}

/** Where to go from here. */
export function NodeLinks({ reading, since }: NodeLinksProps) {
  const { settings, source, view } = usePage();
  const links = useLinks();
  const words = useText();
  const { text } = words;
  const { node } = reading;
  if (!node) {
    return null;
  }
  const { key } = node.evidence;
  const isUrgent = isFailingOrLeaking(node.diagnosis.state);
  const runbook = links.runbook(runbookFor(node), key);
  const summary = () =>
    nodeMarkdown(
      {
        node,
        since,
        pageUrl: window.location.href,
        runbookUrl: wholeUrl(runbook),
        feeders: isUrgent ? feedersOf(reading.answers.feeders?.rows ?? []) : [],
      },
      words
    );
  return (
    <Stack direction="row" gap={1} wrap="wrap">
      <PageLinkButton variant={isUrgent ? 'primary' : 'secondary'} icon="book-open" path={runbook}>
        {text('answer.openRunbook')}
      </PageLinkButton>
      <ClipboardButton variant="secondary" icon="copy" getText={summary}>
        {text('answer.copySummary')}
      </ClipboardButton>
      {source && (
        <>
          <ExploreMenu source={source} span={view.span} answers={reading.answers} />
          {isAllowed('dashboard') && (
            <PageLinkButton variant="secondary" icon="apps" path={dashboardPath(key, source, view.span)}>
              {text('node.dashboard')}
            </PageLinkButton>
          )}
          <SilenceLink matchers={matchersOfNode(key, settings.clusterLabel)} source={source} />
        </>
      )}
    </Stack>
  );
}

interface ExploreMenuProps {
  span: RawSpan;
  answers: NodeAnswers;
  source: PrometheusSource;
}

function ExploreMenu({ answers, source, span }: ExploreMenuProps) {
  const { text } = useText();
  const explorable = chartIds.flatMap((id) => {
    const answer = answers[id];
    return answer ? [{ id, path: explorePath(answer.expr, source, span) }] : [];
  });
  if (explorable.length === 0 || !isAllowed('explore')) {
    return null;
  }
  const menu = (
    <Menu>
      {explorable.map(({ id, path }) => (
        <Menu.Item key={id} label={text(`chart.${id}`)} url={locationUtil.assureBaseUrl(path)} />
      ))}
    </Menu>
  );
  return (
    <Dropdown overlay={menu} placement="bottom-start">
      <Button variant="secondary" icon="compass">
        {text('node.explore')}
      </Button>
    </Dropdown>
  );
}

function wholeUrl(path: string): string {
  return new URL(locationUtil.assureBaseUrl(path), window.location.origin).href;
}
