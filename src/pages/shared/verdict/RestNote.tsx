import { Button, Stack } from '@grafana/ui';
import React from 'react';
import { type State, states } from '../../../diagnosis/diagnosis';
import { listed } from '../../../locales/joined';
import { useText } from '../../../locales/TextProvider';
import { type StateCounts } from '../../../signals/evidence/restOfFleet';

interface RestNoteProps {
  /** Nodes that are not loaded, as the rules call them. */
  counts: StateCounts;
  /** States that are looked at; none: all. */
  chosen: readonly State[];
  /** Absent: they are being loaded. */
  load?: () => void;
}

/** A list that leaves nodes out says so, and how many. */
export function RestNote({ counts, chosen, load }: RestNoteProps) {
  const { text, measures } = useText();
  const left = states.filter((state) => counts[state] > 0 && (chosen.length === 0 || chosen.includes(state)));
  const count = left.reduce((sum, state) => sum + counts[state], 0);
  if (count === 0) {
    return null;
  }
  const parts = listed(
    left.map((state) => `${text(`state.${state}`)} ${measures.count(counts[state])}`),
    text
  );
  return (
    <Stack direction="row" gap={1} alignItems="center" wrap="wrap">
      <span role="status" data-testid="rest-of-fleet">
        {text('rest.note', { count, number: measures.count(count), states: parts })}
        {load ? '' : ` ${text('rest.loading')}`}
      </span>
      {load && (
        <Button variant="secondary" size="sm" onClick={load}>
          {text('rest.load')}
        </Button>
      )}
    </Stack>
  );
}
