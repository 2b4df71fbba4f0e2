import { type FocusEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { type FleetNode } from '../../signals/evidence/fleetNode';
import { rowAfter } from './rowMoves';

export interface RowFocusOptions {
  nodes: readonly FleetNode[];
  pageSize: number;
  page: number;
  setPage: (page: number) => void;
  onOpen: (node: FleetNode) => void;
  onToggle: (id: string) => void;
}

/** One row at a time can be reached with Tab, and so can what stands in it; keys lead from there to the others. */
export function useRowFocus({ nodes, pageSize, page, setPage, onOpen, onToggle }: RowFocusOptions) {
  const body = useRef<HTMLTableSectionElement>(null);
  const isMoving = useRef(false);
  const [wantedId, setActiveId] = useState<string>();
  const first = (page - 1) * pageSize;
  const shown = nodes.slice(first, first + pageSize);
  const activeId = shown.some(({ id }) => id === wantedId) ? wantedId : shown[0]?.id;

  useEffect(() => {
    if (isMoving.current) {
      isMoving.current = false;
      body.current?.querySelector<HTMLElement>('tr[tabindex="0"]')?.focus();
    }
  }, [activeId]);

  const onFocus = ({ target }: FocusEvent) => {
    const row = rowOf(target);
    if (row) {
      setActiveId(row.dataset.id);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rowOf(event.target);
    const index = nodes.findIndex(({ id }) => id === row?.dataset.id);
    const node = nodes[index];
    if (!node || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    const isOnRow = event.target === row;
    const next = rowAfter(event.key, index, { count: nodes.length, pageSize });
    if (next !== undefined) {
      isMoving.current = true;
      setPage(Math.floor(next / pageSize) + 1);
      setActiveId(nodes[next]?.id);
    } else if (isOnRow && event.key === 'Enter' && !node.isWithoutNode) {
      onOpen(node);
    } else if (isOnRow && (event.key === ' ' || event.key === 'Enter')) {
      onToggle(node.id);
    } else {
      return;
    }
    event.preventDefault();
  };
  return { shown, first, activeId, rows: { ref: body, onFocus, onKeyDown } };
}

/** The row of a node around an element; its details are no part of it. */
function rowOf(target: EventTarget): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('tr[data-id]') : null;
}
