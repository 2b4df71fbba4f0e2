import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Pagination, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import { type FleetNode } from '../../data/readFleet';
import { useText } from '../../locales/TextProvider';
import { ColumnHeader } from './ColumnHeader';
import { columnIds } from './columnIds';
import { ColumnMenu } from './ColumnMenu';
import { NodeRow } from './NodeRow';
import { type Sorting } from './nodesView';
import { useShownColumns } from './useShownColumns';

export const pageSize = 50;

export interface NodesTableProps {
  nodes: readonly FleetNode[];
  sorting: Sorting;
  onSort: (sorting: Sorting) => void;
  search: string;
}

export function NodesTable({ nodes, sorting, onSort, search }: NodesTableProps) {
  const styles = useStyles2(getStyles);
  const { text, measures } = useText();
  const { shown, setShown } = useShownColumns();
  const [wantedPage, setPage] = useState(1);
  const [openIds, setOpenIds] = useState<ReadonlySet<string>>(new Set());

  const pageCount = Math.max(1, Math.ceil(nodes.length / pageSize));
  const page = Math.min(wantedPage, pageCount);
  const columns = columnIds.filter((id) => shown.includes(id));
  const toggle = (id: string) =>
    setOpenIds((before) =>
      before.has(id) ? new Set([...before].filter((each) => each !== id)) : new Set([...before, id])
    );

  return (
    <div>
      <div className={styles.bar}>
        <span data-testid="node-count">
          {text('table.count', { count: nodes.length, number: measures.count(nodes.length) })}
        </span>
        <ColumnMenu shown={shown} onChange={setShown} />
      </div>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={text('table.label')}>
        <table className={styles.table} data-testid="nodes-table">
          <thead>
            <tr>
              <th className={styles.toggle}>
                <span className="sr-only">{text('table.details')}</span>
              </th>
              {columns.map((id) => (
                <ColumnHeader key={id} id={id} sorting={sorting} onSort={onSort} />
              ))}
              <th className={styles.links}>{text('column.links')}</th>
            </tr>
          </thead>
          <tbody>
            {nodes.slice((page - 1) * pageSize, page * pageSize).map((node) => (
              <NodeRow
                key={node.id}
                node={node}
                columns={columns}
                isOpen={openIds.has(node.id)}
                onToggle={toggle}
                search={search}
              />
            ))}
          </tbody>
        </table>
      </div>
      <Pagination
        className={styles.pages}
        currentPage={page}
        numberOfPages={pageCount}
        onNavigate={setPage}
        hideWhenSinglePage
      />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({ display: 'flex', justifyContent: 'space-between', alignItems: 'center', paddingBottom: theme.spacing(1) }),
  // A container, so that the details of a row can be as wide as what is in sight.
  scroll: css({ overflowX: 'auto', containerType: 'inline-size' }),
  table: css({
    width: '100%',
    borderCollapse: 'collapse',
    'th, td': { padding: theme.spacing(0.75, 1), textAlign: 'left', verticalAlign: 'top' },
    // Which node a row is about stays in sight however far the table is scrolled, and so does the way to its runbook.
    // On a narrow screen they would hide the reasons between them.
    [theme.breakpoints.up('lg')]: {
      '[data-column=node]': { position: 'sticky', left: 0, background: theme.colors.background.primary },
      'thead tr > :last-child, tr[data-node] > :last-child': {
        position: 'sticky',
        right: 0,
        background: theme.colors.background.primary,
      },
    },
    'thead tr > :last-child, tr[data-node] > :last-child': { whiteSpace: 'nowrap' },
    'tbody tr': { borderTop: `1px solid ${theme.colors.border.weak}` },
  }),
  toggle: css({ width: theme.spacing(4) }),
  links: css({ whiteSpace: 'nowrap', fontWeight: theme.typography.fontWeightMedium }),
  pages: css({ marginTop: theme.spacing(1) }),
});
