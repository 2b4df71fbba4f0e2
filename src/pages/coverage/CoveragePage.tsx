import React from 'react';
import { useText } from '../../locales/TextProvider';
import { useLinks } from '../shared/address/links';
import { placeOf } from '../shared/address/pagePlaces';
import { ClusterChoice } from '../shared/asking/ClusterChoice';
import { usePage } from '../shared/asking/PageContext';
import { PageShell } from '../shared/asking/PageShell';
import { useCoverageReading } from '../shared/asking/useCoverageReading';
import { CoverageReport } from './CoverageReport';

export default function CoveragePage() {
  const { text } = useText();
  const links = useLinks();
  const { settings, source, view, changeView } = usePage();
  const { held, reading } = useCoverageReading(source, settings);
  const toolbar = (
    <ClusterChoice
      clusters={(reading?.coverage.clusters ?? []).map((each) => each.cluster ?? '')}
      cluster={view.cluster}
      onChange={(cluster) => changeView({ cluster })}
    />
  );
  return (
    <PageShell
      place={placeOf(text('coverage.title'), links.coverage)}
      forgetsCluster
      hasSpan={false}
      reading={held}
      toolbar={toolbar}
    >
      {source && <CoverageReport {...{ source, reading }} />}
    </PageShell>
  );
}
