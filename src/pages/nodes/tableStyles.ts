import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';

/** Narrower than this, each row is a card. */
const cardsBelow = '@container (max-width: 640px)';

export const tableStyles = (theme: GrafanaTheme2) => ({
  // The keys are told while a row is walked to with them.
  whole: css({ [theme.breakpoints.up('md')]: { '&:has(tr:focus-visible) [data-keys]': { display: 'inline' } } }),
  keys: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary, display: 'none' }),
  // A container, so that the details of a row can be as wide as what is in sight.
  scroll: css({ overflowX: 'auto', containerType: 'inline-size' }),
  table: css({
    width: '100%',
    // Columns are as wide as they are said to be: long words break within them, and none pushes another out of sight.
    tableLayout: 'fixed',
    borderCollapse: 'collapse',
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: 1.4,
    'th, td': {
      padding: theme.spacing(0.625, 1),
      textAlign: 'left',
      verticalAlign: 'top',
      overflowWrap: 'break-word',
    },
    // Which node a row is about stays in sight however far the table is scrolled, and so does the way to its runbook.
    '[data-column=node], thead tr > :last-child, tr[data-node] > :last-child': {
      position: 'sticky',
      background: theme.colors.background.primary,
      zIndex: 1,
    },
    '[data-column=node]': { left: 0 },
    'thead tr > :last-child, tr[data-node] > :last-child': { right: 0, whiteSpace: 'nowrap' },
    'tbody tr': { borderTop: `1px solid ${theme.colors.border.weak}`, scrollMarginTop: theme.spacing(12) },
    'tr[data-id]:focus-visible': { outline: 'none' },
    // On each cell, since those that stay in sight lie over the row.
    'tr[data-id]:focus-visible > td': {
      background: theme.colors.background.secondary,
      boxShadow: `inset 0 2px ${theme.colors.primary.border}, inset 0 -2px ${theme.colors.primary.border}`,
    },
    [cardsBelow]: asCards(theme),
  }),
  links: css({ whiteSpace: 'nowrap', fontWeight: theme.typography.fontWeightMedium }),
  pages: css({ marginTop: theme.spacing(1) }),
});

function asCards(theme: GrafanaTheme2) {
  return {
    '&': { display: 'block', minWidth: '0 !important' },
    colgroup: { display: 'none' },
    // Rows stand by urgency; what a column is called stands beside its figure.
    thead: { position: 'absolute' as const, clipPath: 'inset(50%)', width: 1, height: 1, overflow: 'hidden' },
    tbody: { display: 'block' },
    'tbody tr': { display: 'block', padding: theme.spacing(1, 0) },
    'tbody tr[data-node]': {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) auto',
      gap: theme.spacing(0.5, 1),
      position: 'relative' as const,
    },
    'tr[data-node] > td': { padding: 0, gridColumn: '1 / -1', position: 'static !important' as never },
    'tr[data-node] > td:first-of-type': { gridColumn: 2, gridRow: 1 },
    'tr[data-node] > [data-column=state]': { gridColumn: 1, gridRow: 1 },
    'td[data-label]::before': { content: 'attr(data-label) " "', color: theme.colors.text.secondary },
    'td[colspan]': { display: 'block', padding: theme.spacing(1, 0) },
  };
}
