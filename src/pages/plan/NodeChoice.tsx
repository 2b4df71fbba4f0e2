import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Checkbox, Pagination, useStyles2 } from '@grafana/ui';
import React, { memo, useMemo, useState } from 'react';
import { PageLink } from '../../components/PageLink';
import { StateLabel } from '../../components/StateLabel';
import { type State } from '../../diagnosis';
import { useText } from '../../locales/TextProvider';
import { forecastText, nodeTitle } from '../../locales/wording';
import { type PlanNode } from '../../runbook/plan/planNode';
import { addCounts, countRest, type RestOfFleet } from '../../signals/evidence/restOfFleet';
import { countStates, createNodeFilter, inCluster } from '../shared/verdict/filterNodes';
import { usePage } from '../shared/asking/PageContext';
import { SearchField } from '../shared/SearchField';
import { RestNote } from '../shared/verdict/RestNote';
import { StateTiles } from '../shared/verdict/StateTiles';
import { useTypedSearch } from '../shared/address/useTypedSearch';
import { useLinks } from '../shared/address/links';

import { planReason } from './planReason';

export interface NodeChoiceProps {
  all: readonly PlanNode[];
  chosen: readonly PlanNode[];
  rest?: RestOfFleet;
  /** Absent: the rest is being loaded, or there is none. */
  loadRest?: () => void;
  onChoose: (nodes: readonly PlanNode[], isIn: boolean) => void;
}

const pageSize = 50;
const offered: readonly State[] = ['failing', 'leaking', 'exposed'];

/** Which nodes to plan for. Without a filter: those that need something, and those that were chosen. */
export function NodeChoice({ all, chosen, rest, loadRest, onChoose }: NodeChoiceProps) {
  const { view, changeView } = usePage();
  const styles = useStyles2(getStyles);
  const words = useText();
  const { text, measures } = words;
  const [wantedPage, setPage] = useState(1);
  const chosenIds = useMemo(() => new Set(chosen.map(({ id }) => id)), [chosen]);
  const { typed, setTyped, wanted } = useTypedSearch(view.search, changeView);
  const filter = useMemo(() => createNodeFilter(words), [words]);
  const scope = useMemo(() => inCluster(all, view.cluster) as readonly PlanNode[], [all, view.cluster]);
  const found = useMemo(() => {
    const matching = new Set(filter(scope, { states: view.states, search: wanted }).map(({ id }) => id));
    return scope.filter(
      ({ id, diagnosis }) =>
        matching.has(id) && (view.states.length > 0 || offered.includes(diagnosis.state) || chosenIds.has(id))
    );
  }, [scope, filter, view.states, wanted, chosenIds]);
  const left = useMemo(() => countRest(rest, view.cluster), [rest, view.cluster]);
  const pageCount = Math.max(1, Math.ceil(found.length / pageSize));
  const page = Math.min(wantedPage, pageCount);
  const picked = found.filter(({ id }) => chosenIds.has(id)).length;
  return (
    <section className={styles.choice} aria-label={text('plan.nodes')}>
      <StateTiles
        counts={addCounts(countStates(scope), left)}
        chosen={view.states}
        onChange={(states) => changeView({ states })}
      />
      <SearchField value={typed} onChange={setTyped} />
      <Checkbox
        className={styles.selectAll}
        label={text('plan.selectAll', { number: measures.count(found.length) })}
        description={text('plan.selected', { number: measures.count(picked) })}
        value={found.length > 0 && picked === found.length}
        indeterminate={picked > 0 && picked < found.length}
        disabled={found.length === 0}
        onChange={({ currentTarget }) => onChoose(found, currentTarget.checked)}
      />
      {found.length === 0 && <p>{text('plan.noneFound')}</p>}
      <ul className={styles.list}>
        {found.slice((page - 1) * pageSize, page * pageSize).map((node) => (
          <NodeItem key={node.id} {...{ node, onChoose }} isIn={chosenIds.has(node.id)} />
        ))}
      </ul>
      <RestNote counts={left} chosen={view.states.length > 0 ? view.states : offered} load={loadRest} />
      <Pagination currentPage={page} numberOfPages={pageCount} onNavigate={setPage} hideWhenSinglePage />
    </section>
  );
}

interface NodeItemProps extends Pick<NodeChoiceProps, 'onChoose'> {
  node: PlanNode;
  isIn: boolean;
}

const NodeItem = memo(function NodeItem({ node, isIn, onChoose }: NodeItemProps) {
  const links = useLinks();
  const styles = useStyles2(getStyles);
  const words = useText();
  const { text } = words;
  const { evidence, diagnosis, isControlPlane, zone } = node;
  const notes = [evidence.key.cluster, isControlPlane && text('plan.controlPlane'), zone].filter(Boolean).join(' · ');
  return (
    <li className={styles.item} data-testid="plan-node" data-node={evidence.key.node}>
      <Checkbox
        aria-label={text('plan.choose', { node: nodeTitle(evidence.key) })}
        value={isIn}
        onChange={({ currentTarget }) => onChoose([node], currentTarget.checked)}
      />
      <div className={styles.facts}>
        <div className={styles.head}>
          <PageLink path={links.node(evidence.key)}>{evidence.key.node}</PageLink>
          <StateLabel state={diagnosis.state} />
        </div>
        <div>
          {planReason(node, words)}
          {diagnosis.forecast.kind !== 'none' &&
            ` · ${text('plan.mayFail', {
              forecast: forecastText(diagnosis.forecast, words),
              confidence: text(`confidence.${diagnosis.forecast.confidence}`),
            })}`}
        </div>
        <div className={styles.notes}>{notes}</div>
      </div>
    </li>
  );
});

const getStyles = (theme: GrafanaTheme2) => ({
  choice: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1.5), minWidth: 0 }),
  // Grafana's own is a grid, whose columns would share the width.
  selectAll: css({ alignSelf: 'flex-start' }),
  list: css({ listStyle: 'none' }),
  item: css({
    display: 'flex',
    gap: theme.spacing(1.5),
    padding: theme.spacing(1, 0),
    borderTop: `1px solid ${theme.colors.border.weak}`,
  }),
  facts: css({ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }),
  head: css({ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', gap: theme.spacing(1) }),
  notes: css({ color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize }),
});
