import { css } from '@emotion/css';
import { Icon, useTheme2 } from '@grafana/ui';
import React from 'react';
import { type State } from '../diagnosis';
import { useText } from '../locales/TextProvider';
import { stateColor, stateIcons } from './stateAppearance';

/** Icon, word and colour: no state rests on colour alone. */
export function StateLabel({ state }: { state: State }) {
  const { text } = useText();
  const theme = useTheme2();
  return (
    <span
      className={css({
        color: stateColor(state, theme),
        fontWeight: theme.typography.fontWeightMedium,
        display: 'inline-flex',
        alignItems: 'center',
        gap: theme.spacing(0.5),
        whiteSpace: 'nowrap',
      })}
    >
      <Icon name={stateIcons[state]} />
      {text(`state.${state}`)}
    </span>
  );
}
