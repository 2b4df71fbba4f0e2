import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { type PropsWithChildren } from 'react';
import { PageLink } from '../../components/PageLink';
import { isAllowed } from '../../data/permissions';
import { useText } from '../../locales/TextProvider';
import { type Installation, ruleEvents } from '../../rules/ruleGroups';
import { defaultSettings } from '../../signals/settings/settings';
import { type ThresholdId } from '../../diagnosis';
import { configPath } from '../shared/address/paths';

/** What of this installation stands in the files, so that a wrong setting is seen before the rules are loaded. */
export function FilledWith({ settings, grafanaUrl }: Installation) {
  const { text, measures } = useText();
  const styles = useStyles2(getStyles);
  const events = ruleEvents(settings);
  const isForPageOnly = settings.events.source === 'loki' || settings.events.preset === 'custom';
  const changed = changedThresholds(settings);
  const selectors = Object.values(settings.selectors).filter((selector) => selector !== '');
  return (
    <>
      <dl className={styles.list}>
        <Fact label={text('alerts.filled.clusterLabel')}>
          <code>{settings.clusterLabel}</code>
        </Fact>
        <Fact label={text('alerts.filled.selectors')}>
          <code>{selectors.join(' · ')}</code>
        </Fact>
        <Fact label={text('alerts.filled.events')}>
          {events === 'none' ? (
            text('alerts.filled.noEvents')
          ) : events === 'auto' ? (
            text('alerts.filled.autoEvents')
          ) : (
            <code>{events}</code>
          )}
          {isForPageOnly && ` ${text('alerts.filled.pageOnly')}`}
        </Fact>
        <Fact label={text('alerts.filled.thresholds')}>
          {changed === 0
            ? text('alerts.filled.defaults')
            : text('alerts.filled.changed', { count: changed, number: measures.count(changed) })}
        </Fact>
        <Fact label={text('alerts.filled.links')}>
          {/^https?:/.test(grafanaUrl) ? <code>{grafanaUrl}</code> : text('alerts.filled.noAddress')}
          {settings.grafanaUrl === undefined && ` ${text('alerts.filled.ownAddress')}`}
        </Fact>
      </dl>
      {isAllowed('configure') && <PageLink path={configPath}>{text('alerts.filled.change')}</PageLink>}
    </>
  );
}

function changedThresholds({ thresholds }: Installation['settings']): number {
  const defaults = defaultSettings().thresholds;
  return (Object.keys(defaults) as ThresholdId[]).filter((id) => thresholds[id] !== defaults[id]).length;
}

function Fact({ label, children }: PropsWithChildren<{ label: string }>) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.fact}>
      <dt className={styles.label}>{label}</dt>
      <dd className={styles.value}>{children}</dd>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ margin: 0, display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5) }),
  fact: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0, 1) }),
  label: css({ color: theme.colors.text.secondary, flex: `0 0 ${theme.spacing(20)}` }),
  value: css({
    margin: 0,
    flex: '1 1 16rem',
    minWidth: 0,
    overflowWrap: 'anywhere',
    '& code': { whiteSpace: 'normal' },
  }),
});
