import { PluginPage } from '@grafana/runtime';
import { Stack } from '@grafana/ui';
import React from 'react';
import { type FleetNode } from '../../data/readFleet';
import { useFleet } from '../../data/useFleet';
import { useText } from '../../locales/TextProvider';
import { type ParsedSettings } from '../../signals/settings/settings';
import { QuestionToolbar } from '../shared/asking/QuestionToolbar';
import { usePickSource } from '../shared/asking/usePickSource';
import { useSource } from '../shared/asking/useSource';
import { ClusterPicker } from '../shared/asking/ClusterPicker';
import { FleetView } from './FleetView';
import { PasteZone } from '../shared/paste/PasteZone';
import { usePastedFleet } from '../shared/paste/usePastedFleet';
import { WithoutSource } from './WithoutSource';
import { SettingsProblems } from '../shared/asking/SettingsProblems';
import { SourceTrouble } from '../shared/asking/SourceTrouble';
import { placeOfNodes } from '../shared/address/pagePlaces';
import { useNodesView } from '../shared/address/useNodesView';
import { useRefresh } from '../shared/asking/useRefresh';

const noNodes: readonly FleetNode[] = [];

export function NodesPage({ parsed: { settings, problems } }: { parsed: ParsedSettings }) {
  const { text } = useText();
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
    <PluginPage actions={toolbar} pageNav={placeOfNodes(text, search)}>
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
