import { PluginPage } from '@grafana/runtime';
import { LoadingPlaceholder, Stack } from '@grafana/ui';
import React from 'react';
import { PageLink } from '../../components/PageLink';
import { useFleet } from '../../data/useFleet';
import { usePlanFacts } from '../../data/usePlanFacts';
import { useText } from '../../locales/TextProvider';
import { type ParsedSettings } from '../../signals/settings/settings';
import { ClusterPicker } from '../shared/asking/ClusterPicker';
import { EmptyFleet } from '../shared/asking/EmptyFleet';
import { usePastedFleet } from '../shared/paste/usePastedFleet';
import { QueryTrouble } from '../shared/asking/QueryTrouble';
import { SettingsProblems } from '../shared/asking/SettingsProblems';
import { SourceTrouble } from '../shared/asking/SourceTrouble';
import { useNodesView } from '../shared/address/useNodesView';
import { useRefresh } from '../shared/asking/useRefresh';
import { placeOf } from '../shared/address/pagePlaces';
import { backToNodesPath, planPath } from '../shared/address/paths';
import { QuestionToolbar } from '../shared/asking/QuestionToolbar';
import { usePickSource } from '../shared/asking/usePickSource';
import { useSource } from '../shared/asking/useSource';
import { PlanBody } from './PlanBody';

export default function PlanPage({ parsed: { settings, problems } }: { parsed: ParsedSettings }) {
  const { text } = useText();
  const { view, search, changeView } = useNodesView();
  const { all, choice, source } = useSource(view.sourceUid, settings.metricsDataSourceUid);
  const asked = useFleet(source, settings, view.span);
  const fleet = usePastedFleet(asked, settings, source);
  const facts = usePlanFacts(source, settings, view.span, asked.latest?.atSeconds);
  useRefresh(source ? view.refresh : '', fleet.isReading, fleet.readAgain);
  const pickSource = usePickSource({ forgetsCluster: true });
  const { shown, latest, isReading, readAgain } = fleet;
  const toolbar = (
    <QuestionToolbar {...{ view, changeView, pickSource }} reading={fleet} sources={all} sourceUid={source?.uid}>
      <ClusterPicker {...{ view, changeView, fleet }} />
    </QuestionToolbar>
  );
  return (
    <PluginPage actions={toolbar} pageNav={placeOf(text('plan.title'), planPath(search))}>
      <Stack direction="column" gap={2}>
        <PageLink path={backToNodesPath(search)}>◂ {text('runbook.backToNodes')}</PageLink>
        <SettingsProblems problems={problems} />
        {!source && <SourceTrouble choice={choice} hasOthers={all.length > 0} />}
        {latest && <QueryTrouble queries={latest.queries} readAgain={readAgain} />}
        {source && !shown && isReading && <LoadingPlaceholder text={text('loading.fleet', { source: source.name })} />}
        {source && shown?.nodes.length === 0 && shown.isFinished && !isFailed(shown.queries) && (
          <EmptyFleet source={source} />
        )}
        {shown && shown.nodes.length > 0 && (
          <PlanBody {...{ view, changeView, search, facts }} reading={shown} thresholds={settings.thresholds} />
        )}
      </Stack>
    </PluginPage>
  );
}

function isFailed(queries: object): boolean {
  return Object.values(queries).some((each: { state?: string }) => each.state === 'failed');
}
