import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';
import { type Words, useText } from '../locales/TextProvider';
import {
  type ClusterCoverage,
  coverageItems,
  type CoverageItem,
  type CoverageSource,
} from '../signals/coverage/coverage';
import { CoverageCellText } from './CoverageCellText';
import { installationRows } from './installationRows';

/** What is there, cluster beside cluster. Scrolls by itself where there are many, by keyboard too. */
export function CoverageTable({ clusters }: { clusters: readonly ClusterCoverage[] }) {
  const styles = useStyles2(getStyles);
  const words = useText();
  const { text } = words;
  const groups = bySource(coverageItems());
  const name = ({ cluster }: ClusterCoverage) => cluster ?? text('toolbar.noCluster');
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={text('coverage.table')}>
      <table className={styles.table} data-testid="coverage-table">
        <thead>
          <tr>
            <th scope="col">{text('coverage.signal')}</th>
            {clusters.map((cluster) => (
              <th key={cluster.cluster ?? ''} scope="col">
                {name(cluster)}
                <div className={styles.secondary}>{nodesText(cluster, words)}</div>
              </th>
            ))}
          </tr>
        </thead>
        {groups.map(({ source, items }) => (
          <tbody key={source}>
            <GroupRow columns={clusters.length + 1}>{text(`coverage.source.${source}`)}</GroupRow>
            {items.map(({ id, metric }) => (
              <tr key={id} data-testid={`coverage-${id}`}>
                <th scope="row">
                  {text(`coverage.item.${id}`)}
                  {metric !== undefined && <div className={styles.metric}>{metricName(metric)}</div>}
                </th>
                {clusters.map((cluster) => (
                  <td key={cluster.cluster ?? ''} data-cluster={name(cluster)} data-state={cluster.cells[id].state}>
                    <CoverageCellText id={id} cluster={cluster} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        ))}
        <tbody>
          <GroupRow columns={clusters.length + 1}>{text('coverage.installation')}</GroupRow>
          {installationRows(words).map(({ id, title, cell }) => (
            <tr key={id} data-testid={`coverage-${id}`}>
              <th scope="row">{title}</th>
              {clusters.map((cluster) => (
                <td key={cluster.cluster ?? ''} data-cluster={name(cluster)}>
                  {cell(cluster).map((line) => (
                    <div key={line}>{line}</div>
                  ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function GroupRow({ columns, children }: { columns: number; children: ReactNode }) {
  const styles = useStyles2(getStyles);
  return (
    <tr>
      <th scope="rowgroup" colSpan={columns} className={styles.group}>
        {children}
      </th>
    </tr>
  );
}

function bySource(items: readonly CoverageItem[]): Array<{ source: CoverageSource; items: CoverageItem[] }> {
  const groups = new Map<CoverageSource, CoverageItem[]>();
  for (const item of items) {
    groups.set(item.source, [...(groups.get(item.source) ?? []), item]);
  }
  return [...groups].map(([source, members]) => ({ source, items: members }));
}

function metricName(metric: string): string {
  return metric.replace(/\{.*/, '');
}

function nodesText({ nodesKnown }: ClusterCoverage, { text, measures }: Words): string {
  return nodesKnown === undefined
    ? text('coverage.nodesNotKnown')
    : text('table.count', { count: nodesKnown, number: measures.count(nodesKnown) });
}

const getStyles = (theme: GrafanaTheme2) => ({
  scroll: css({ overflowX: 'auto', maxWidth: '100%' }),
  table: css({
    minWidth: '100%',
    '& th, & td': {
      padding: theme.spacing(0.75, 3, 0.75, 0),
      borderBottom: `1px solid ${theme.colors.border.weak}`,
      verticalAlign: 'top',
      textAlign: 'left',
      fontWeight: theme.typography.fontWeightRegular,
    },
    '& thead th': { fontWeight: theme.typography.fontWeightMedium, whiteSpace: 'nowrap' },
    '& td': { minWidth: theme.spacing(18) },
    '& tbody th': { minWidth: theme.spacing(20), maxWidth: theme.spacing(50) },
    // Too narrow for columns: each cell names its cluster.
    [theme.breakpoints.down('md')]: {
      '&, & tbody, & tr, & td, & tbody th': { display: 'block', minWidth: 0, maxWidth: 'none' },
      '& thead': { display: 'none' },
      '& th, & td': { padding: theme.spacing(0.5, 0), border: 'none' },
      '& tr': { borderBottom: `1px solid ${theme.colors.border.weak}` },
      '& td::before': {
        content: 'attr(data-cluster)',
        display: 'block',
        color: theme.colors.text.secondary,
        ...theme.typography.bodySmall,
      },
    },
  }),
  group: css({
    '&&': {
      ...theme.typography.bodySmall,
      color: theme.colors.text.secondary,
      paddingTop: theme.spacing(2),
      fontWeight: theme.typography.fontWeightMedium,
    },
  }),
  secondary: css({ color: theme.colors.text.secondary, ...theme.typography.bodySmall }),
  metric: css({
    color: theme.colors.text.secondary,
    fontFamily: theme.typography.fontFamilyMonospace,
    fontSize: theme.typography.bodySmall.fontSize,
    overflowWrap: 'anywhere',
  }),
});
