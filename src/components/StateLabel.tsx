import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';
import { type State } from '../diagnosis';
import { useText } from '../locales/TextProvider';
import { SpriteIcon } from './IconSprite';
import { stateColor, stateIcons } from './stateAppearance';

export interface StateLabelProps {
  state: State;
  /** The icon is taken from the sprite on the page. */
  isInRow?: boolean;
}

/** Icon, word and colour: no state rests on colour alone. */
export function StateLabel({ state, isInRow = false }: StateLabelProps) {
  const { text } = useText();
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.label} style={{ color: stateColor(state, theme) }}>
      {isInRow ? <SpriteIcon name={stateIcons[state]} /> : <Icon name={stateIcons[state]} />}
      {text(`state.${state}`)}
    </span>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  label: css({
    fontWeight: theme.typography.fontWeightMedium,
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    whiteSpace: 'nowrap',
  }),
});
