import { css } from '@emotion/css';
import { type GrafanaTheme2, type IconName } from '@grafana/data';
import { LoadingPlaceholder, useStyles2 } from '@grafana/ui';
import React, { memo } from 'react';
import { SpriteIcon } from '../../components/IconSprite';
import { PageLink } from '../../components/PageLink';
import { stateIcons } from '../../components/stateAppearance';
import { whenLoaded } from '../../components/whenLoaded';
import { type FleetNode } from '../../signals/evidence/fleetNode';
import { useText } from '../../locales/TextProvider';
import { withTexts } from '../../locales/withTexts';
import { nodeTitle } from '../../locales/wording';
import { runbookFor } from '../../runbook/advice';
import { useLinks } from '../shared/address/links';
import { cells } from './cells';
import { type ColumnId } from '../shared/address/columnIds';

/** With the page of one node, which has the same parts and is where a reader goes next. */
const NodeDetails = whenLoaded(() => withTexts(import(/* webpackChunkName: "node" */ './NodeDetails')));

/** What rows show of the sprite. */
export const rowIcons: readonly IconName[] = [...Object.values(stateIcons), 'angle-right', 'angle-down'];

/** Whose content tells what it is where no heading stands above it. */
const selfTelling: ReadonlySet<ColumnId> = new Set(['state', 'node', 'why']);

export interface NodeRowProps {
  node: FleetNode;
  columns: readonly ColumnId[];
  isOpen: boolean;
  /** The row that Tab leads to. */
  isActive: boolean;
  /** Among all rows, from 0. */
  index: number;
  onToggle: (id: string) => void;
}

export const NodeRow = memo(function NodeRow({ node, columns, isOpen, isActive, index, onToggle }: NodeRowProps) {
  const styles = useStyles2(getStyles);
  const { text } = useText();
  const { evidence, diagnosis, id } = node;
  const { key } = evidence;
  const tabIndex = isActive ? 0 : -1;
  return (
    <>
      <tr
        tabIndex={tabIndex}
        aria-rowindex={index + 2}
        data-testid="node-row"
        data-id={id}
        data-cluster={key.cluster ?? ''}
        data-node={key.node}
        data-state={diagnosis.state}
        data-cause={diagnosis.cause}
      >
        <td>
          <button
            type="button"
            className={styles.toggle}
            tabIndex={tabIndex}
            aria-expanded={isOpen}
            aria-label={text(isOpen ? 'table.hideDetailsOf' : 'table.showDetailsOf', { node: nodeTitle(key) })}
            onClick={() => onToggle(id)}
          >
            <SpriteIcon name={isOpen ? 'angle-down' : 'angle-right'} />
          </button>
        </td>
        {columns.map((column) => {
          const Cell = cells[column];
          return (
            <td
              key={column}
              data-column={column}
              data-label={selfTelling.has(column) ? undefined : text(`column.${column}`)}
            >
              <Cell {...{ node, tabIndex }} />
            </td>
          );
        })}
        <td>{!node.isWithoutNode && <RowLinks {...{ node, tabIndex }} />}</td>
      </tr>
      {isOpen && (
        <tr data-testid="node-details">
          <td colSpan={columns.length + 2}>
            <NodeDetails node={node} shown={columns} fallback={<LoadingPlaceholder text={text('loading.page')} />} />
          </td>
        </tr>
      )}
    </>
  );
});

type RowLinksProps = Pick<NodeRowProps, 'node'> & { tabIndex: number };

function RowLinks({ node, tabIndex }: RowLinksProps) {
  const links = useLinks();
  const { text } = useText();
  const { key } = node.evidence;
  return (
    <>
      <PageLink path={links.node(key)} tabIndex={tabIndex}>
        {text('table.details')}
      </PageLink>
      {' · '}
      <PageLink path={links.runbook(runbookFor(node), key)} tabIndex={tabIndex}>
        {text('table.runbook')}
      </PageLink>
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  toggle: css({
    display: 'inline-flex',
    padding: theme.spacing(0.25),
    border: 'none',
    borderRadius: theme.shape.radius.default,
    background: 'none',
    color: theme.colors.text.primary,
    '&:hover': { background: theme.colors.action.hover },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
  }),
});
