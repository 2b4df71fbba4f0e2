import { css } from '@emotion/css';
import { type GrafanaTheme2, type IconName } from '@grafana/data';
import { Button, Icon, Stack, Text, useTheme2 } from '@grafana/ui';
import React, { useState } from 'react';
import { PageLink, PageLinkButton } from '../../components/PageLink';
import { type PrometheusSource } from '../../data/dataSources';
import { useText } from '../../locales/TextProvider';
import { nodeTitle } from '../../locales/wording';
import { type ActiveAlert } from '../../rules/activeAlerts';
import { PlainTable } from '../shared/PlainTable';
import { Section } from '../shared/Section';
import { useLinks } from '../shared/address/links';
import { SilenceLink } from '../shared/SilenceLink';
import { alertMatchers, alertRunbookPath, kernelNodesPath } from './alertPaths';

export interface ActiveAlertsProps {
  active: readonly ActiveAlert[];
  source: PrometheusSource;
  atSeconds: number;
  clusterLabel: string;
}

const shownAtFirst = 50;

/** What fires or is about to, each with the way to its node and its runbook. */
export function ActiveAlerts({ active, source, atSeconds, clusterLabel }: ActiveAlertsProps) {
  const { text, measures } = useText();
  const [isWhole, setWhole] = useState(false);
  const firing = active.filter(({ state }) => state === 'firing').length;
  const shown = isWhole ? active : active.slice(0, shownAtFirst);
  const counts = { firing: measures.count(firing), pending: measures.count(active.length - firing) };
  return (
    <Section title={text('alerts.active')}>
      <div role="status">{active.length === 0 ? text('alerts.active.none') : text('alerts.active.counts', counts)}</div>
      {active.length > 0 && (
        <PlainTable
          label={text('alerts.active')}
          columns={(['about', 'alert', 'since', 'actions'] as const).map((id) => text(`alerts.column.${id}`))}
          rows={shown.map((alert) => ({
            id: alert.id,
            cells: [
              <div key="about">
                <About {...{ alert }} />
                <StateWords alert={alert} />
              </div>,
              <AlertCell key="alert" alert={alert} />,
              <SinceCell key="since" {...{ alert, atSeconds }} />,
              <ActionsCell key="actions" {...{ alert, source, clusterLabel }} />,
            ],
          }))}
        />
      )}
      {shown.length < active.length && (
        <div>
          <Button size="sm" variant="secondary" onClick={() => setWhole(true)}>
            {text('alerts.active.showAll', { value: measures.count(active.length) })}
          </Button>
        </div>
      )}
    </Section>
  );
}

function StateWords({ alert: { state, severity } }: { alert: ActiveAlert }) {
  const { text } = useText();
  const theme = useTheme2();
  const { icon, color } = look({ state, severity }, theme);
  return (
    <span
      className={css({
        color,
        display: 'flex',
        alignItems: 'center',
        gap: theme.spacing(0.5),
        whiteSpace: 'nowrap',
      })}
    >
      <Icon name={icon} />
      {text(`alerts.state.${state}`)}
      {severity && ` · ${text(`alerts.severity.${severity}`)}`}
    </span>
  );
}

function look({ state, severity }: Pick<ActiveAlert, 'state' | 'severity'>, { colors }: GrafanaTheme2) {
  const looks: Record<'critical' | 'warning' | 'info', { icon: IconName; color: string }> = {
    critical: { icon: 'fire', color: colors.error.text },
    warning: { icon: 'exclamation-triangle', color: colors.warning.text },
    info: { icon: 'info-circle', color: colors.info.text },
  };
  return state === 'pending'
    ? { icon: 'clock-nine' as IconName, color: colors.text.secondary }
    : looks[severity ?? 'warning'];
}

function About({ alert }: { alert: ActiveAlert }) {
  const links = useLinks();
  const { text } = useText();
  if (alert.node) {
    return (
      <span data-testid="alert-node">
        <PageLink path={links.node(alert.node)}>{nodeTitle(alert.node)}</PageLink>
      </span>
    );
  }
  const { kernelRelease, cluster } = alert;
  if (kernelRelease === undefined) {
    return <>{cluster ?? text('alerts.about.unknown')}</>;
  }
  const kernel = text('alerts.about.kernel', { kernel: kernelRelease });
  return (
    <PageLink path={kernelNodesPath({ kernelRelease, cluster }, links.carried)}>
      {cluster === undefined ? kernel : `${kernel} (${cluster})`}
    </PageLink>
  );
}

function AlertCell({ alert: { name, annotations } }: { alert: ActiveAlert }) {
  const { knowledge } = useText();
  const summary = knowledge?.[`alert.${name}`] ?? annotations.summary;
  return (
    <div style={{ whiteSpace: 'normal', minWidth: 'min(16rem, 100%)' }}>
      {name}
      {summary && (
        <div>
          <Text color="secondary" variant="bodySmall">
            {summary}
          </Text>
        </div>
      )}
    </div>
  );
}

function SinceCell({ alert: { sinceSeconds }, atSeconds }: { alert: ActiveAlert; atSeconds: number }) {
  const { measures } = useText();
  return sinceSeconds === undefined ? null : (
    <span title={measures.dateTime(sinceSeconds)}>{measures.duration(atSeconds - sinceSeconds)}</span>
  );
}

function ActionsCell({
  alert,
  source,
  clusterLabel,
}: { alert: ActiveAlert } & Pick<ActiveAlertsProps, 'source' | 'clusterLabel'>) {
  const links = useLinks();
  const { text } = useText();
  const runbook = alertRunbookPath(alert, links.carried);
  return (
    <Stack direction="row" gap={1}>
      {runbook && (
        <PageLinkButton variant="secondary" size="sm" icon="book-open" path={runbook}>
          {text('alerts.runbook')}
        </PageLinkButton>
      )}
      <SilenceLink matchers={alertMatchers(alert, clusterLabel)} source={source} size="sm" />
    </Stack>
  );
}
