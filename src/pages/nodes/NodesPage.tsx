import { PluginPage } from '@grafana/runtime';
import { Stack } from '@grafana/ui';
import React from 'react';
import { type FleetNode } from '../../data/readFleet';
import { useFleet } from '../../data/useFleet';
import { type ParsedSettings } from '../../signals/settings';
import { QuestionToolbar } from '../QuestionToolbar';
import { usePickSource } from '../usePickSource';
import { useSource } from '../useSource';
import { ClusterPicker } from './ClusterPicker';
import { FleetView } from './FleetView';
import { PasteZone } from './paste/PasteZone';
import { usePastedFleet } from './paste/usePastedFleet';
import { WithoutSource } from './paste/WithoutSource';
import { SettingsProblems } from './SettingsProblems';
import { SourceTrouble } from './SourceTrouble';
import { useNodesView } from './useNodesView';
import { useRefresh } from './useRefresh';

const noNodes: readonly FleetNode[] = [];

export function NodesPage({ parsed: { settings, problems } }: { parsed: ParsedSettings }) {
  const { view, search, changeView } = useNodesView();
  const { all, choice, source } = useSource(view.sourceUid, settings.metricsDataSourceUid);
  const asked = useFleet(source, settings, view.span);
  const fleet = usePastedFleet(asked, settings, source);
  useRefresh(source ? view.refresh : '', fleet.isReading, fleet.readAgain);

  const pickSource = usePickSource({ forgetsCluster: true });

  const toolbar = (
    <QuestionToolbar {...{ view, changeView, pickSource }} reading={fleet} sources={all} sourceUid={source?.uid}>
      <ClusterPicker {...{ view, changeView, fleet }} />
    </QuestionToolbar>
  );
  return (
    <PluginPage actions={toolbar}>
      <PasteZone nodes={asked.shown?.nodes ?? noNodes}>
        <Stack direction="column" gap={2}>
          <SettingsProblems problems={problems} />
          {source ? (
            <FleetView {...{ view, changeView, search, fleet, source }} />
          ) : (
            <WithoutSource {...{ view, changeView, search, fleet }}>
              <SourceTrouble choice={choice} hasOthers={all.length > 0} />
            </WithoutSource>
          )}
        </Stack>
      </PasteZone>
    </PluginPage>
  );
}
