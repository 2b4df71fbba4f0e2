import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { useText } from '../../locales/TextProvider';
import { type Way } from '../../runbook/courses';
import { type System } from '../../runbook/system';

type WayNoteProps =
  | { chosenFor: Way; system: System; onlyFor?: never }
  /** `isProminent`: the reader chooses by it. */
  | { onlyFor: readonly Way[]; isProminent?: boolean; chosenFor?: never };

/** For which systems a step is, and why it was chosen for this node. */
export function WayNote(props: WayNoteProps) {
  const styles = useStyles2(getStyles);
  const { text } = useText();
  if (props.onlyFor) {
    const ways = props.onlyFor.map((way) => text(`runbook.way.${way}`)).join(text('runbook.waySeparator'));
    return <p className={props.isProminent ? styles.prominent : styles.note}>{text('runbook.onlyFor', { ways })}</p>;
  }
  const { chosenFor, system } = props;
  if (system.kind === 'unknown') {
    return null;
  }
  const { fact, value } = system.seenIn;
  return (
    <p className={styles.note} data-testid="way-chosen">
      {text(`runbook.chosen.${fact}`, { way: text(`runbook.way.${chosenFor}`), value })}
    </p>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  prominent: css({ fontWeight: theme.typography.fontWeightMedium }),
  note: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary, overflowWrap: 'anywhere' }),
});
