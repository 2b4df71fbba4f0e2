import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';
import { useText } from '../../locales/TextProvider';
import { type ColumnId } from '../shared/address/columnIds';
import { byUrgency, type Sorting } from '../shared/address/nodesView';

export interface ColumnHeaderProps {
  id: ColumnId;
  sorting: Sorting;
  onSort: (sorting: Sorting) => void;
}

const fewestFirst: ReadonlySet<ColumnId> = new Set(['state', 'node', 'forecast', 'kernel', 'kubelet', 'runtime']);

export function ColumnHeader({ id, sorting, onSort }: ColumnHeaderProps) {
  const styles = useStyles2(getStyles);
  const { text } = useText();
  const isSorted = sorting.column === id;
  return (
    <th
      data-column={id}
      className={styles.header}
      aria-sort={isSorted ? (sorting.isDescending ? 'descending' : 'ascending') : 'none'}
    >
      <button
        type="button"
        className={styles.button}
        title={text(`column.${id}.means`)}
        onClick={() => onSort(nextSorting(id, sorting))}
      >
        {text(`column.${id}`)}
        {isSorted && <Icon name={sorting.isDescending ? 'arrow-down' : 'arrow-up'} size="sm" />}
      </button>
    </th>
  );
}

/** Natural direction, the other one, back to urgency. */
export function nextSorting(column: ColumnId, sorting: Sorting): Sorting {
  const first = !fewestFirst.has(column);
  if (sorting.column !== column) {
    return { column, isDescending: first };
  }
  return sorting.isDescending === first ? { column, isDescending: !first } : { ...byUrgency };
}

const getStyles = (theme: GrafanaTheme2) => ({
  header: css({ whiteSpace: 'nowrap' }),
  button: css({
    background: 'none',
    font: 'inherit',
    border: 'none',
    padding: 0,
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    fontWeight: theme.typography.fontWeightMedium,
    color: theme.colors.text.primary,
    '&:hover': { color: theme.colors.text.link },
  }),
});
