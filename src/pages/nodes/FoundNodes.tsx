import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, EmptyState, useStyles2 } from '@grafana/ui';
import React, { useCallback, useMemo, useState } from 'react';
import { type FleetNode } from '../../signals/evidence/fleetNode';
import { useText } from '../../locales/TextProvider';
import { createNodeFilter } from '../shared/verdict/filterNodes';
import { ColumnMenu } from './ColumnMenu';
import { NodesTable } from './NodesTable';
import { useShownColumns } from './useShownColumns';
import { type Sorting } from '../shared/address/nodesView';
import { SearchField } from '../shared/SearchField';
import { sortNodes } from './sortNodes';
import { usePage } from '../shared/asking/PageContext';
import { type ChangeView } from '../shared/address/useNodesView';
import { useTypedSearch } from '../shared/address/useTypedSearch';

export interface FoundNodesProps {
  /** The nodes of the chosen cluster. */
  scope: readonly FleetNode[];
  /** What is said of nodes that are not loaded. */
  below: React.ReactNode;
}

/** The search and what it finds. Apart from the rest of the page, which a keystroke need not draw again. */
export function FoundNodes({ scope, below }: FoundNodesProps) {
  const { view, changeView } = usePage();
  const words = useText();
  const { text, measures } = words;
  const styles = useStyles2(getStyles);
  const { shown, setShown } = useShownColumns();
  const { states, sorting } = view;
  const { typed, setTyped, wanted } = useTypedSearch(view.search, changeView);
  const filter = useMemo(() => createNodeFilter(words), [words]);
  const sorted = useSorted(scope, sorting);
  const found = useMemo(() => filter(sorted, { states, search: wanted }), [filter, sorted, states, wanted]);
  const { page, setPage } = useTablePage(
    JSON.stringify([states, wanted, view.cluster, sorting]),
    view.page,
    changeView
  );
  const clear = () => {
    setTyped('');
    changeView({ states: [], search: '', cluster: undefined });
  };
  const isFiltered = states.length > 0 || typed !== '' || view.cluster !== undefined;
  const onSort = useCallback((chosen: Sorting) => changeView({ sorting: chosen }), [changeView]);
  return (
    <>
      <div className={styles.bar}>
        <div className={styles.search}>
          <SearchField value={typed} onChange={setTyped} />
        </div>
        <span className={styles.count} data-testid="node-count">
          {text('table.count', { count: found.length, number: measures.count(found.length) })}
        </span>
        <ColumnMenu shown={shown} onChange={setShown} />
      </div>
      {found.length === 0 ? (
        <EmptyState
          variant="not-found"
          message={text('filter.none')}
          button={
            isFiltered ? (
              <Button variant="secondary" onClick={clear}>
                {text('filter.clear')}
              </Button>
            ) : undefined
          }
        />
      ) : (
        <NodesTable {...{ shown, sorting, onSort, page, setPage }} nodes={found} />
      )}
      {below}
    </>
  );
}

/** Each change of the URL brings a sorting of its own, most often the same. */
function useSorted(nodes: readonly FleetNode[], { column, isDescending }: Sorting): FleetNode[] {
  return useMemo(() => sortNodes(nodes, { column, isDescending }), [nodes, column, isDescending]);
}

/** The page of the list that is told by `list`: another list starts at its first. The URL follows. */
function useTablePage(list: string, inUrl: number, changeView: ChangeView) {
  const [turned, setTurned] = useState({ list, page: inUrl });
  const setPage = useCallback(
    (page: number) => {
      setTurned({ list, page });
      changeView({ page }, { replace: true });
    },
    [list, changeView]
  );
  return { page: turned.list === list ? turned.page : 1, setPage };
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(0.5, 2) }),
  search: css({ flex: '1 1 160px' }),
  count: css({ whiteSpace: 'nowrap' }),
});
