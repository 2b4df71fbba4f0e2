import { Pagination, useStyles2 } from '@grafana/ui';
import React, { memo, useCallback, useId, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { type FleetNode } from '../../signals/evidence/fleetNode';
import { IconSprite } from '../../components/IconSprite';
import { useText } from '../../locales/TextProvider';
import { useLinks } from '../shared/address/links';
import { ColumnHeader } from './ColumnHeader';
import { type ColumnId, columnIds, columnWidthsPx } from '../shared/address/columnIds';
import { NodeRow, rowIcons } from './NodeRow';
import { type Sorting } from '../shared/address/nodesView';
import { tableStyles } from './tableStyles';
import { useRowFocus } from './useRowFocus';

/** A small fleet is seen whole; of a large one a key in the search would draw too many rows: this is twice what a screen shows. */
const sizeOfPages = (count: number) => (count <= 50 ? 50 : 20);

const toggleWidthPx = 40;
const linksWidthPx = 144;

export interface NodesTableProps {
  nodes: readonly FleetNode[];
  shown: readonly ColumnId[];
  sorting: Sorting;
  onSort: (sorting: Sorting) => void;
  /** From 1; beyond the last one the last one is shown. */
  page: number;
  setPage: (page: number) => void;
}

export const NodesTable = memo(function NodesTable(props: NodesTableProps) {
  const links = useLinks();
  const { nodes, shown, sorting, onSort, setPage } = props;
  const styles = useStyles2(tableStyles);
  const { text } = useText();
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
      <span id={keysId} className={styles.keys} data-keys>
        {text('table.keys')}
      </span>
      <IconSprite names={rowIcons} />
      <div className={styles.scroll}>
        <table
          role="grid"
          aria-label={text('table.label')}
          aria-describedby={keysId}
          aria-rowcount={nodes.length + 1}
          className={styles.table}
          style={{ minWidth: leastWidthPx(columns) }}
          data-testid="nodes-table"
        >
          <colgroup>
            <col style={{ width: toggleWidthPx }} />
            {columns.map((id) => (
              <col key={id} style={id === 'why' ? undefined : { width: columnWidthsPx[id] }} />
            ))}
            <col style={{ width: linksWidthPx }} />
          </colgroup>
          <thead>
            <tr aria-rowindex={1}>
              <th>
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

function leastWidthPx(columns: readonly ColumnId[]): number {
  return columns.reduce((sum, id) => sum + columnWidthsPx[id], toggleWidthPx + linksWidthPx);
}
