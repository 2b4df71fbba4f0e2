import { type Words } from '../locales/TextProvider';
import { type ClusterCoverage, joinIds } from '../signals/coverage/coverage';
import { exporterKinds } from '../signals/coverage/stack';

interface InstallationRow {
  id: 'stack' | 'jobs' | 'joins' | 'collectors' | 'duplicates';
  title: string;
  /** Lines of text. */
  cell: (cluster: ClusterCoverage) => string[];
}

/** How the signals of a cluster are scraped and labelled. */
export function installationRows({ text, measures }: Words): InstallationRow[] {
  const numbered = (count: number) => ({ count, number: measures.count(count) });
  const notKnown = [text('coverage.state.notKnown')];
  return [
    {
      id: 'stack',
      title: text('coverage.stack'),
      cell: ({ stack, jobs }) =>
        jobs ? [stack ? text(`coverage.stack.${stack}`) : text('coverage.stack.none')] : notKnown,
    },
    {
      id: 'jobs',
      title: text('coverage.jobs'),
      cell: ({ jobs }) =>
        jobs
          ? exporterKinds.flatMap((kind) => {
              const names = [...new Set(jobs.filter(({ source }) => source === kind).map(({ job }) => job))];
              return names.length > 0 ? [`${text(`coverage.exporter.${kind}`)}: ${names.join(', ')}`] : [];
            })
          : notKnown,
    },
    {
      id: 'joins',
      title: text('coverage.joins'),
      cell: ({ joins }) =>
        joins
          ? joinIds.flatMap((id) => {
              const count = joins[id] ?? 0;
              return count > 0 ? [text(`coverage.join.${id}`, numbered(count))] : [];
            })
          : notKnown,
    },
    {
      id: 'collectors',
      title: text('coverage.collectors'),
      cell: ({ collectors }) => {
        if (!collectors) {
          return notKnown;
        }
        const { failing, unreadableTextfiles, staleProbes, areReported, withoutMemoryRow, onCgroupV2 } = collectors;
        const troubles = [
          ...failing.map(({ collector, exporters }) =>
            text('coverage.collectorFails', { collector, ...numbered(exporters) })
          ),
          ...(unreadableTextfiles > 0 ? [text('coverage.textfileUnreadable', numbered(unreadableTextfiles))] : []),
          ...(staleProbes > 0 ? [text('coverage.probeStale', numbered(staleProbes))] : []),
        ];
        const fine = text(areReported ? 'coverage.collectorsFine' : 'coverage.collectorsNotReported');
        const told = [
          ...(withoutMemoryRow > 0 ? [text('coverage.noMemoryRow', numbered(withoutMemoryRow))] : []),
          ...(onCgroupV2 > 0 ? [text('coverage.cgroupV2', numbered(onCgroupV2))] : []),
        ];
        return [...(troubles.length > 0 ? troubles : [fine]), ...told];
      },
    },
    {
      id: 'duplicates',
      title: text('coverage.duplicates'),
      cell: ({ duplicates }) => {
        if (!duplicates) {
          return notKnown;
        }
        const { exporters, nodeFacts, exportersOfOneNode, mixed, replicas } = duplicates;
        const lines = [
          ...(exporters > 0 ? [text('coverage.duplicate.exporters', numbered(exporters))] : []),
          ...(nodeFacts > 0 ? [text('coverage.duplicate.nodeFacts', numbered(nodeFacts))] : []),
          ...(exportersOfOneNode > 0
            ? [text('coverage.duplicate.exportersOfOneNode', numbered(exportersOfOneNode))]
            : []),
          ...(replicas.length > 0 ? [text('coverage.duplicate.replicas', { replicas: replicas.join(', ') })] : []),
        ];
        if (mixed > 0) {
          return [...lines, text('coverage.duplicate.mixed', numbered(mixed))];
        }
        return lines.length > 0 ? [...lines, text('coverage.duplicate.harmless')] : [text('coverage.duplicate.none')];
      },
    },
  ];
}
