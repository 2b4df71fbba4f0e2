import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Pagination, useStyles2 } from '@grafana/ui';
import React, { memo, useCallback, useId, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { type FleetNode } from '../../signals/evidence/fleetNode';
import { IconSprite } from '../../components/IconSprite';
import { useText } from '../../locales/TextProvider';
import { useLinks } from '../shared/address/links';
import { ColumnHeader } from './ColumnHeader';
import { columnIds } from '../shared/address/columnIds';
import { ColumnMenu } from './ColumnMenu';
import { NodeRow, rowIcons } from './NodeRow';
import { type Sorting } from '../shared/address/nodesView';
import { useRowFocus } from './useRowFocus';
import { useShownColumns } from './useShownColumns';

/** A small fleet is seen whole; of a large one a key in the search would draw too many rows. */
const sizeOfPages = (count: number) => (count <= 50 ? 50 : 25);

export interface NodesTableProps {
  nodes: readonly FleetNode[];
  sorting: Sorting;
  onSort: (sorting: Sorting) => void;
  /** From 1; beyond the last one the last one is shown. */
  page: number;
  setPage: (page: number) => void;
}

export const NodesTable = memo(function NodesTable(props: NodesTableProps) {
  const links = useLinks();
  const { nodes, sorting, onSort, setPage } = props;
  const styles = useStyles2(getStyles);
  const { text, measures } = useText();
  const { shown, setShown } = useShownColumns();
  const navigate = useNavigate();
  const keysId = useId();
  const [openIds, setOpenIds] = useState<ReadonlySet<string>>(new Set());

  const pageSize = sizeOfPages(nodes.length);
  const pageCount = Math.max(1, Math.ceil(nodes.length / pageSize));
  const page = Math.min(props.page, pageCount);
  const columns = useMemo(() => columnIds.filter((id) => shown.includes(id)), [shown]);
  const toggle = useCallback(
    (id: string) =>
      setOpenIds((before) =>
        before.has(id) ? new Set([...before].filter((each) => each !== id)) : new Set([...before, id])
      ),
    []
  );

  const onOpen = ({ evidence: { key } }: FleetNode) => navigate(links.node(key));
  const rowFocus = useRowFocus({ nodes, pageSize, page, setPage, onOpen, onToggle: toggle });

  return (
    <div className={styles.whole}>
      <div className={styles.bar}>
        <span data-testid="node-count">
          {text('table.count', { count: nodes.length, number: measures.count(nodes.length) })}
        </span>
        <span id={keysId} className={styles.keys} data-keys>
          {text('table.keys')}
        </span>
        <ColumnMenu shown={shown} onChange={setShown} />
      </div>
      <IconSprite names={rowIcons} />
      <div className={styles.scroll}>
        <table
          role="grid"
          aria-label={text('table.label')}
          aria-describedby={keysId}
          aria-rowcount={nodes.length + 1}
          className={styles.table}
          data-testid="nodes-table"
        >
          <thead>
            <tr aria-rowindex={1}>
              <th className={styles.toggle}>
                <span className="sr-only">{text('table.details')}</span>
              </th>
              {columns.map((id) => (
                <ColumnHeader key={id} id={id} sorting={sorting} onSort={onSort} />
              ))}
              <th className={styles.links}>{text('column.links')}</th>
            </tr>
          </thead>
          <tbody {...rowFocus.rows}>
            {rowFocus.shown.map((node, index) => (
              <NodeRow
                key={node.id}
                node={node}
                index={rowFocus.first + index}
                columns={columns}
                isOpen={openIds.has(node.id)}
                isActive={node.id === rowFocus.activeId}
                onToggle={toggle}
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
});

const getStyles = (theme: GrafanaTheme2) => ({
  // The keys are told while a row is walked to with them.
  whole: css({ [theme.breakpoints.up('md')]: { '&:has(tr:focus-visible) [data-keys]': { display: 'inline' } } }),
  keys: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary, display: 'none' }),
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
        // An edge where further columns go on beneath it.
        boxShadow: `inset 1px 0 ${theme.colors.border.medium}`,
      },
    },
    'thead tr > :last-child, tr[data-node] > :last-child': { whiteSpace: 'nowrap' },
    'tbody tr': { borderTop: `1px solid ${theme.colors.border.weak}`, scrollMarginTop: theme.spacing(12) },
    'tr[data-id]:focus-visible': { outline: 'none' },
    // On each cell, since those that stay in sight lie over the row.
    'tr[data-id]:focus-visible > td': {
      background: theme.colors.background.secondary,
      boxShadow: `inset 0 2px ${theme.colors.primary.border}, inset 0 -2px ${theme.colors.primary.border}`,
    },
  }),
  toggle: css({ width: theme.spacing(4) }),
  links: css({ whiteSpace: 'nowrap', fontWeight: theme.typography.fontWeightMedium }),
  pages: css({ marginTop: theme.spacing(1) }),
});
