import { css, cx } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';

export interface PlainTableProps {
  label: string;
  columns: readonly string[];
  rows: ReadonlyArray<{ id: string; cells: readonly ReactNode[] }>;
}

/** More columns do not fit beside each other on a phone: there each row is a card, with nothing to scroll for. */
const mostBesideEachOther = 3;

/** A short table of texts; wide ones scroll by themselves, by keyboard too. */
export function PlainTable({ label, columns, rows }: PlainTableProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={label}>
      <table className={cx(styles.table, columns.length > mostBesideEachOther && styles.cards)}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, cells }) => (
            <tr key={id}>
              {cells.map((cell, index) => (
                <td key={index} data-label={index === 0 ? undefined : columns[index]}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  scroll: css({ overflowX: 'auto', containerType: 'inline-size' }),
  table: css({
    width: '100%',
    '& th': { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightMedium },
    '& th, & td': {
      padding: theme.spacing(0.5, 2, 0.5, 0),
      borderBottom: `1px solid ${theme.colors.border.weak}`,
      verticalAlign: 'top',
    },
    '& td:first-child': { overflowWrap: 'anywhere', minWidth: theme.spacing(14) },
    '& td:not(:first-child)': { whiteSpace: 'nowrap' },
  }),
  cards: css({
    '@container (max-width: 560px)': {
      '& thead': { display: 'none' },
      '& tr': { display: 'block', padding: theme.spacing(1, 0), borderBottom: `1px solid ${theme.colors.border.weak}` },
      '& td, & td:first-child': { display: 'flex', gap: theme.spacing(1), padding: theme.spacing(0.25, 0), border: 0 },
      '& td:not(:first-child)': { whiteSpace: 'normal' },
      '& td[data-label]::before': {
        content: 'attr(data-label)',
        flex: `0 0 ${theme.spacing(11)}`,
        color: theme.colors.text.secondary,
      },
    },
  }),
});
