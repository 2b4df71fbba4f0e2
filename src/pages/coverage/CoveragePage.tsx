import { PluginPage } from '@grafana/runtime';
import { Button, Stack } from '@grafana/ui';
import React, { useMemo } from 'react';
import { PageLink } from '../../components/PageLink';
import { useCoverage } from '../../data/useCoverage';
import { useText } from '../../locales/TextProvider';
import { type ParsedSettings } from '../../signals/settings/settings';
import { ClusterChoice } from '../shared/asking/ClusterChoice';
import { SettingsProblems } from '../shared/asking/SettingsProblems';
import { SourceTrouble } from '../shared/asking/SourceTrouble';
import { placeOf } from '../shared/address/pagePlaces';
import { backToNodesPath, coveragePath } from '../shared/address/paths';
import { SourcePicker } from '../shared/asking/SourcePicker';
import { usePickSource } from '../shared/asking/usePickSource';
import { useSource } from '../shared/asking/useSource';
import { useUrlQuery } from '../shared/address/useUrlQuery';
import { CoverageReport } from './CoverageReport';

export default function CoveragePage({ parsed: { settings, problems } }: { parsed: ParsedSettings }) {
  const { text } = useText();
  const { search, change } = useUrlQuery();
  const params = useMemo(() => new URLSearchParams(search), [search]);
  const { all, choice, source } = useSource(params.get('ds') || undefined, settings.metricsDataSourceUid);
  const view = useCoverage(source, settings);
  const cluster = params.get('cluster') ?? undefined;

  const pickSource = usePickSource({ forgetsCluster: true });

  const toolbar = (
    <Stack direction="row" gap={1} wrap="wrap" alignItems="center">
      <SourcePicker sources={all} sourceUid={source?.uid} pickSource={pickSource} />
      <ClusterChoice
        clusters={(view.reading?.coverage.clusters ?? []).map((each) => each.cluster ?? '')}
        cluster={cluster}
        onChange={(chosen) => change({ cluster: chosen })}
      />
      <Button
        variant="secondary"
        icon={view.isReading ? 'spinner' : 'sync'}
        onClick={view.readAgain}
        disabled={!source}
        tooltip={text('toolbar.refresh')}
        aria-label={text('toolbar.refresh')}
      />
    </Stack>
  );
  return (
    <PluginPage actions={toolbar} pageNav={placeOf(text('coverage.title'), coveragePath(search))}>
      <Stack direction="column" gap={2}>
        <PageLink path={backToNodesPath(search)}>◂ {text('runbook.backToNodes')}</PageLink>
        <SettingsProblems problems={problems} />
        {source ? (
          <CoverageReport {...{ source, settings, view, cluster }} />
        ) : (
          <SourceTrouble choice={choice} hasOthers={all.length > 0} />
        )}
      </Stack>
    </PluginPage>
  );
}
