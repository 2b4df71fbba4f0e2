import { config, PluginPage } from '@grafana/runtime';
import { LoadingPlaceholder, RefreshPicker, Stack } from '@grafana/ui';
import React, { useMemo, useRef } from 'react';
import { PageLink } from '../../components/PageLink';
import { type PrometheusSource } from '../../data/dataSources';
import { type RulesView, useRules } from '../../data/useRules';
import { useText } from '../../locales/TextProvider';
import { type Installation } from '../../rules/ruleGroups';
import { type ParsedSettings, type Settings } from '../../signals/settings/settings';
import { SettingsProblems } from '../shared/asking/SettingsProblems';
import { SourceTrouble } from '../shared/asking/SourceTrouble';
import { useNodesView } from '../shared/address/useNodesView';
import { useRefresh } from '../shared/asking/useRefresh';
import { placeOf } from '../shared/address/pagePlaces';
import { alertsPagePath, backToNodesPath } from '../shared/address/paths';
import { SourcePicker } from '../shared/asking/SourcePicker';
import { usePickSource } from '../shared/asking/usePickSource';
import { useSource } from '../shared/asking/useSource';
import { ExportRules } from './ExportRules';
import { LoadedRules } from './LoadedRules';
import { RulesTrouble } from './RulesTrouble';

export default function AlertsPage({ parsed: { settings, problems } }: { parsed: ParsedSettings }) {
  const { text } = useText();
  const { view, search, changeView } = useNodesView();
  const { all, choice, source } = useSource(view.sourceUid, settings.metricsDataSourceUid);
  const rules = useRules(source);
  useRefresh(source ? view.refresh : '', rules.isReading, rules.readAgain);

  const pickSource = usePickSource({ forgetsCluster: false });
  const toolbar = (
    <Stack direction="row" gap={1} wrap="wrap" alignItems="center">
      <SourcePicker sources={all} sourceUid={source?.uid} pickSource={pickSource} />
      <RefreshPicker
        value={view.refresh}
        onIntervalChanged={(refresh) => changeView({ refresh })}
        onRefresh={rules.readAgain}
        isLoading={rules.isReading}
        tooltip={text('toolbar.refresh')}
        isOnCanvas
      />
    </Stack>
  );
  return (
    <PluginPage actions={toolbar} pageNav={placeOf(text('alerts.title'), alertsPagePath(search))}>
      <Stack direction="column" gap={3}>
        <PageLink path={backToNodesPath(search)}>◂ {text('runbook.backToNodes')}</PageLink>
        <SettingsProblems problems={problems} />
        {!source && <SourceTrouble choice={choice} hasOthers={all.length > 0} />}
        <Body {...{ settings, source, rules, search }} />
      </Stack>
    </PluginPage>
  );
}

interface BodyProps {
  settings: Settings;
  source: PrometheusSource | undefined;
  rules: RulesView;
  search: string;
}

function Body({ settings, source, rules: { reading, readAgain }, search }: BodyProps) {
  const { text } = useText();
  const exports = useRef<HTMLDivElement>(null);
  const installation = useMemo<Installation>(
    () => ({ settings, grafanaUrl: settings.grafanaUrl ?? ownAddress() }),
    [settings]
  );
  const toExports = () => {
    exports.current?.focus();
    exports.current?.scrollIntoView({ block: 'start' });
  };
  return (
    <>
      {source && !reading && <LoadingPlaceholder text={text('alerts.reading', { source: source.name })} />}
      {source && reading?.kind === 'answered' && (
        <LoadedRules {...{ source, reading, installation, search, toExports }} />
      )}
      {source && reading && reading.kind !== 'answered' && (
        <RulesTrouble {...{ source, reading, readAgain, toExports }} />
      )}
      <div ref={exports} tabIndex={-1}>
        <ExportRules installation={installation} />
      </div>
    </>
  );
}

/** Where Grafana says it is reached; right unless a proxy hides it. */
function ownAddress(): string {
  return config.appUrl.replace(/\/+$/, '');
}
