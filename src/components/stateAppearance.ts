import { type GrafanaTheme2, type IconName } from '@grafana/data';
import { type State } from '../diagnosis';

export const stateIcons: Record<State, IconName> = {
  failing: 'times-circle',
  leaking: 'exclamation-triangle',
  exposed: 'eye',
  protected: 'shield',
  clear: 'check-circle',
  unknown: 'question-circle',
};

export function stateColor(state: State, { colors }: GrafanaTheme2): string {
  switch (state) {
    case 'failing':
      return colors.error.text;
    case 'leaking':
      return colors.warning.text;
    case 'exposed':
      return colors.info.text;
    case 'protected':
    case 'clear':
      return colors.success.text;
    case 'unknown':
      return colors.text.secondary;
  }
}
