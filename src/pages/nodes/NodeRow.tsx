import { IconButton } from '@grafana/ui';
import React, { memo } from 'react';
import { PageLink } from '../../components/PageLink';
import { type FleetNode } from '../../data/readFleet';
import { useText } from '../../locales/TextProvider';
import { nodeTitle } from '../../locales/wording';
import { recommendedFix } from '../../runbook/advice';
import { nodePath, runbookPath } from '../paths';
import { cells } from './cells';
import { type ColumnId } from './columnIds';
import { NodeDetails } from './NodeDetails';

export interface NodeRowProps {
  node: FleetNode;
  columns: readonly ColumnId[];
  isOpen: boolean;
  onToggle: (id: string) => void;
  search: string;
}

export const NodeRow = memo(function NodeRow({ node, columns, isOpen, onToggle, search }: NodeRowProps) {
  const { text } = useText();
  const { evidence, diagnosis, id } = node;
  const { key } = evidence;
  return (
    <>
      <tr
        data-testid="node-row"
        data-cluster={key.cluster ?? ''}
        data-node={key.node}
        data-state={diagnosis.state}
        data-cause={diagnosis.cause}
      >
        <td>
          <IconButton
            name={isOpen ? 'angle-down' : 'angle-right'}
            size="lg"
            aria-expanded={isOpen}
            aria-label={text(isOpen ? 'table.hideDetailsOf' : 'table.showDetailsOf', { node: nodeTitle(key) })}
            onClick={() => onToggle(id)}
          />
        </td>
        {columns.map((column) => {
          const Cell = cells[column];
          return (
            <td key={column} data-column={column}>
              <Cell node={node} search={search} />
            </td>
          );
        })}
        <td>{!node.isWithoutNode && <RowLinks node={node} search={search} />}</td>
      </tr>
      {isOpen && (
        <tr data-testid="node-details">
          <td colSpan={columns.length + 2}>
            <NodeDetails node={node} />
          </td>
        </tr>
      )}
    </>
  );
});

function RowLinks({ node, search }: Pick<NodeRowProps, 'node' | 'search'>) {
  const { text } = useText();
  const { key } = node.evidence;
  return (
    <>
      <PageLink path={nodePath(key, search)}>{text('table.details')}</PageLink>
      {' · '}
      <PageLink path={runbookPath({ option: recommendedFix(node), key, search })}>{text('table.runbook')}</PageLink>
    </>
  );
}
