import { type AppRootProps } from '@grafana/data';
import { ErrorBoundaryAlert, LoadingPlaceholder } from '@grafana/ui';
import React, { useMemo } from 'react';
import { whenLoaded } from '../components/whenLoaded';
import { Navigate, Route, Routes, useLocation } from 'react-router';
import { parseAppSettings } from '../data/appSettings';
import { TextProvider, useText } from '../locales/TextProvider';
import { withTexts } from '../locales/withTexts';
import { NodesPage } from './nodes/NodesPage';
import { PageProvider } from './shared/asking/PageContext';
import { PasteProvider } from './shared/paste/PasteProvider';
import { nodesPath } from './shared/address/paths';
import { UnknownPage } from './shared/UnknownPage';

/** Pages that a reader goes between, and that are made of the same, share a chunk: some 3 kB gzip less in all. */
const AlertsPage = whenLoaded(() => withTexts(import(/* webpackChunkName: "installation" */ './alerts/AlertsPage')));
const CoveragePage = whenLoaded(() =>
  withTexts(import(/* webpackChunkName: "installation" */ './coverage/CoveragePage'))
);
const NodePage = whenLoaded(() => withTexts(import(/* webpackChunkName: "node" */ './node/NodePage')));
const PlanPage = whenLoaded(() => withTexts(import(/* webpackChunkName: "plan" */ './plan/PlanPage')));
const RunbookPage = whenLoaded(() => withTexts(import(/* webpackChunkName: "node" */ './runbook/RunbookPage')));

export default function App({ meta }: AppRootProps) {
  return (
    <TextProvider>
      <PasteProvider>
        <Pages meta={meta} />
      </PasteProvider>
    </TextProvider>
  );
}

function Pages({ meta }: Pick<AppRootProps, 'meta'>) {
  const { text } = useText();
  const { pathname, search } = useLocation();
  const fallback = <LoadingPlaceholder text={text('loading.page')} />;
  const parsed = useMemo(() => parseAppSettings(meta), [meta]);
  return (
    <ErrorBoundaryAlert title={text('error.page')} dependencies={[pathname]}>
      <PageProvider parsed={parsed}>
        <Routes>
          <Route index element={<Navigate to={`${nodesPath}${search}`} replace />} />
          <Route path="nodes" element={<NodesPage />} />
          <Route path="nodes/:node" element={<NodePage fallback={fallback} />} />
          {/* For names that a path does not carry. */}
          <Route path="node" element={<NodePage fallback={fallback} />} />
          <Route path="runbook/:option" element={<RunbookPage fallback={fallback} />} />
          <Route path="coverage" element={<CoveragePage fallback={fallback} />} />
          <Route path="alerts" element={<AlertsPage fallback={fallback} />} />
          <Route path="plan" element={<PlanPage fallback={fallback} />} />
          <Route path="*" element={<UnknownPage />} />
        </Routes>
      </PageProvider>
    </ErrorBoundaryAlert>
  );
}
